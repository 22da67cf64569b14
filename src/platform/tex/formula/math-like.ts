const LONGEST = 4000
const WORDS = /(?<![\\\p{L}])\p{L}{2,}(?:[\s,;:.-]+\p{L}{2,})+/u
const SIGN = /[\\^_=<>|]/

/** Whether what stands between two delimiters reads as a formula: braces close, it is one paragraph, it is not prose. */
export function isMathLike(tex: string): boolean {
  if (tex.length > LONGEST || tex.trim() === '' || /\n\s*\n/.test(tex) || !isClosed(tex)) return false
  if (SIGN.test(tex)) return true
  return !WORDS.test(tex) && !/^\s.*\p{L}{2}.*\s$/su.test(tex)
}

/**
 * Whether a dollar sign before `tex` is rather money or another lone sign than the beginning of a formula that the next
 * dollar sign would end.
 *
 * @param next the character after that second sign
 */
export function isMoney(tex: string, next: string): boolean {
  if (/^\d/.test(next) && /^\s*[\d.,]+/.test(tex) && !/[\\^_]/.test(tex)) return true
  const isOpenEnded = /\s$/.test(tex) && !/^\s/.test(tex)
  if (!isOpenEnded || !/^[\p{L}\d\\^_({[|-]/u.test(next))
    return /^\d[\d.,]*[kKMBT]?\s+\p{L}{2,}/u.test(tex) && WORDS.test(tex)
  // The second sign looks like an opening one: what stands before it is prose where it holds a word.
  return /(?<![\\\p{L}{])\p{L}{2,}/u.test(tex.replace(/\\[a-z]+\{[^{}]*\}/gi, ' '))
}

function isClosed(tex: string): boolean {
  let depth = 0
  for (let at = 0; at < tex.length; at++) {
    const sign = tex[at]
    if (sign === '\\') at++
    else if (sign === '{') depth++
    else if (sign === '}' && --depth < 0) return false
  }
  return depth === 0
}
