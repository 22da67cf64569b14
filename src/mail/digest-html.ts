import type { OutgoingDigest } from '../domain/ports.ts'
import { LINK_WORDS, MODEL_MARK, toPaperCount } from '../platform/digest-wording.ts'
import type { DigestWords, PaperWords } from './digest-words.ts'
import { type DigestParts, escapeInLine, readDigestParts, toWay } from './frame/digest-parts.ts'
import { fitSize, type Lengths } from './frame/fit-size.ts'
import { EMPTY, escapeHref, escapeHtml, type Html, joinHtml } from './frame/html.ts'
import type { Installation } from './installation.ts'

/** Makes the HTML part from the words of a digest. At most so many bytes long, however much a digest holds. */
export type MakeHtml = (words: DigestWords, message: OutgoingDigest, mostBytes: number) => string

/** Reads the frame once, for any number of digests. */
export function createHtmlMaker(installation: Installation): MakeHtml {
  const [full, lean] = [readDigestParts(false), readDigestParts(true)]
  return (words, message, mostBytes) => {
    const around = makeAround(full, words, message, installation)
    const papers = listPapers(words, message, full, [(paper) => toTexts(full, paper)])
    const whole = around.beginning + papers.map(([text]) => text).join('') + around.ending
    if (Buffer.byteLength(whole) <= mostBytes) return whole
    const shorter = listPapers(
      words,
      message,
      lean,
      LENGTHS.map((cut) => (paper) => toTexts(lean, cut(paper))),
    )
    const room = mostBytes - Buffer.byteLength(around.beginning + around.ending + around.left(words.count))
    const { pieces, left } = fitSize(shorter, room)
    return around.beginning + pieces.join('') + (left > 0 ? around.left(left) : '') + around.ending
  }
}

// All that is said, then a sentence less, then the title, authors and reason alone.
const LENGTHS: readonly ((paper: PaperWords) => PaperWords)[] = [
  (paper) => paper,
  (paper) => ({ ...paper, sentences: paper.sentences.slice(0, 1), summary: '' }),
  (paper) => ({ ...paper, sentences: [], summary: '' }),
]

type Around = { beginning: string; ending: string; left: (count: number) => string }

function makeAround(
  parts: DigestParts,
  words: DigestWords,
  { links }: OutgoingDigest,
  { siteName, baseUrl, postalAddress }: Installation,
): Around {
  const nothing = parts.nothing({ nothing: escapeHtml(words.nothing), lookedAt: escapeHtml(words.lookedAt) })
  const beginning = parts.beginning({
    subject: escapeHtml(words.subject),
    preview: escapeHtml(words.preview),
    site: escapeHref(baseUrl),
    siteName: escapeHtml(siteName),
    date: escapeHtml(words.date),
    counts: joinHtml(escapeInLine(words.title), escapeHtml(` · ${words.counts}`)),
    catchUp: words.catchUp === '' ? EMPTY : parts.catchUp({ catchUp: escapeHtml(words.catchUp) }),
  })
  const ending = parts.ending({
    edition: escapeHref(links.edition),
    fresh: escapeHtml(words.fresh),
    inbox: escapeHref(links.inbox),
    sent: escapeHtml(words.sent),
    unsubscribe: escapeHref(links.unsubscribe),
    postal: postalAddress === undefined ? EMPTY : parts.postal({ postal: escapeHtml(postalAddress) }),
  })
  return {
    beginning: words.nothing === '' ? beginning : joinHtml(beginning, nothing),
    ending: joinHtml(ending, parts.after),
    left: (count) => parts.left({ left: escapeHtml(toPaperCount(count)), whole: escapeHref(links.whole) }),
  }
}

const CHOICES = { saysMore: escapeHtml(LINK_WORDS.more), saysLess: escapeHtml(LINK_WORDS.less) }
const MARK = escapeHtml(MODEL_MARK)

/** Each paper in the lengths that are wanted, the first of a topic with its heading. */
function listPapers(
  { groups }: DigestWords,
  { links }: OutgoingDigest,
  parts: DigestParts,
  lengths: readonly ((paper: PaperWords) => Html)[],
): Lengths[] {
  return groups.flatMap(({ topic, papers }) => {
    const heading = topic === '' ? parts.rule : parts.topic({ topic: escapeHtml(topic), way: toWay(topic) })
    return papers.map((paper, index) => {
      const edge = index === 0 ? joinHtml(heading, parts.first) : parts.next
      const fixed = {
        title: escapeHtml(paper.title),
        titleWay: toWay(paper.title),
        open: escapeHref(links.open(paper.id)),
        facts: toFacts(paper),
        reason: escapeHtml(paper.reason),
        more: escapeHref(links.more(paper.id)),
        less: escapeHref(links.less(paper.id)),
        ...CHOICES,
      }
      return lengths.map((toText) => edge + parts.paper({ ...fixed, texts: toText(paper) })) as unknown as Lengths
    })
  })
}

function toFacts({ authors, others, facts }: PaperWords): Html {
  const names = authors.map((name, index) => joinHtml(escapeHtml(index === 0 ? '' : ', '), escapeInLine(name)))
  const by = joinHtml(...names, escapeHtml(others))
  return by === '' || facts === '' ? joinHtml(by, escapeHtml(facts)) : joinHtml(by, escapeHtml(` · ${facts}`))
}

function toTexts(parts: DigestParts, { sentences, summary }: PaperWords): Html {
  const said = sentences.join(' ')
  const text = said === '' ? EMPTY : parts.text({ text: escapeHtml(said), way: toWay(said) })
  return summary === ''
    ? text
    : joinHtml(parts.summary({ text: escapeHtml(summary), way: toWay(summary), mark: MARK }), text)
}
