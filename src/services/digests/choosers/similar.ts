import { AppError } from '../../../domain/error.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import { compareProfiles } from '../../../engine/recommend/term-profile.ts'
import type { FoundPaper, Searching } from '../../search/searching.ts'
import type { FindPreparedPapers, PreparedPaper } from '../prepared-papers.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toEditionFilter } from './edition-filter.ts'

/** More are seldom like anything. */
const MOST_FOUND = 60
/** Papers of one field share so much by chance; below it a paper is like none of the examples. */
const LEAST_ALIKE = 0.12

type Deps = {
  readPeriod: ReadPeriodPapers
  searching: Pick<Searching, 'searchPapers'>
  findPrepared: FindPreparedPapers
}

/**
 * The papers of the period that are nearest in meaning to the examples, as far as they also speak of the same: meaning
 * alone always finds something. Each says to which example it is close.
 */
export function chooseSimilar({ readPeriod, searching, findPrepared }: Deps): PaperChooser<WishOf<'similar'>> {
  return {
    isCostly: true,
    async choosePapers(wish, period, limit, signal) {
      const known = await findPrepared(wish.papers)
      const examples = [...new Set(known.values())]
      const text = toEditionFilter(period)
      const found = await searchLike(searching, toPresentIds(wish.papers, known), text, Math.min(limit, MOST_FOUND))
      signal.throwIfAborted()
      const papers = await readPeriod(period)
      const inPeriod = found.filter(({ headline }) => papers.find(headline.id))
      const prepared = await findPrepared(inPeriod.map(({ headline }) => headline.id))
      const candidates = inPeriod.flatMap(({ headline, score }) => {
        const closest = findClosest(prepared.get(headline.id), examples)
        return closest ? [{ id: headline.id, score, reason: toReason(closest) }] : []
      })
      return { candidates, considered: candidates.length }
    },
  }
}

function toReason({ shown: { title } }: PreparedPaper): string {
  return `Close to “${title}”, which you gave as an example.`
}

function findClosest(paper: PreparedPaper | undefined, examples: readonly PreparedPaper[]): PreparedPaper | undefined {
  if (!paper) return undefined
  let closest: PreparedPaper | undefined
  let most = LEAST_ALIKE
  for (const example of examples) {
    const alike = compareProfiles(paper.profile, example.profile)
    if (alike >= most) [closest, most] = [example, alike]
  }
  return closest
}

/** As they are called since one was joined with another source's. */
function toPresentIds(papers: readonly PaperId[], known: ReadonlyMap<PaperId, PreparedPaper>): PaperId[] {
  return [...new Set(papers.map((id) => known.get(id)?.shown.id ?? id))]
}

/** As the search finds them; examples that its index does not hold (yet, or any more) are left out. */
async function searchLike(
  searching: Deps['searching'],
  papers: readonly PaperId[],
  text: string,
  size: number,
): Promise<readonly FoundPaper[]> {
  const search = async (like: readonly PaperId[]): Promise<readonly FoundPaper[]> =>
    like.length === 0 ? [] : (await searching.searchPapers({ text, like, offset: 0, size, isPlain: true })).found
  try {
    return await search(papers)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
  }
  const known: PaperId[] = []
  for (const id of papers) if (await isIndexed(searching, id)) known.push(id)
  return search(known)
}

async function isIndexed({ searchPapers }: Deps['searching'], id: PaperId): Promise<boolean> {
  try {
    await searchPapers({ text: '', like: [id], offset: 0, size: 1, isPlain: true })
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return false
    throw error
  }
}
