import type { DigestPaper } from '../domain/digest.ts'

const DETAILS = ['all', 'own', 'text', 'reason', 'title'] as const
/**
 * How much of a paper is told: all; nothing that a language model wrote, which so takes no other's place; no links for "more"
 * and "less" either; title, authors and reason; the title alone.
 */
export type Detail = (typeof DETAILS)[number]

/** What of a digest a message shows: its first papers, and how many are left out. */
export type Shown = { papers: readonly DigestPaper[]; left: number; detail: Detail }

/**
 * The fullest message that a service takes: all papers, told as fully as fits; where even their titles do not, as many of
 * the first as do. A title is never cut for another's sake.
 *
 * @param render makes a message
 * @param fits whether the service would take it
 */
export function fitDigest<Message>(
  papers: readonly DigestPaper[],
  render: (shown: Shown) => Message,
  fits: (message: Message) => boolean,
): Message {
  for (const detail of DETAILS) {
    const message = render({ papers, left: 0, detail })
    if (fits(message)) return message
  }
  for (let count = papers.length - 1; count > 0; count--) {
    const message = render({ papers: papers.slice(0, count), left: papers.length - count, detail: 'title' })
    if (fits(message)) return message
  }
  return render({ papers: [], left: papers.length, detail: 'title' })
}
