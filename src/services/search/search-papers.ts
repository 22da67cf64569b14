import { parseQuery } from '../../engine/query/parse-query.ts'
import { AppError } from '../../domain/error.ts'
import type { Headline } from '../../domain/headline.ts'
import type { PaperId } from '../../domain/paper.ts'
import { createFewAtOnce } from '../../platform/few-at-once.ts'
import { createTurns, type Turns } from '../../platform/turns.ts'
import type { Db } from '../../store/db.ts'
import { placePapers } from '../../store/editions.ts'
import { listHeadlines } from '../../store/headlines.ts'
import { findChangeNumber } from '../../store/papers.ts'
import { findPaperByAnyId } from '../find-paper.ts'
import type { IndexKeeper } from '../index/keep-index.ts'
import type { SearchFindings, SearchQuestion } from '../index/answers/questions.ts'
import { toMeaningNote } from './meaning-note.ts'
import { toBeginning, toSuggestions } from './suggest.ts'
import { markPapers } from './mark-paper.ts'
import { toWords } from './to-words.ts'
import {
  type FoundPaper,
  MOST_EXAMPLES,
  MOST_FOUND,
  MOST_QUERY_LETTERS,
  type Searching,
  type SearchPage,
  type SearchRequest,
  type SimilarPaper,
} from './searching.ts'

/** Of more answers the papers wait to be read: what is marked of a hundred answers at once takes half a gigabyte. */
const MOST_MADE = 4

/**
 * Makes the use cases of the search. However many answers the index gives at once, each goes on in a turn of the event
 * loop of its own, marks one paper a turn, and is handed on in another; few are made beside each other.
 *
 * @param findDb the database whose papers are found: that which the index follows, or the sample's while it holds none
 * @param findLast the last change number of the database which the index follows
 */
export function createSearching(
  findDb: () => Promise<Db>,
  index: IndexKeeper,
  findLast: () => Promise<number> = async () => findChangeNumber(await findDb()),
): Searching {
  const turns = createTurns()
  const fewAtOnce = createFewAtOnce(MOST_MADE)
  const listInOrder = async (ids: readonly PaperId[]): Promise<Map<PaperId, Headline>> => {
    const db = await findDb()
    const headlines = await listHeadlines(db, await placePapers(db, ids))
    return new Map(headlines.map((headline) => [headline.id, headline]))
  }
  return {
    async searchPapers(request) {
      const findings = await index.search(toQuestion(request))
      await turns.take()
      refuseUnknown(findings)
      const db = await findDb()
      const { identifier } = findings
      const named = identifier === undefined ? undefined : await findPaperByAnyId(db)(identifier)
      const isAlone = named !== undefined && !request.like?.length
      const answer = isAlone ? toNamedAlone(findings, named.id) : findings
      const waiting = Math.max(0, (await findLast()) - index.state().changeNumber)
      const meaningNote = toMeaningNote(findings, request, index.state())
      return fewAtOnce(async () => {
        const headlines = await listInOrder(answer.hits.map(({ id }) => id))
        const found = await listFound(answer, headlines, request, turns)
        await turns.take()
        return toPage(answer, { found, named: named?.id, waiting, meaningNote })
      })
    },
    async listSimilar(id, size) {
      const found = await index.listSimilar({ kind: 'similar', id, size })
      await turns.take()
      if (!found) throw new AppError('not_found', `The paper "${id}" is not in the index, or not yet`)
      const headlines = await listInOrder(found.map((one) => one.id))
      const similar: SimilarPaper[] = []
      for (const { id: other, similarity, shared } of found) {
        const headline = headlines.get(other)
        if (!headline) continue // joined to another paper since it was indexed
        await turns.take()
        similar.push({ headline, similarity, shared: toWords(shared, toText(headline)) })
      }
      return similar
    },
    async suggest(text, size) {
      if (text.length > MOST_QUERY_LETTERS) return []
      const beginning = toBeginning(text)
      const { titles, authors } = await index.suggest({ kind: 'suggest', text: beginning.begun, size })
      await turns.take()
      const headlines = await listInOrder([...titles, ...authors])
      const listOf = (ids: readonly PaperId[]): Headline[] => ids.flatMap((id) => headlines.get(id) ?? [])
      return toSuggestions(beginning, listOf(titles), listOf(authors)).slice(0, size)
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
  const others = more.length === 0 ? '' : `, nor ${more.length === 1 ? 'is 1 other' : `are ${more.length} others`}`
  throw new AppError('invalid', `The paper "${first}" is not in the index, or not yet${others}`)
}

/** Who names a paper by its id or address wants no other, whatever words the address holds. */
function toNamedAlone({ suggestion: _, ...findings }: SearchFindings, id: PaperId): SearchFindings {
  return { ...findings, hits: [{ id, score: 1 }], hasMore: false, matched: 1, near: 0, isExact: true, isPartial: false }
}

function toText({ title, abstract = '' }: Headline): string {
  return `${title}\n${abstract}`
}

async function listFound(
  { hits }: SearchFindings,
  headlines: ReadonlyMap<PaperId, Headline>,
  { text, hasAbstracts = true, isPlain = false }: SearchRequest,
  turns: Turns,
): Promise<FoundPaper[]> {
  const mark = isPlain ? toPlain : markPapers(parseQuery(text), hasAbstracts)
  const found: FoundPaper[] = []
  for (const { id, score, parts } of hits) {
    const headline = headlines.get(id)
    if (!headline) continue // joined to another paper since it was indexed
    await turns.take()
    found.push({ headline, score, ...mark(headline), ...(parts && { parts }) })
  }
  return found
}

function toPlain({ title }: Headline): Pick<FoundPaper, 'title'> {
  return { title: [{ type: 'text', text: title }] }
}

type Surroundings = Pick<SearchPage, 'found' | 'waiting'> & {
  named: PaperId | undefined
  meaningNote: string | undefined
}

function toPage(findings: SearchFindings, { found, named, waiting, meaningNote }: Surroundings): SearchPage {
  const { hasMore, matched, near = 0, isExact, filters, problems, isPartial } = findings
  const { suggestion, unknownWords = [], identifier } = findings
  return {
    ...{ found, hasMore, matched, near, isExact, filters, problems, isPartial, waiting },
    ...(named !== undefined && { named }),
    ...(named === undefined && identifier !== undefined && { absent: identifier }),
    ...(suggestion !== undefined && { suggestion }),
    ...(unknownWords.length > 0 && { unknownWords }),
    ...(meaningNote !== undefined && { meaningNote }),
  }
}
