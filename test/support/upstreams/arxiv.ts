import type { Day, UnixMs } from '../../../src/domain/time.ts'
import type { Fault } from './faults.ts'
import { answerFeed } from './feeds.ts'
import { answerOai, toOaiError } from './oai.ts'
import { answerQuery, toQueryError } from './query-api.ts'
import type { Answer, Upstream } from './serve.ts'
import type { World } from './world.ts'

const OF_ALL: readonly Fault[] = ['cut', 'page', 'broken', 'wrong_encoding', 'unknown_field', 'untitled']

/**
 * arXiv in one server: `/oai` is its OAI-PMH, `/rss/…` and `/atom/…` its feeds, `/api/query` its query API.
 *
 * @param recordsAPage how many records an answer of OAI-PMH holds; arXiv's own are of two thousand and more
 * @param laggingFrom the first day of whose changes the query API may know nothing; before, it is never contradicted
 */
export function createArxiv(world: World, recordsAPage = 2000, laggingFrom = '1991-08-14' as Day): Upstream {
  return { name: 'arxiv', answer, listFaults }

  function answer(url: URL, at: UnixMs, fault: Fault | undefined): Answer {
    if (url.pathname === '/oai') {
      if (fault === 'error_inside') return toOaiError(url, at, ...toFalseError(url))
      return answerOai({ world, recordsAPage }, url, at)
    }
    if (url.pathname === '/api/query') {
      if (fault === 'error_inside') return toQueryError(200, 'internal error', at)
      return answerQuery(world, url, at, fault === 'contradicting' ? laggingFrom : undefined)
    }
    return answerFeed(world, url.pathname, at, fault === 'stale')
  }
}

/** What OAI-PMH tells where it has lost its way: a token it gave is none, or a code that the protocol does not have. */
function toFalseError({ searchParams }: URL): [code: string, message: string] {
  if (searchParams.has('resumptionToken')) return ['badResumptionToken', 'The token has expired']
  return ['internalError', 'The database is away']
}

// Faults that only some answers can have come more often there, or they would hardly ever come.
function listFaults({ pathname }: URL): readonly Fault[] {
  if (pathname === '/oai') return [...OF_ALL, 'other_dates', 'old_ids', 'old_ids', 'error_inside']
  if (pathname === '/api/query') return [...OF_ALL, 'old_ids', 'error_inside', 'contradicting', 'contradicting']
  return [...OF_ALL, 'other_dates', 'stale', 'stale', 'stale', 'stale']
}
