import { cutText } from './cut-text.ts'
import { AppError } from './error.ts'
import type { UnixMs } from './time.ts'

/**
 * Why an upstream's answer is of no use:
 *
 * - `busy`: it asked to be left alone (429, 503); nothing is asked of it before `until`
 * - `silent`: it did not answer, or broke off; asking again may help
 * - `broken`: what it answered cannot be read (a page instead of XML, half a document, an error told as success)
 * - `refused`: it will not answer this question however often it is asked (400, 403, 404, too long an answer)
 * - `stale`: it answered with what it had told before, though something new is due
 */
export type UpstreamTrouble = 'busy' | 'silent' | 'broken' | 'refused' | 'stale'

/** What an upstream sent with its refusal: names of headers in lower case, and the beginning of the text. */
export type RefusedAnswer = { status: number; headers?: Readonly<Record<string, string>>; text?: string }

/** Whoever answers may write as much as they like into a message that pages and logs repeat. */
const MOST_LETTERS = 1000

/** An upstream could not be read. The message names it and says what happened, in words for people; it is cut at 1,000 letters. */
export class UpstreamError extends AppError {
  readonly trouble: UpstreamTrouble
  /** When it may be asked again, where it told. */
  readonly until: UnixMs | undefined
  /** With `busy` and `refused`, where it answered: each upstream says in its own way what it means. */
  readonly answer: RefusedAnswer | undefined
  /** With `busy`: what to tell people besides, once it has been so for hours. */
  readonly lasting: string | undefined

  constructor(
    trouble: UpstreamTrouble,
    message: string,
    options: { until?: UnixMs; answer?: RefusedAnswer; lasting?: string; cause?: unknown } = {},
  ) {
    super(
      trouble === 'refused' || trouble === 'broken' ? 'invalid' : 'unavailable',
      cutText(message, MOST_LETTERS),
      options,
    )
    this.trouble = trouble
    this.until = options.until
    this.answer = options.answer
    this.lasting = options.lasting
  }
}

/** Nothing was asked: at this time the upstream is left alone, by a rule of ours. Nothing is wrong with it. */
export class RestError extends UpstreamError {
  constructor(message: string, until: UnixMs) {
    super('busy', message, { until })
  }
}
