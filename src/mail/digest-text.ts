import type { OutgoingDigest } from '../domain/ports.ts'
import { LINK_WORDS, MODEL_MARK, toPaperCount } from '../platform/digest-wording.ts'
import type { DigestWords, PaperWords } from './digest-words.ts'
import { fitSize, type Lengths } from './frame/fit-size.ts'
import type { Installation } from './installation.ts'
import { COLUMNS, toParagraph } from './wrap-text.ts'

const [THICK, THIN] = ['='.repeat(COLUMNS), '-'.repeat(COLUMNS)]

/**
 * The plain-text part of a digest: lines of 72 columns at most, but for addresses, each of which has a line of its own.
 * At most so many bytes long: sentences go first, then papers from the end.
 */
export function toDigestText(
  words: DigestWords,
  message: OutgoingDigest,
  installation: Installation,
  mostBytes: number,
): string {
  const { siteName, postalAddress } = installation
  const head = [siteName, words.date, `${words.title} · ${words.counts}`, words.catchUp].filter((line) => line !== '')
  const beginning = `${head.map(toParagraph).join('\n')}\n`
  const nothing = words.nothing === '' ? '' : `\n${THICK}\n${toParagraph(words.nothing)}\n\n${words.lookedAt}\n`
  const ending = toEnding(words, message, postalAddress)
  const papers = listPapers(words, message, [0])
  const whole = beginning + nothing + papers.map(([text]) => text).join('') + ending
  if (Buffer.byteLength(whole) <= mostBytes) return whole
  const room = mostBytes - Buffer.byteLength(beginning + nothing + ending + toLeft(words.count, message))
  const { pieces, left } = fitSize(listPapers(words, message, [0, 1, 2]), room)
  return beginning + nothing + pieces.join('') + (left > 0 ? toLeft(left, message) : '') + ending
}

/** @param lengths how much is said of each: 0 for all, 1 for the first sentence, 2 for none */
function listPapers({ groups }: DigestWords, message: OutgoingDigest, lengths: readonly number[]): Lengths[] {
  return groups.flatMap(({ topic, papers }) =>
    papers.map((paper, index) => {
      const heading = `\n${THICK}\n${topic === '' ? '' : `${toParagraph(topic)}\n`}\n`
      const edge = index === 0 ? heading : `\n${THIN}\n\n`
      const [title, by, reason] = [paper.title, toBy(paper), paper.reason].map(toParagraph)
      const links = toLinks(paper, message)
      const toPaper = (length: number) => `${edge}${title}\n${by}\n${toText(paper, length)}\n${reason}\n\n${links}`
      return lengths.map(toPaper) as unknown as Lengths
    }),
  )
}

function toBy({ authors, others, facts }: PaperWords): string {
  const by = authors.join(', ') + others
  return [by, facts].filter((part) => part !== '').join(' · ')
}

function toText({ sentences, summary }: PaperWords, length: number): string {
  const said = sentences.slice(0, 2 - length).join(' ')
  const made = length > 0 || summary === '' ? '' : `\n${toParagraph(summary)}\n(${MODEL_MARK})\n`
  return said === '' ? made : `${made}\n${toParagraph(said)}\n`
}

function toLinks({ id }: PaperWords, { links }: OutgoingDigest): string {
  return `Open:\n${links.open(id)}\n${LINK_WORDS.more}:\n${links.more(id)}\n${LINK_WORDS.less}:\n${links.less(id)}\n`
}

function toLeft(count: number, { links }: OutgoingDigest): string {
  return `\n${THIN}\n\nThere was no room for ${toPaperCount(count)} more. The whole digest:\n${links.whole}\n`
}

function toEnding({ fresh, sent }: DigestWords, { links }: OutgoingDigest, postalAddress: string | undefined): string {
  const paragraphs = [
    `${links.edition.says}:\n${links.edition.url}`,
    `${toParagraph(`${fresh} Past digests stay at your private link, where you change or pause this one:`)}\n${links.inbox}`,
    `${toParagraph(sent)}\nUnsubscribe:\n${links.unsubscribe}`,
    ...(postalAddress === undefined ? [] : [toParagraph(postalAddress)]),
  ]
  return `\n${THICK}\n\n${paragraphs.join('\n\n')}\n`
}
