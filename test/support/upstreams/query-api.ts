import { createHash } from 'node:crypto'
import { findArxivId } from '../../../src/domain/arxiv-id.ts'
import { type Day, toIso, type UnixMs } from '../../../src/domain/time.ts'
import { parseQuery } from './query-language.ts'
import type { Answer } from './serve.ts'
import { findState, type PaperState, type World, type WorldPaper } from './world.ts'
import { escapeXml, toElement } from './xml.ts'

const MOST_A_PAGE = 2000
const MOST_IN_ALL = 30_000

type Asked = { query: string; ids: string[]; start: number; most: number; order: string; ascending: boolean }

/**
 * What export.arxiv.org/api/query answers at an instant.
 *
 * @param laggingFrom tells each paper as it was before its last change, where that was announced on this day or later: the
 *   index is behind at times
 */
export function answerQuery(world: World, url: URL, at: UnixMs, laggingFrom?: Day): Answer {
  const asked = readAsked(url)
  const odd = asked.ids.find((id) => findArxivId(id) === undefined)
  if (odd !== undefined) return toQueryError(400, `incorrect id format for ${odd}`, at)
  if (asked.most > MOST_A_PAGE) return toQueryError(400, 'max_results must not be greater than 2000', at)
  if (asked.start + asked.most > MOST_IN_ALL) return toQueryError(400, 'start must be less than 30000', at)
  const test = asked.query === '' ? () => true : parseQuery(asked.query)
  if (test === undefined || (asked.query === '' && asked.ids.length === 0)) {
    return toQueryError(400, 'Invalid query string', at)
  }
  const found = listCandidates(world, asked.ids, at, laggingFrom).filter(({ state }) => test(state))
  const sorted = asked.query === '' ? found : sortStates(found, asked)
  return toFeed(asked, url, at, { total: found.length, entries: sorted.slice(asked.start, asked.start + asked.most) })
}

type Found = { state: PaperState; version: number }

function readAsked({ searchParams: given }: URL): Asked {
  return {
    query: given.get('search_query') ?? '',
    ids: (given.get('id_list') ?? '').split(',').filter((id) => id !== ''),
    start: Number(given.get('start') ?? 0),
    most: Number(given.get('max_results') ?? 10),
    order: given.get('sortBy') ?? 'relevance',
    ascending: given.get('sortOrder') === 'ascending',
  }
}

function listCandidates(world: World, ids: readonly string[], at: UnixMs, laggingFrom: Day | undefined): Found[] {
  const asked = ids.length === 0 ? [...world.papers.keys()].map((id) => ({ id, version: undefined })) : ids.map(parseId)
  return asked.flatMap(({ id, version }) => {
    const paper = world.papers.get(id)
    const state = paper && findLagging(paper, at, laggingFrom)
    if (state === undefined || (version ?? 1) > state.versions.length) return []
    return [{ state, version: version ?? state.versions.length }]
  })
}

function findLagging(paper: WorldPaper, at: UnixMs, laggingFrom: Day | undefined): PaperState | undefined {
  const state = findState(paper, 'api', at)
  const lags = laggingFrom !== undefined && state !== undefined && state.datestamp >= laggingFrom
  return lags ? findState(paper, 'api', at, 1) : state
}

function parseId(text: string): { id: string; version: number | undefined } {
  return findArxivId(text)!
}

function sortStates(found: readonly Found[], { order, ascending }: Asked): Found[] {
  const place = order === 'lastUpdatedDate' ? -1 : 0
  const by = ({ state }: Found): UnixMs => state.versions.at(place) ?? 0
  return found.toSorted((a, b) => (ascending ? 1 : -1) * (by(a) - by(b) || (a.state.id < b.state.id ? -1 : 1)))
}

function toFeed(asked: Asked, url: URL, at: UnixMs, { total, entries }: { total: number; entries: Found[] }): Answer {
  const told = `search_query=${asked.query}&id_list=${asked.ids.join(',')}&start=${asked.start}&max_results=${asked.most}`
  const body = [
    ...toHead(createHash('sha1').update(url.search).digest('base64').slice(0, 27), `arXiv Query: ${told}`, at),
    `<link href="https://arxiv.org/api/query?${escapeXml(told)}" type="application/atom+xml"/>`,
    ...toCounts(asked.most, total, asked.start),
    ...entries.map(toEntry),
    '</feed>\n',
  ]
  return { status: 200, type: 'application/atom+xml', body: body.join('\n') }
}

function toHead(id: string, title: string, at: UnixMs): string[] {
  return [
    "<?xml version='1.0' encoding='UTF-8'?>",
    '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">',
    `<id>https://arxiv.org/api/${id}</id>${toElement('title', title)}<updated>${toIso(at).slice(0, 19)}Z</updated>`,
  ]
}

function toCounts(page: number, total: number, start: number): string[] {
  return [
    `<opensearch:itemsPerPage>${page}</opensearch:itemsPerPage><opensearch:totalResults>${total}</opensearch:totalResults>`,
    `<opensearch:startIndex>${start}</opensearch:startIndex>`,
  ]
}

function toEntry({ state, version }: Found): string {
  const [first = 0, last = 0] = [state.versions[0], state.versions[version - 1]]
  const address = `arxiv.org/abs/${state.id}v${version}`
  const seconds = (instant: UnixMs): string => `${toIso(instant).slice(0, 19)}Z`
  return [
    `<entry><id>http://${address}</id>${toElement('title', state.title)}<updated>${seconds(last)}</updated>`,
    `<link href="https://${address}" rel="alternate" type="text/html"/>`,
    `<link href="https://${address.replace('/abs/', '/pdf/')}" rel="related" type="application/pdf" title="pdf"/>`,
    toElement('summary', state.abstract),
    state.categories.map((one) => `<category term="${one}" scheme="http://arxiv.org/schemas/atom"/>`).join(''),
    `<published>${seconds(first)}</published>${toElement('arxiv:comment', state.comments)}`,
    `<arxiv:primary_category term="${state.categories[0] ?? ''}"/>`,
    toElement('arxiv:journal_ref', state.journalRef) + toElement('arxiv:doi', state.doi),
    state.authors.map((name) => `<author>${toElement('name', name)}</author>`).join(''),
    '</entry>',
  ].join('\n')
}

/** An error as the API tells it: an entry named "Error", with the status 400 or, as it has happened, 200. */
export function toQueryError(status: number, message: string, at: UnixMs): Answer {
  const address = `https://arxiv.org/api/errors#${message.replaceAll(' ', '_')}`
  const body = [
    ...toHead('', 'arXiv Search Results', at),
    ...toCounts(1, 1, 0),
    `<entry><id>${escapeXml(address)}</id><title>Error</title><updated>${toIso(at).slice(0, 19)}Z</updated>`,
    `<link href="${escapeXml(address)}" rel="alternate" type="text/html"/>${toElement('summary', message)}`,
    '<author><name>arXiv api core</name></author></entry>\n</feed>\n',
  ]
  return { status, type: 'application/atom+xml', body: body.join('\n') }
}
