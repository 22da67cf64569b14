/** Arguments in which a hyphen is one already. They are matched to be passed over. */
const TEXT = String.raw`\\(?:text[a-z]*|emph|[mhf]box|operatorname|begin|end)\*?\s*\{(?:[^{}]|\{[^{}]*\})*\}`
const BEFORE = String.raw`(?<![\\a-zA-Z])([a-zA-Z]{4,})-(?=[a-zA-Z\d])`
const AFTER = String.raw`(?<=[a-zA-Z}])-(?=([a-zA-Z]{4,})(?![a-zA-Z]*\())`
const HYPHENS = new RegExp(`${TEXT}|${BEFORE}|${AFTER}`, 'g')
const FUNCTION = /^(?:arc|sin|cos|tan|cot|sec|csc|log|exp|max|min|inf|sup|lim|det|dim|deg|ker|gcd|sgn)/
const LEAST_DIFFERENT = 3

/**
 * A formula with hyphens where authors set a name in it: `B^3D-RWKV`, `E_{front-end}`, `K-theory`.
 *
 * TeX sets a minus there, and nobody means one. A name is a run of four letters or more that are not but two in turn: in the
 * abstracts of arXiv no product is written so. Where a number follows, as in `RWKV-7`, the name is all capitals; what has blanks beside
 * it, or is a function, is subtracted.
 */
export function joinNames(tex: string): string {
  if (!tex.includes('-')) return tex
  return tex.replace(HYPHENS, (found, before: string | undefined, after: string | undefined, at: number) => {
    if (before === undefined && after === undefined) return found
    const name = before ?? after ?? ''
    if (!isName(name)) return found
    const isCounted = before !== undefined && /\d/.test(tex.charAt(at + found.length))
    if (isCounted && name !== name.toUpperCase()) return found
    return `${before ?? ''}\\text{-}`
  })
}

function isName(letters: string): boolean {
  return new Set(letters.toLowerCase()).size >= LEAST_DIFFERENT && !FUNCTION.test(letters)
}
