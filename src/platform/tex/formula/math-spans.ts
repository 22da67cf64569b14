import { isMathLike, isMoney } from './math-like.ts'

/** A formula in a text: `[start, end)` with its delimiters, `[from, to)` without. */
export type MathSpan = { start: number; end: number; from: number; to: number; display: boolean }

const OPENING = /\\\\|\\begin\{([a-z]+\*?)\}|\\[([]|\\[$]|\$\$?/g
const CLOSING = new Map([
  ['\\(', '\\)'],
  ['\\[', '\\]'],
])
const DISPLAYED = new Set(['equation', 'align', 'eqnarray', 'gather', 'multline', 'displaymath', 'math', 'alignat'])

/**
 * The formulas of a text, in order and apart from each other: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and the environments that
 * display one. A dollar sign that opens nothing is none: "$5 and $10" holds no formula.
 */
export function findMath(text: string): MathSpan[] {
  const spans: MathSpan[] = []
  const closings = new ClosingSigns(text)
  OPENING.lastIndex = 0
  for (let found = OPENING.exec(text); found !== null; found = OPENING.exec(text)) {
    const span = closeSpan(text, found, closings)
    if (span === undefined) continue
    spans.push(span)
    OPENING.lastIndex = span.end
  }
  return spans
}

function closeSpan(text: string, found: RegExpExecArray, closings: ClosingSigns): MathSpan | undefined {
  const [sign, environment] = found
  const start = found.index
  if (sign === '\\\\' || sign === '\\$') return undefined
  if (sign === '$' || sign === '$$') return closeDollars(text, start, sign, closings)
  if (environment !== undefined) return closeEnvironment(found, environment, closings)
  const closing = CLOSING.get(sign) ?? ''
  const to = closings.after(start + 2, closing)
  if (to === -1 || !isMathLike(text.slice(start + 2, to))) return undefined
  return { start, from: start + 2, to, end: to + 2, display: sign === '\\[' }
}

function closeEnvironment(found: RegExpExecArray, name: string, closings: ClosingSigns): MathSpan | undefined {
  if (!DISPLAYED.has(name.replace('*', ''))) return undefined
  const start = found.index
  const to = closings.after(start + found[0].length, `\\end{${name}}`)
  if (to === -1) return undefined
  const end = to + name.length + '\\end{}'.length
  // Temml knows the environments that number their lines; what is only a frame goes.
  const isFrame = /^(?:equation|displaymath|math)\*?$/.test(name)
  return isFrame
    ? { start, from: start + found[0].length, to, end, display: name !== 'math' }
    : { start, from: start, to: end, end, display: true }
}

function closeDollars(text: string, start: number, sign: string, closings: ClosingSigns): MathSpan | undefined {
  const from = start + sign.length
  const to = closings.after(from, sign)
  if (to === -1) return undefined
  const tex = text.slice(from, to)
  if (!isMathLike(tex) || (sign === '$' && isMoney(tex, text.slice(to + 1, to + 2)))) return undefined
  return { start, from, to, end: to + sign.length, display: sign === '$$' }
}

/** Where delimiters close, found once for each kind: a text of nothing but opening signs takes no longer than another. */
class ClosingSigns {
  readonly #text: string
  readonly #places = new Map<string, number[]>()

  constructor(text: string) {
    this.#text = text
  }

  /** The first closing sign at or after a place, or -1. Places are asked for in ascending order. */
  after(place: number, sign: string): number {
    const places = this.#places.get(sign) ?? this.#find(sign)
    while (places.length > 0 && (places.at(-1) ?? 0) < place) places.pop()
    return places.at(-1) ?? -1
  }

  #find(sign: string): number[] {
    const places: number[] = []
    for (let at = this.#text.indexOf(sign); at !== -1; at = this.#text.indexOf(sign, at + 1)) {
      if (!this.#isEscaped(at)) places.push(at)
    }
    places.reverse()
    this.#places.set(sign, places)
    return places
  }

  #isEscaped(at: number): boolean {
    let from = at
    while (from > 0 && this.#text[from - 1] === '\\') from--
    return (at - from) % 2 === 1
  }
}
