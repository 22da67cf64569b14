import type { ChoosePapers } from '../../../domain/ports.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toCategoryReason } from './reasons.ts'
import { toCandidates } from './to-candidates.ts'

/** The papers of a category, or of a whole archive: most votes first, then the newest. */
export function chooseCategory(readPeriod: ReadPeriodPapers): ChoosePapers {
  return async (wish, period, limit) => {
    if (wish.kind !== 'category') return { candidates: [], considered: 0 }
    const papers = (await readPeriod(period)).list('category', wish.code)
    return toCandidates(papers, limit, (paper) => toCategoryReason(paper, wish.code))
  }
}
