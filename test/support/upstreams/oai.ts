import { addDays, type Day, isDay, toIso, toUtcDay, type UnixMs } from '../../../src/domain/time.ts'
import { FORMATS, type OaiFormat, toOaiHeader, toOaiRecord } from './oai-record.ts'
import { isInSet, isSet, toSetSpec } from './set-specs.ts'
import type { Answer } from './serve.ts'
import { findState, type PaperState, type World } from './world.ts'
import { escapeXml } from './xml.ts'

/** An OAI-PMH server over a world: how many records one of its answers holds. */
export type OaiOptions = { world: World; recordsAPage: number }

type Arguments = ReadonlyMap<string, string>
type Page = { states: PaperState[]; token?: string }

/** A failure as OAI-PMH tells it: with 200, inside the answer. */
class OaiFailure extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What arXiv's OAI-PMH server answers to a request at an instant. */
export function answerOai(options: OaiOptions, url: URL, at: UnixMs): Answer {
  const given = new Map(url.searchParams)
  try {
    return toEnvelope(url, given, at, toContent(options, given, at))
  } catch (error) {
    if (!(error instanceof OaiFailure)) throw error
    return toOaiError(url, at, error.code, error.message)
  }
}

/** An answer that tells a failure though its status is 200. */
export function toOaiError(url: URL, at: UnixMs, code: string, message: string): Answer {
  // What could not be understood is not repeated.
  const given = code === 'badVerb' || code === 'badArgument' ? new Map<string, string>() : new Map(url.searchParams)
  return toEnvelope(url, given, at, `<error code="${code}">${escapeXml(message)}</error>`)
}

function toEnvelope(url: URL, given: Arguments, at: UnixMs, content: string): Answer {
  const attributes = [...given].map(([name, text]) => ` ${name}="${escapeXml(text)}"`).join('')
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">',
    `<responseDate>${toIso(at).slice(0, 19)}Z</responseDate>`,
    `<request${attributes}>${escapeXml(url.origin + url.pathname)}</request>`,
    content,
    '</OAI-PMH>',
  ]
  return { status: 200, type: 'text/xml', body: `${body.join('\n')}\n` }
}

function toContent(options: OaiOptions, given: Arguments, at: UnixMs): string {
  const verb = given.get('verb')
  switch (verb) {
    case 'Identify':
      return toIdentity()
    case 'ListSets':
      return `<ListSets>${listSets(options.world).join('')}</ListSets>`
    case 'GetRecord':
      return `<GetRecord>\n${getRecord(options.world, given, at)}\n</GetRecord>`
    case 'ListRecords':
    case 'ListIdentifiers':
      return toList(options, verb, given, at)
    default:
      throw new OaiFailure('badVerb', `Unknown verb: ${verb ?? 'none'}`)
  }
}

function toIdentity(): string {
  return `<Identify><repositoryName>arXiv</repositoryName><baseURL>https://oaipmh.arxiv.org/oai</baseURL><protocolVersion>2.0</protocolVersion><adminEmail>help@arxiv.org</adminEmail><earliestDatestamp>2005-09-16</earliestDatestamp><deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DD</granularity></Identify>`
}

function listSets(world: World): string[] {
  const specs = new Set<string>()
  for (const { changes } of world.papers.values()) {
    for (const category of changes[0]?.words.categories ?? []) {
      const parts = toSetSpec(category).split(':')
      for (let length = 1; length <= parts.length; length++) specs.add(parts.slice(0, length).join(':'))
    }
  }
  return [...specs].sort().map((spec) => `<set><setSpec>${spec}</setSpec><setName>${spec}</setName></set>`)
}

function getRecord(world: World, given: Arguments, at: UnixMs): string {
  const id = (given.get('identifier') ?? '').replace(/^oai:arXiv\.org:/, '')
  const paper = world.papers.get(id.replace(/^([a-z-]+)\.[A-Z]{2}\//, '$1/'))
  const state = paper && findState(paper, 'oai', at)
  if (state === undefined) throw new OaiFailure('idDoesNotExist', `No paper of the id ${id}`)
  return toOaiRecord(state, toFormat(given))
}

function toFormat(given: Arguments): OaiFormat {
  const asked = given.get('metadataPrefix')
  if (asked === undefined) throw new OaiFailure('badArgument', 'metadataPrefix is missing')
  const format = FORMATS.find((name) => name === asked)
  if (format === undefined) throw new OaiFailure('cannotDisseminateFormat', `No such form: ${asked}`)
  return format
}

function toList(options: OaiOptions, verb: string, given: Arguments, at: UnixMs): string {
  const { states, token } = listPage(options, given, at)
  const asked = readToken(given).given
  const format = toFormat(asked)
  const records = states.map((state) => (verb === 'ListRecords' ? toOaiRecord(state, format) : toOaiHeader(state)))
  // arXiv writes "expires" where the protocol has "expirationDate", and neither the size of the list nor a cursor.
  const expires = `${addDays(toUtcDay(at), 1)}T00:00:00Z`
  const more =
    token === undefined ? '' : `<resumptionToken expires='${expires}'>${escapeXml(token)}</resumptionToken>\n`
  return `<${verb}>\n${records.join('\n')}\n${more}</${verb}>`
}

function listPage({ world, recordsAPage }: OaiOptions, all: Arguments, at: UnixMs): Page {
  const { given, skip } = readToken(all)
  const [from, until] = [toDay(given, 'from') ?? ('1991-01-01' as Day), toDay(given, 'until') ?? ('9998-12-31' as Day)]
  if (from > until) throw new OaiFailure('badArgument', 'from is later than until')
  const set = given.get('set')
  if (set !== undefined && !isSet(set)) throw new OaiFailure('badArgument', `No such set: ${set}`)
  const states = listStates(world, from, until, at).filter(({ categories }) => !set || isInSet(categories, set))
  const page = states.slice(skip, skip + recordsAPage)
  if (page.length === 0) throw new OaiFailure('noRecordsMatch', 'Nothing was changed in that time')
  const beyond = states[skip + recordsAPage]?.datestamp
  if (beyond === undefined) return { states: page }
  // Where the next record is of a later day than the first, the next page begins on that day, past those that were told.
  const told = page.filter(({ datestamp }) => datestamp === beyond).length
  const next = page[0]?.datestamp === beyond ? { skip: skip + recordsAPage } : { from: beyond, skip: told }
  const args = new URLSearchParams({ ...Object.fromEntries(given), ...next } as unknown as Record<string, string>)
  return { states: page, token: encodeURIComponent(args.toString()) }
}

function listStates(world: World, from: Day, until: Day, at: UnixMs): PaperState[] {
  const states: PaperState[] = []
  for (const [day, papers] of world.byDay) {
    if (day < from || day > until) continue
    for (const paper of papers) {
      const state = findState(paper, 'oai', at)
      if (state?.datestamp === day) states.push(state)
    }
  }
  return states.sort((a, b) => compare(a.datestamp, b.datestamp) || compare(a.id, b.id))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function toDay(given: Arguments, name: string): Day | undefined {
  const text = given.get(name)
  if (text !== undefined && !isDay(text)) throw new OaiFailure('badArgument', `Not a day: ${text}`)
  return text
}

/** The arguments of a list: those of the token, where there is one, and how many records were told. */
function readToken(given: Arguments): { given: Arguments; skip: number } {
  const token = given.get('resumptionToken')
  if (token === undefined) return { given, skip: 0 }
  if (given.size !== 2) throw new OaiFailure('badArgument', 'resumptionToken goes with the verb alone')
  // A token may come escaped once or twice. It tells its arguments, not when it was given: the server looks at no end.
  const args = new Map(new URLSearchParams(token.includes('=') ? token : decodeToken(token)))
  const skip = Number(args.get('skip'))
  if (!args.has('skip') || !Number.isInteger(skip)) throw new OaiFailure('badResumptionToken', 'Not a token')
  args.delete('skip')
  return { given: args, skip }
}

function decodeToken(token: string): string {
  try {
    return decodeURIComponent(token)
  } catch {
    throw new OaiFailure('badResumptionToken', 'Not a token')
  }
}
