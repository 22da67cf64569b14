import type { OutgoingDigest } from '../domain/ports.ts'
import { LINK_WORDS, MODEL_MARK, toPaperCount } from '../platform/digest-wording.ts'
import { escapeMarkup, type Markup } from '../platform/escape-markup.ts'
import type { DigestWords, PaperWords } from './digest-words.ts'
import { type DigestParts, escapeInLine, readDigestParts, toWay } from './frame/digest-parts.ts'
import { fitSize, type Lengths } from './frame/fit-size.ts'
import { EMPTY, escapeHref, joinMarkup } from './frame/html.ts'
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
  const nothing = parts.nothing({ nothing: escapeMarkup(words.nothing), lookedAt: escapeMarkup(words.lookedAt) })
  const beginning = parts.beginning({
    subject: escapeMarkup(words.subject),
    preview: escapeMarkup(words.preview),
    site: escapeHref(baseUrl),
    siteName: escapeMarkup(siteName),
    date: escapeMarkup(words.date),
    counts: joinMarkup(escapeInLine(words.title), escapeMarkup(` · ${words.counts}`)),
    catchUp: words.catchUp === '' ? EMPTY : parts.catchUp({ catchUp: escapeMarkup(words.catchUp) }),
  })
  const ending = parts.ending({
    edition: escapeHref(links.edition.url),
    saysEdition: escapeMarkup(links.edition.says),
    fresh: escapeMarkup(words.fresh),
    inbox: escapeHref(links.inbox),
    sent: escapeMarkup(words.sent),
    unsubscribe: escapeHref(links.unsubscribe),
    postal: postalAddress === undefined ? EMPTY : parts.postal({ postal: escapeMarkup(postalAddress) }),
  })
  return {
    beginning: words.nothing === '' ? beginning : joinMarkup(beginning, nothing),
    ending: joinMarkup(ending, parts.after),
    left: (count) => parts.left({ left: escapeMarkup(toPaperCount(count)), whole: escapeHref(links.whole) }),
  }
}

const CHOICES = { saysMore: escapeMarkup(LINK_WORDS.more), saysLess: escapeMarkup(LINK_WORDS.less) }
const MARK = escapeMarkup(MODEL_MARK)

/** Each paper in the lengths that are wanted, the first of a topic with its heading. */
function listPapers(
  { groups }: DigestWords,
  { links }: OutgoingDigest,
  parts: DigestParts,
  lengths: readonly ((paper: PaperWords) => Markup)[],
): Lengths[] {
  return groups.flatMap(({ topic, papers }) => {
    const heading = topic === '' ? parts.rule : parts.topic({ topic: escapeMarkup(topic), way: toWay(topic) })
    return papers.map((paper, index) => {
      const edge = index === 0 ? joinMarkup(heading, parts.first) : parts.next
      const fixed = {
        title: escapeMarkup(paper.title),
        titleWay: toWay(paper.title),
        open: escapeHref(links.open(paper.id)),
        facts: toFacts(paper),
        reason: escapeMarkup(paper.reason),
        more: escapeHref(links.more(paper.id)),
        less: escapeHref(links.less(paper.id)),
        ...CHOICES,
      }
      return lengths.map((toText) => edge + parts.paper({ ...fixed, texts: toText(paper) })) as unknown as Lengths
    })
  })
}

function toFacts({ authors, others, facts }: PaperWords): Markup {
  const names = authors.map((name, index) => joinMarkup(escapeMarkup(index === 0 ? '' : ', '), escapeInLine(name)))
  const by = joinMarkup(...names, escapeMarkup(others))
  return by === '' || facts === '' ? joinMarkup(by, escapeMarkup(facts)) : joinMarkup(by, escapeMarkup(` · ${facts}`))
}

function toTexts(parts: DigestParts, { sentences, summary }: PaperWords): Markup {
  const said = sentences.join(' ')
  const text = said === '' ? EMPTY : parts.text({ text: escapeMarkup(said), way: toWay(said) })
  return summary === ''
    ? text
    : joinMarkup(parts.summary({ text: escapeMarkup(summary), way: toWay(summary), mark: MARK }), text)
}
