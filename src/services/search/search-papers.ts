import { parseQuery } from '../../engine/query/parse-query.ts'
import type { SearchQuery } from '../../engine/query/search-query.ts'
import { AppError } from '../../domain/error.ts'
import type { Headline } from '../../domain/headline.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Db } from '../../store/db.ts'
import { placePapers } from '../../store/editions.ts'
import { listHeadlines } from '../../store/headlines.ts'
import { findChangeNumber } from '../../store/papers.ts'
import { findPaperByAnyId } from '../find-paper.ts'
import type { IndexKeeper } from '../index/keep-index.ts'
import type { SearchFindings, SearchQuestion } from '../index/questions.ts'
import { toSuggestions } from './suggest.ts'
import { markPaper } from './mark-paper.ts'
import { toWords } from './to-words.ts'
import {
  type FoundPaper,
  MOST_EXAMPLES,
  MOST_FOUND,
  MOST_QUERY_LETTERS,
  type Searching,
  type SearchPage,
  type SearchRequest,
} from './searching.ts'

/**
 * Makes the use cases of the search.
 *
 * @param findDb the database that the index follows
 */
export function createSearching(findDb: () => Promise<Db>, index: IndexKeeper): Searching {
  const listInOrder = async (ids: readonly PaperId[]): Promise<Map<PaperId, Headline>> => {
    const db = await findDb()
    const headlines = await listHeadlines(db, await placePapers(db, ids))
    return new Map(headlines.map((headline) => [headline.id, headline]))
  }
  return {
    async searchPapers(request) {
      const findings = await index.search(toQuestion(request))
      refuseUnknown(findings)
      const db = await findDb()
      const headlines = await listInOrder(findings.hits.map(({ id }) => id))
      const named = findings.identifier === undefined ? undefined : await findPaperByAnyId(db)(findings.identifier)
      const waiting = Math.max(0, (await findChangeNumber(db)) - index.state().changeNumber)
      return toPage(findings, headlines, { named: named?.id, waiting, query: parseQuery(request.text) })
    },
    async listSimilar(id, size) {
      const found = await index.listSimilar({ kind: 'similar', id, size })
      if (!found) throw new AppError('not_found', `The paper "${id}" is not in the index, or not yet`)
      const headlines = await listInOrder(found.map((one) => one.id))
      return found.flatMap(({ id: other, similarity, shared }) => {
        const headline = headlines.get(other)
        if (!headline) return [] // joined to another paper since it was indexed
        return [{ headline, similarity, shared: toWords(shared, `${headline.title}\n${headline.abstract ?? ''}`) }]
      })
    },
    async suggest(text, size) {
      if (text.length > MOST_QUERY_LETTERS) return []
      const { titles, authors } = await index.suggest({ kind: 'suggest', text, size })
      const headlines = await listInOrder([...titles, ...authors])
      const listOf = (ids: readonly PaperId[]): Headline[] => ids.flatMap((id) => headlines.get(id) ?? [])
      return toSuggestions(text, listOf(titles), listOf(authors)).slice(0, size)
    },
  }
}

function toQuestion(request: SearchRequest): SearchQuestion {
  const { text, mode = 'hybrid', order = 'relevance', like = [], unlike = [], offset, size, explain = false } = request
  if (text.length > MOST_QUERY_LETTERS)
    throw new AppError('invalid', `A query has at most ${MOST_QUERY_LETTERS} characters; this one has ${text.length}`)
  if (like.length + unlike.length > MOST_EXAMPLES)
    throw new AppError('invalid', `At most ${MOST_EXAMPLES} papers can be given as examples`)
  if (offset + size > MOST_FOUND)
    throw new AppError('invalid', `Only the first ${MOST_FOUND} papers of a search can be leafed through`)
  return { kind: 'search', text, mode, order, like, unlike, offset, size, explain }
}

function refuseUnknown({ unknown: [first, ...more] }: SearchFindings): void {
  if (first === undefined) return
  const others = more.length > 0 ? `, nor are ${more.length} others` : ''
  throw new AppError('invalid', `The paper "${first}" is not in the index, or not yet${others}`)
}

type Surroundings = { named: PaperId | undefined; waiting: number; query: SearchQuery }

function toPage(
  findings: SearchFindings,
  headlines: ReadonlyMap<PaperId, Headline>,
  { named, waiting, query }: Surroundings,
): SearchPage {
  const { hits, hasMore, matched, isExact, filters, problems, suggestion, isPartial } = findings
  const found = hits.flatMap(({ id, score, parts }): FoundPaper[] => {
    const headline = headlines.get(id)
    if (!headline) return [] // joined to another paper since it was indexed
    return [{ headline, score, ...markPaper(headline, query), ...(parts && { parts }) }]
  })
  return {
    ...{ found, hasMore, matched, isExact, filters, problems, isPartial, waiting },
    ...(named !== undefined && { named }),
    ...(suggestion !== undefined && { suggestion }),
  }
}
