import { type Mark, type MarkedPart, type Marker, findMarks, toParts } from './highlight.ts'
import { listSafeCuts } from './safe-cuts.ts'
import { splitSentences } from './sentences.ts'

/** How much a term tells: its idf, say. > 0. */
export type TermWeight = (term: string) => number

type Stretch = { start: number; end: number }

const REPEATED = 0.1 // a term that stands in the stretch once more adds a tenth
const WIDEST_BEFORE = 0.6 // so much of the room is for what stands before the first marked word, if a sentence begins there
const BEFORE = 0.25

/**
 * The stretch of a text that says most about what is marked: the one with the most telling marked words, the closest together, from the
 * beginning of a sentence where there is room, and cut neither in a word nor in a formula. Without marks it is the
 * beginning. Where something was left out stands "…".
 *
 * @param longest most letters of the text that are given
 */
export function excerpt(text: string, marker: Marker, longest: number, weightOf: TermWeight = () => 1): MarkedPart[] {
  const marks = findMarks(text, marker)
  const whole = trim(text, { start: 0, end: text.length })
  if (whole.end - whole.start <= longest) return toParts(text, marks, whole.start, whole.end)
  const best = findBest(marks, longest, weightOf)
  const { start, end } = trim(text, widen(text, best, longest))
  const parts = toParts(text, marks, start, end)
  if (start > whole.start) parts.unshift({ type: 'text', text: '… ' })
  if (end < whole.end) parts.push({ type: 'text', text: ' …' })
  return joinTexts(parts)
}

/** From the first to the last mark of the best window; the beginning of the text where there is no mark. */
function findBest(marks: readonly Mark[], longest: number, weightOf: TermWeight): Stretch {
  let best = { start: 0, end: 0 }
  let bestScore = 0
  for (const [first, { start }] of marks.entries()) {
    const seen = new Set<string>()
    let score = 0
    for (let last = first; last < marks.length && marks[last]!.end - start <= longest; last++) {
      const { term, end } = marks[last]!
      score += weightOf(term) * (seen.has(term) ? REPEATED : 1)
      seen.add(term)
      const isShorter = score === bestScore && end - start < best.end - best.start
      if (score < bestScore || (score === bestScore && !isShorter)) continue
      bestScore = score
      best = { start, end }
    }
  }
  return best
}

/** Widens a stretch to as many letters as there may be, without leaving what it holds. */
function widen(text: string, { start, end }: Stretch, longest: number): Stretch {
  const room = longest - (end - start)
  const sentence = splitSentences(text).findLast((each) => each.start <= start)?.start ?? 0
  const cuts = listSafeCuts(text)
  const from =
    start - sentence <= room * WIDEST_BEFORE
      ? sentence
      : Math.min(start, cuts.find((cut) => cut >= start - room * BEFORE) ?? start)
  const last = cuts.findLast((cut) => cut <= from + longest)
  // A text without spaces is cut where it must be, but never between the halves of a character.
  const to = last !== undefined && last >= end && last > from ? last : Math.max(end, toWhole(text, from + longest))
  return { start: from, end: to }
}

function toWhole(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code < 0xe000 ? at - 1 : at
}

function trim(text: string, { start, end }: Stretch): Stretch {
  const part = text.slice(start, end)
  const from = start + (part.length - part.trimStart().length)
  return { start: from, end: Math.max(from, start + part.trimEnd().length) }
}

function joinTexts(parts: readonly MarkedPart[]): MarkedPart[] {
  const joined: MarkedPart[] = []
  for (const { type, text } of parts) {
    const last = joined.at(-1)
    if (last?.type === 'text' && type === 'text') last.text += text
    else joined.push({ type, text })
  }
  return joined
}
