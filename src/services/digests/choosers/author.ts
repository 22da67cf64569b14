import { toAuthorKey } from '../../../domain/author-key.ts'
import type { ChoosePapers } from '../../../domain/ports.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toVotes } from './reasons.ts'
import { toCandidates } from './to-candidates.ts'

/** The papers of one author, however the name is spelt. */
export function chooseAuthor(readPeriod: ReadPeriodPapers): ChoosePapers {
  return async (wish, period, limit) => {
    if (wish.kind !== 'author') return { candidates: [], considered: 0 }
    const papers = (await readPeriod(period)).list('author', toAuthorKey(wish.name))
    return toCandidates(papers, limit, ({ votes }) => `By ${wish.name.trim()}, as you asked; ${toVotes(votes)}.`)
  }
}
