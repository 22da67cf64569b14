import { AppError } from './error.ts'

/** An arXiv identifier without version or prefix: "2401.01234", "hep-th/9901001". */
export type ArxivId = string & { readonly __brand: 'ArxivId' }

// Source: https://info.arxiv.org/help/arxiv_identifier.html
// YYMM.NNNN from 0704, five digits from 1501; before that, archive[.SC]/YYMMNNN, whose class is not part of the name.
const MODERN = /^(\d{2}(?:0[1-9]|1[0-2]))\.(\d{4,5})$/
const LEGACY = /^([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?\/(\d{2}(?:0[1-9]|1[0-2])\d{3})$/
const PREFIX = /^(?:https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/|oai:arXiv\.org:|arxiv:)/i
const FIVE_DIGITS_FROM = 1501

/** How many digits follow the point in ids of a month: four before January 2015, five since. */
export function arxivSequenceDigits(yearMonth: string): 4 | 5 {
  return isModernMonth(yearMonth) && Number(yearMonth) >= FIVE_DIGITS_FROM && Number(yearMonth) < 9000 ? 5 : 4
}

function isModernMonth(yearMonth: string): boolean {
  return /^\d{4}$/.test(yearMonth)
}

/**
 * Reads an identifier as people paste it: "arXiv:2401.01234v2", "https://arxiv.org/abs/2401.01234", "math.GT/0309136".
 *
 * @returns the bare id, and the version when one was given (1 is the first version).
 * @throws AppError `invalid` when the text is not an arXiv identifier.
 */
export function parseArxivId(text: string): { id: ArxivId; version: number | undefined } {
  const found = findArxivId(text)
  if (found === undefined) throw new AppError('invalid', `Not an arXiv identifier: "${text}"`)
  return found
}

/** As `parseArxivId`, but absence is `undefined`. */
export function findArxivId(text: string): { id: ArxivId; version: number | undefined } | undefined {
  const bare = text
    .trim()
    .replace(PREFIX, '')
    .replace(/\.pdf$/i, '')
  const [, base = bare, digits] = /^(.*?)v([1-9]\d{0,3})$/.exec(bare) ?? []
  const version = digits === undefined ? undefined : Number(digits)
  const modern = MODERN.exec(base)
  if (modern) {
    const fits = modern[2]?.length === arxivSequenceDigits(modern[1] ?? '')
    return fits ? { id: base as ArxivId, version } : undefined
  }
  const legacy = LEGACY.exec(base)
  return legacy ? { id: `${legacy[1]}/${legacy[2]}` as ArxivId, version } : undefined
}

/** The year and month in which arXiv gave an id, as months since year 0: comparable by subtraction. */
export function toArxivMonth(id: ArxivId): number {
  const digits = id.slice(id.includes('/') ? id.indexOf('/') + 1 : 0)
  const twoDigitYear = Number(digits.slice(0, 2))
  const year = twoDigitYear >= 91 ? 1900 + twoDigitYear : 2000 + twoDigitYear
  return year * 12 + Number(digits.slice(2, 4)) - 1
}
