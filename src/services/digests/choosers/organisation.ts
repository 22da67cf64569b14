import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toCandidates } from './to-candidates.ts'

/** What an organisation calls itself; its handle where that is not known. */
export type NameOrganisation = (handle: string) => Promise<string>

/** The papers of one organisation. */
export function chooseOrganisation(
  readPeriod: ReadPeriodPapers,
  nameOf: NameOrganisation,
): PaperChooser<WishOf<'organisation'>> {
  return {
    async choosePapers({ handle }, period, limit) {
      const papers = (await readPeriod(period)).list('organisation', handle)
      if (papers.length === 0) return { candidates: [], considered: 0 }
      const name = await nameOf(handle)
      return toCandidates(papers, limit, () => `From ${name}, as you asked.`)
    },
  }
}
