import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toCandidates } from './to-candidates.ts'
import { toEditionReasons } from './reasons.ts'

/** The edition of the period, in the order of its page: what was featured, by votes; then what arXiv announced. */
export function chooseEdition(readPeriod: ReadPeriodPapers): PaperChooser<WishOf<'edition'>> {
  return {
    async choosePapers(_wish, period, limit) {
      const papers = (await readPeriod(period)).all()
      return toCandidates(papers, limit, toEditionReasons(papers, period))
    },
  }
}
