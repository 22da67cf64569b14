import type { ListPlacedPapers } from '../list-edition.ts'
import type { EditionPart } from '../list-edition.ts'
import { MOST_FOUND, type FoundPaper, type QueryProblem, type Searching } from '../search/searching.ts'

/** What a search finds for a feed; where `problems` are told, the text was not understood and nothing is to be shown. */
export type FoundPart = EditionPart & { problems: readonly QueryProblem[] }

/**
 * What a text of the query language finds by its words, the last published first, with at least so many votes.
 *
 * @throws AppError `invalid` for a text that is too long, or a part beyond the `MOST_FOUND` best
 */
export type ListFoundPapers = (
  text: string,
  part: { leastVotes: number; offset: number; size: number },
) => Promise<FoundPart>

type Deps = Pick<Searching, 'searchPapers'> & { listPlacedPapers: ListPlacedPapers }
type Found = { found: readonly FoundPaper[]; hasMore: boolean; problems: readonly QueryProblem[] }

/** So many are looked through at once: each answer is a turn of the index. */
const STRIDE = 100

/** Makes the use case. */
export function listFoundPapers({ searchPapers, listPlacedPapers }: Deps): ListFoundPapers {
  const find = async (text: string, order: 'date' | 'votes', offset: number, size: number): Promise<Found> =>
    searchPapers({ text, mode: 'lexical', order, offset, size, hasAbstracts: false })
  /** By votes, so that the search ends where they become too few. */
  const findVoted = async (text: string, leastVotes: number): Promise<Found> => {
    const voted: FoundPaper[] = []
    for (let offset = 0; offset < MOST_FOUND; offset += STRIDE) {
      const { found, hasMore, problems } = await find(text, 'votes', offset, STRIDE)
      const enough = found.filter(({ headline }) => headline.votes >= leastVotes)
      voted.push(...enough)
      if (!hasMore || enough.length < found.length || problems.length > 0) return { found: voted, hasMore, problems }
    }
    return { found: voted, hasMore: false, problems: [] }
  }
  return async (text, { leastVotes, offset, size }) => {
    if (leastVotes === 0) return toPart(await find(text, 'date', offset, size))
    const { found, problems } = await findVoted(text, leastVotes)
    const newest = found.toSorted(byPublication)
    return toPart({ found: newest.slice(offset, offset + size), hasMore: newest.length > offset + size, problems })
  }

  async function toPart({ found, hasMore, problems }: Found): Promise<FoundPart> {
    const items = await listPlacedPapers(found.map(({ headline }) => ({ id: headline.id })))
    return { items, hasMore, problems }
  }
}

function byPublication({ headline: one }: FoundPaper, { headline: other }: FoundPaper): number {
  return (other.publishedAt ?? 0) - (one.publishedAt ?? 0) || (one.id < other.id ? 1 : -1)
}
