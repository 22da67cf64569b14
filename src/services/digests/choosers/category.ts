import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toCategoryReasons } from './reasons.ts'
import { toCandidates } from './to-candidates.ts'

/** The papers of a category, or of a whole archive: most votes first, equal ones as their editions have them. */
export function chooseCategory(readPeriod: ReadPeriodPapers): PaperChooser<WishOf<'category'>> {
  return {
    async choosePapers({ code }, period, limit) {
      const papers = (await readPeriod(period)).list('category', code)
      return toCandidates(papers, limit, toCategoryReasons(papers, code, period))
    },
  }
}
