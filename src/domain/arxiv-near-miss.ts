import { type ArxivId, arxivSequenceDigits, findArxivId } from './arxiv-id.ts'

/** What is wrong with a text that looks like an arXiv id: a sentence, and ids that may have been meant, likeliest first. */
export type ArxivNearMiss = { reason: string; candidates: ArxivId[] }

const LIKE_MODERN = /^(\d{2})(\d{2})[.,:_\- ]?(\d{3,6})(?:v\d*)?$/i
const LIKE_LEGACY = /^([a-z]+)[-_. ]?([a-z]+)?(?:\.[a-z]{2})?[/\\:_\- ]?(\d{7})(?:v\d*)?$/i
// Archives with a hyphen, which is what people leave out.
const HYPHENATED = 'astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nucl-ex nucl-th quant-ph q-bio cmp-lg'

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six']

/** Tells a mistyped arXiv id. `undefined` for a correct one, and for a text that is not like any. */
export function findArxivNearMiss(text: string): ArxivNearMiss | undefined {
  const trimmed = text.trim()
  if (trimmed.length > 40 || isCorrect(trimmed)) return undefined
  const [, year = '', month = '', digits = ''] = LIKE_MODERN.exec(trimmed) ?? []
  if (year !== '') return explainModern(year, month, digits)
  const [, first = '', second = '', number = ''] = LIKE_LEGACY.exec(trimmed) ?? []
  return first === '' ? undefined : explainLegacy((first + second).toLowerCase(), number)
}

/** Any archive will do for `findArxivId`, also one that lost its hyphen. */
function isCorrect(text: string): boolean {
  return findArxivId(text) !== undefined && findHyphenated(text.split('/')[0] ?? '') === undefined
}

function findHyphenated(archive: string): string | undefined {
  return HYPHENATED.split(' ').find((name) => name.replace('-', '') === archive)
}

function explainModern(year: string, month: string, digits: string): ArxivNearMiss {
  if (Number(month) < 1 || Number(month) > 12) {
    return { reason: `arXiv ids begin with year and month, and ${month} is no month.`, candidates: [] }
  }
  const expected = arxivSequenceDigits(year + month)
  const when = expected === 5 ? 'since 2015' : 'before 2015'
  const counted = `arXiv ids ${when} have ${NUMBERS[expected]} digits after the point`
  if (digits.length === expected) return { reason: `${counted}.`, candidates: toIds([`${year}${month}.${digits}`]) }
  const padded = digits.padStart(expected, '0')
  return {
    reason: `${counted}; this one has ${NUMBERS[digits.length]}.`,
    candidates: toIds([padded, digits.replace(/^0/, ''), digits.slice(0, expected)].map((d) => `${year}${month}.${d}`)),
  }
}

function explainLegacy(archive: string, number: string): ArxivNearMiss {
  return {
    reason: 'arXiv ids before April 2007 are an archive, a slash and seven digits, as in hep-th/9901001.',
    candidates: toIds([`${findHyphenated(archive) ?? archive}/${number}`]),
  }
}

function toIds(texts: readonly string[]): ArxivId[] {
  const ids = texts.map((text) => findArxivId(text)?.id).filter((id) => id !== undefined)
  return [...new Set(ids)]
}
