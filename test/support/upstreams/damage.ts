import { mixNumbers } from '../../../src/services/sample/random.ts'
import type { Fault } from './faults.ts'
import type { Answer } from './serve.ts'

const PAGE = '<!DOCTYPE html><html><head><title>Sorry</title></head><body><h1>We will be back soon</h1></body></html>'

// Of XML, and of JSON with the comma behind it.
const TITLES = /<title>[^]*?<\/title>|"title":"(?:[^"\\]|\\.)*",?/g
const RFC822 = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})/g

/** The bytes of an answer, and the type that is told, after a fault has had its way with it. `seed` says where. */
export function damage(answer: Answer, fault: Fault | undefined, seed: number): { bytes: Buffer; type: string } {
  const { body, type } = answer
  const isJson = type.includes('json')
  switch (fault) {
    case 'page':
      return { bytes: Buffer.from(PAGE), type: 'text/html; charset=utf-8' }
    case 'cut':
      return { bytes: Buffer.from(body.slice(0, Math.floor(body.length * (0.3 + (seed % 6) / 10)))), type }
    case 'broken':
      return { bytes: Buffer.from(breakForm(body, isJson, seed)), type }
    case 'wrong_encoding':
      return { bytes: misencode(body, seed), type }
    case 'unknown_field':
      return { bytes: Buffer.from(addField(body, isJson)), type }
    case 'untitled':
      return { bytes: Buffer.from(removeTitle(body, seed)), type }
    case 'other_dates':
      return { bytes: Buffer.from(isJson ? rewriteIso(body) : rewriteDates(body)), type }
    case 'old_ids':
      return { bytes: Buffer.from(body.replaceAll(/(>|oai:arXiv\.org:)cs\/(\d{7})(?=[v<])/g, '$1cs.CL/$2')), type }
    default:
      return { bytes: Buffer.from(body), type }
  }
}

/** Tags that do not meet, or a brace too few. */
function breakForm(body: string, isJson: boolean, seed: number): string {
  const ends = [...body.matchAll(isJson ? /\}/g : /<\/[a-z]+>/gi)]
  const end = ends[mixNumbers(seed, 1) % Math.max(1, ends.length)]
  if (end === undefined) return `${body}<`
  return body.slice(0, end.index) + body.slice(end.index + end[0].length)
}

/** One letter in Latin-1 amid UTF-8; where an answer has none that could be, all of it in UTF-16. */
function misencode(body: string, seed: number): Buffer {
  const letters = [...body.slice(findFirstRecord(body)).matchAll(/[\u00c0-\u00ff]/g)]
  const letter = letters[mixNumbers(seed, 3) % Math.max(1, letters.length)]
  if (letter === undefined) return Buffer.from(`\ufeff${body}`, 'utf16le')
  const at = findFirstRecord(body) + letter.index
  return Buffer.concat([
    Buffer.from(body.slice(0, at)),
    Buffer.from(letter[0], 'latin1'),
    Buffer.from(body.slice(at + 1)),
  ])
}

function findFirstRecord(body: string): number {
  return /<record>|<item>|<entry>|\{"paper"/.exec(body)?.index ?? body.length
}

function addField(body: string, isJson: boolean): string {
  if (isJson) return body.replaceAll('"title":', '"novelty":{"of":["something",1,null]},"title":')
  return body.replaceAll('</title>', '</title><novelty kind="unheard-of">a <b>new</b> field</novelty>')
}

function removeTitle(body: string, seed: number): string {
  const place = findTitle(body, seed)
  return place === undefined ? body : body.slice(0, place.index) + body.slice(place.index + place.text.length)
}

/** The title of one record; not that of a feed, which stands before the first. */
function findTitle(body: string, seed: number): { index: number; text: string } | undefined {
  const titles = [...body.matchAll(TITLES)].filter(({ index }) => index > findFirstRecord(body))
  const title = titles[mixNumbers(seed, 2) % Math.max(1, titles.length)]
  return title && { index: title.index, text: title[0] }
}

const REWRITTEN = [
  (iso: string) => iso,
  (_iso: string, rfc: string) => rfc.replace('GMT', '+0000'),
  (_iso: string, rfc: string) => rfc.replace(/^\w+, 0?/, ''),
]

/** The same instants as `2026-03-05T10:00:00Z`, with +0000 for GMT, or without the weekday, in turn. */
function rewriteDates(body: string): string {
  let turn = 0
  return body.replaceAll(RFC822, (rfc) => REWRITTEN[turn++ % 3]!(new Date(rfc).toISOString().slice(0, 19) + 'Z', rfc))
}

/** The same instants without fractions, or with an offset. */
function rewriteIso(body: string): string {
  return body.replaceAll(/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.000Z/g, (_all, second: string) =>
    second.endsWith('0') ? `${second}Z` : `${second}+00:00`,
  )
}
