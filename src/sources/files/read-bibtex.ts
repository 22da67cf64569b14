import type { FileItem } from '../../domain/ports.ts'
import { isDay, type Day } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { readBibtexNames } from './bibtex-names.ts'
import { findArxivName } from './find-arxiv-name.ts'
import { fromTex } from './from-tex.ts'
import { type BibtexEntry, parseBibtex } from './parse-bibtex.ts'
import type { Reference } from './reference.ts'
import { toItem } from './to-item.ts'

/** Entries that are no work of somebody, but hold what others have in common. */
const NO_WORK = new Set(['proceedings', 'mvproceedings', 'collection', 'mvcollection', 'xdata', 'set', 'periodical'])

/** Whether a text holds an entry of BibTeX: an "@" that begins a line, a type, and a brace. */
export function isBibtex(text: string): boolean {
  return /^[ \t]*@[ \t]*[a-z]+\s*[{(]\s*(?:[^\s,{}()"]+\s*)?[,=}]/im.test(text)
}

/**
 * Reads the papers of a BibTeX or BibLaTeX file, in its order, faults last. TeX becomes text, formulas stay; what an entry
 * lacks comes from the one that it refers to (`crossref`).
 */
export function readBibtex(text: string): FileItem[] {
  const { entries, faults } = parseBibtex(text)
  const byKey = new Map(entries.map((entry) => [entry.key.toLowerCase(), entry]))
  const works = entries.filter(({ type }) => !NO_WORK.has(type))
  return [...works.map((entry) => toItem(toReference(entry, byKey))), ...faults.map((fault) => ({ fault }))]
}

function toReference({ key, fields, line }: BibtexEntry, byKey: ReadonlyMap<string, BibtexEntry>): Reference {
  const parent = byKey.get((fields.get('crossref') ?? '').trim().toLowerCase())?.fields
  const find = (...names: string[]): string | undefined => findText(fields, names)
  const inherit = (...names: string[]): string | undefined => find(...names) ?? (parent && findText(parent, names))
  const container = find('journal', 'journaltitle', 'booktitle') ?? (parent && findText(parent, ['booktitle', 'title']))
  const date = inherit('date') ?? toDate(inherit('year'), inherit('month'), find('day'))
  return {
    position: `line ${line}`,
    authors: readBibtexNames(fields.get('author') ?? ''),
    names: listNames(fields, container),
    ...onlyPresent({
      label: key || undefined,
      title: find('title'),
      abstract: find('abstract', 'annotation'),
      doi: find('doi'),
      container: container ?? inherit('series', 'howpublished'),
      volume: inherit('volume'),
      issue: find('number', 'issue'),
      pages: find('pages')?.replace(/\s*\u2013\s*/g, '-'),
      year: /\d{4}/.exec(date ?? '')?.[0],
      day: findDay(date),
    }),
  }
}

function findText(fields: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = fromTex(fields.get(name) ?? '')
    if (text !== '') return text
  }
  return undefined
}

/** As they are written: TeX in them is an underscore or a per cent sign that lost its meaning. */
function listNames(fields: ReadonlyMap<string, string>, container = ''): string[] {
  const raw = ['eprint', 'arxivid', 'arxiv', 'doi', 'url', 'howpublished', 'note', 'volume'].flatMap((name) => {
    const text = fields
      .get(name)
      ?.replace(/\\([_%&#~])/g, '$1')
      .replace(/^\\url\{(.*)\}$/s, '$1')
    return text === undefined ? [] : [toName(name, text)]
  })
  return [...raw, findArxivName(container) ?? ''].filter((name) => name !== '')
}

/** A volume of CoRR is called by the paper's id, and a note may hold it among other words. */
function toName(field: string, text: string): string {
  if (field === 'volume') return /^abs\/(.+)$/.exec(text.trim())?.[1] ?? ''
  if (field !== 'note') return text.trim()
  return findArxivName(text) ?? ''
}

function toDate(year: string | undefined, month = '', day = ''): string | undefined {
  const number = /^\d{1,2}$/.test(month) ? month : ''
  if (year === undefined || number === '' || !/^\d{1,2}$/.test(day)) return year
  return `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function findDay(date = ''): Day | undefined {
  const day = date.slice(0, 10)
  return isDay(day) ? day : undefined
}
