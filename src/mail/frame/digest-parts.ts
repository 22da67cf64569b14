import { DIGEST_FRAME } from './frames.ts'
import { escapeMarkup, type Markup } from '../../platform/escape-markup.ts'
import { isRightToLeft } from './html.ts'
import { toLean } from './lean.ts'
import { readTemplate } from './template.ts'

/** The parts of the digest mail, ready to be filled. */
export type DigestParts = ReturnType<typeof readDigestParts>

/**
 * Reads the parts of the frame of the digest mail.
 *
 * @param isLean whether what repeats comes without inline styles
 */
export function readDigestParts(isLean: boolean) {
  const { beginning, catchUp, topic, rule, first, next, paper, text, summary, nothing, left, ...end } = DIGEST_FRAME
  const pick = (part: string): string => (isLean ? toLean(part) : part)
  return {
    beginning: readTemplate(beginning, ['subject', 'preview', 'site', 'siteName', 'date', 'counts', 'catchUp']),
    catchUp: readTemplate(catchUp, ['catchUp']),
    topic: readTemplate(topic, ['topic', 'way']),
    rule: readTemplate(rule, [])({}),
    first: readTemplate(pick(first), [])({}),
    next: readTemplate(pick(next), [])({}),
    paper: readTemplate(pick(paper), [
      'title',
      'titleWay',
      'open',
      'facts',
      'texts',
      'reason',
      'more',
      'less',
      'saysMore',
      'saysLess',
    ]),
    text: readTemplate(pick(text), ['text', 'way']),
    summary: readTemplate(pick(summary), ['text', 'way', 'mark']),
    nothing: readTemplate(nothing, ['nothing', 'lookedAt']),
    left: readTemplate(left, ['left', 'whole']),
    ending: readTemplate(end.ending, ['edition', 'saysEdition', 'fresh', 'inbox', 'sent', 'unsubscribe', 'postal']),
    postal: readTemplate(end.postal, ['postal']),
    after: readTemplate(end.after, [])({}),
  }
}

/** What an element needs to show a text that runs from right to left: attributes; empty for other texts. */
export function toWay(text: string): Markup {
  return (isRightToLeft(text) ? ' dir="rtl" align="right"' : '') as Markup
}

/** A text within a line of others, kept to its own direction. */
export function escapeInLine(text: string): Markup {
  return (isRightToLeft(text) ? `<bdi dir="rtl">${escapeMarkup(text)}</bdi>` : escapeMarkup(text)) as Markup
}
