import { toTerm } from './analyzer.ts'
import { forEachIndexToken } from './compounds.ts'

/** What is marked in a text, after analysis. */
export type Marker = {
  readonly terms: ReadonlySet<string>
  /** Beginnings of tokens. */
  readonly beginnings: readonly string[]
  /** Consecutive terms, each at least two. */
  readonly phrases: readonly (readonly string[])[]
}

/** A stretch that is marked, as offsets (UTF-16), and the term for which it is. */
export type Mark = { readonly term: string; readonly start: number; readonly end: number }

/** A part of a text. All parts together are the text, or the excerpt of it. */
export type MarkedPart = { type: 'text' | 'highlight'; text: string }

type Placed = { token: string; term: string; start: number; end: number }

/**
 * The words of a text that a marker marks, in order and without overlap, as they are shown: "Models’" for "model". A
 * hyphenated word that is sought as one is marked part by part.
 */
export function findMarks(text: string, marker: Marker): Mark[] {
  const placed: Placed[] = []
  const wholes: Placed[] = []
  const place = (into: Placed[]) => (token: string, start: number, end: number) =>
    into.push({ token, term: toTerm(token), start, end })
  forEachIndexToken(text, place(placed), place(wholes))
  const isMarked = placed.map((word) => isSought(word, marker))
  markWholes(placed, wholes, marker, isMarked)
  markPhrases(placed, marker.phrases, isMarked)
  return joinOverlaps(placed.filter((_, index) => isMarked[index]))
}

/** A text in parts, the marked ones told apart. */
export function highlight(text: string, marker: Marker): MarkedPart[] {
  return toParts(text, findMarks(text, marker), 0, text.length)
}

/** The parts of a stretch of a text. Marks that are not wholly in the stretch are left out. */
export function toParts(text: string, marks: readonly Mark[], from: number, to: number): MarkedPart[] {
  const parts: MarkedPart[] = []
  let at = from
  for (const { start, end } of marks) {
    if (start < from || end > to) continue
    if (start > at) parts.push({ type: 'text', text: text.slice(at, start) })
    parts.push({ type: 'highlight', text: text.slice(start, end) })
    at = end
  }
  if (at < to) parts.push({ type: 'text', text: text.slice(at, to) })
  return parts
}

function isSought({ token, term }: Placed, { terms, beginnings }: Marker): boolean {
  return terms.has(term) || beginnings.some((beginning) => token.startsWith(beginning))
}

function markWholes(placed: readonly Placed[], wholes: readonly Placed[], marker: Marker, isMarked: boolean[]): void {
  const sought = wholes.filter((whole) => isSought(whole, marker))
  if (sought.length === 0) return
  for (const [index, { start, end }] of placed.entries()) {
    if (sought.some((whole) => start >= whole.start && end <= whole.end)) isMarked[index] = true
  }
}

function markPhrases(placed: readonly Placed[], phrases: Marker['phrases'], isMarked: boolean[]): void {
  for (const phrase of phrases) {
    for (let first = 0; first + phrase.length <= placed.length; first++) {
      if (phrase.every((term, offset) => placed[first + offset]!.term === term)) {
        isMarked.fill(true, first, first + phrase.length)
      }
    }
  }
}

/** Pairs of Chinese letters overlap; a word that two pairs cover is one stretch. */
function joinOverlaps(placed: readonly Placed[]): Mark[] {
  const marks: Mark[] = []
  for (const { term, start, end } of placed) {
    const last = marks.at(-1)
    if (last !== undefined && start < last.end) marks[marks.length - 1] = { ...last, end: Math.max(end, last.end) }
    else marks.push({ term, start, end })
  }
  return marks
}
