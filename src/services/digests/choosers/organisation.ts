import type { ChoosePapers } from '../../../domain/ports.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toVotes } from './reasons.ts'
import { toCandidates } from './to-candidates.ts'

/** What an organisation calls itself; its handle where that is not known. */
export type NameOrganisation = (handle: string) => Promise<string>

/** The papers of one organisation. */
export function chooseOrganisation(readPeriod: ReadPeriodPapers, nameOf: NameOrganisation): ChoosePapers {
  return async (wish, period, limit) => {
    if (wish.kind !== 'organisation') return { candidates: [], considered: 0 }
    const papers = (await readPeriod(period)).list('organisation', wish.handle)
    if (papers.length === 0) return { candidates: [], considered: 0 }
    const name = await nameOf(wish.handle)
    return toCandidates(papers, limit, ({ votes }) => `From ${name}, as you asked; ${toVotes(votes)}.`)
  }
}
