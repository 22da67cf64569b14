import type { ChoosePapers } from '../../../domain/ports.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toCandidates } from './to-candidates.ts'
import { toPlaceReason } from './reasons.ts'

/** The edition of the period: what was featured, by votes; then what arXiv announced. */
export function chooseEdition(readPeriod: ReadPeriodPapers): ChoosePapers {
  return async (_wish, period, limit) => toCandidates((await readPeriod(period)).all(), limit, toPlaceReason)
}
