import { toAuthorKey } from '../../../domain/author-key.ts'
import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toCandidates } from './to-candidates.ts'

/** The papers of one author, however the name is spelt. */
export function chooseAuthor(readPeriod: ReadPeriodPapers): PaperChooser<WishOf<'author'>> {
  return {
    async choosePapers({ name }, period, limit) {
      const papers = (await readPeriod(period)).list('author', toAuthorKey(name))
      return toCandidates(papers, limit, () => `By ${name.trim()}, as you asked.`)
    },
  }
}
