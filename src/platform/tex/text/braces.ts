import type { MathSpan } from '../formula/math-spans.ts'

/** Where each brace of a text closes, by where it opens; those in formulas and those that are written `\{` are none. */
export function matchBraces(text: string, spans: ReadonlyMap<number, MathSpan>): ReadonlyMap<number, number> {
  const matches = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const span = spans.get(at)
    if (span !== undefined) at = span.end - 1
    else if (text[at] === '\\') at++
    else if (text[at] === '{') open.push(at)
    else if (text[at] === '}') {
      const opening = open.pop()
      if (opening !== undefined) matches.set(opening, at)
    }
  }
  return matches
}
