import { readBareFormula } from '../formula/bare-formula.ts'
import { matchBraces } from './braces.ts'
import { readScript, toBase } from '../lost/lost-scripts.ts'
import { findMath, type MathSpan } from '../formula/math-spans.ts'
import { parseFormula } from '../formula/parse-formula.ts'
import { PieceWriter, type TextPiece } from './piece-writer.ts'
import { readCommand } from './read-command.ts'
import type { Reading } from './reading.ts'
import { readDashes, readQuote, readTie, type Found } from './signs.ts'
import { findSymbol } from '../formula/symbols.ts'
import { toWords } from '../formula/words-in-math.ts'

const SPECIAL = /[\\${}~`'"^_-]|:\/\//g
/** What of a text is tried as mathematics, in characters: an abstract has some hundreds, an attack a hundred thousand. */
const MOST_MATH = 20_000
const HYPHENED = /[\p{L}\p{N})\]}'*+]\s?-$/u
const ADDRESS = /:\/\/(?:[^\s{}<>"\\^`$]|\\[_%#&~])+/y

/**
 * Goes once through a text. Braces that TeX would not show are forgotten where they open and, by `closings`, where they
 * close, so that depth costs nothing.
 */
export class TextReader implements Reading {
  readonly text: string
  readonly writer = new PieceWriter()
  /** What stands for a closing brace or quote, by its place. */
  readonly closings = new Map<number, string>()
  /** Opening braces that stay, since they belong to a command that is shown as written. */
  readonly kept = new Set<number>()
  readonly #spans: ReadonlyMap<number, MathSpan>
  readonly #braces: ReadonlyMap<number, number>
  readonly #isTex: boolean
  readonly #symbols = new Map<string, string | undefined>()
  #mathLeft = MOST_MATH
  #at = 0

  constructor(text: string) {
    this.text = text
    this.#spans = new Map(findMath(text).map((span) => [span.start, span]))
    this.#braces = matchBraces(text, this.#spans)
    this.#isTex = this.#spans.size > 0 || /\\[a-zA-Z%&,]/.test(text)
  }

  read(): TextPiece[] {
    while (this.#at < this.text.length) {
      SPECIAL.lastIndex = this.#at
      const next = SPECIAL.exec(this.text)?.index ?? this.text.length
      this.writer.write(this.text.slice(this.#at, next))
      this.#at = next
      if (next < this.text.length) this.#at = this.#readSpecial(next)
    }
    return this.writer.finish()
  }

  /** Where the brace that opens at a place closes. */
  closing(at: number): number | undefined {
    return this.#braces.get(at)
  }

  /** Goes into a group without its braces; `close` is written where it ends. */
  enter(at: number, close = ''): number {
    let [place, end] = [at, this.#braces.get(at)]
    if (end !== undefined) this.closings.set(end, close)
    // Braces doubled in an argument: `\emph{{i)}}`.
    while (end !== undefined && this.#braces.get(place + 1) === end - 1) {
      ;[place, end] = [place + 1, end - 1]
      this.closings.set(end, '')
    }
    return place + 1
  }

  findSymbol(name: string): string | undefined {
    if (!this.#symbols.has(name)) this.#symbols.set(name, this.#mayTry(20) ? findSymbol(name) : undefined)
    return this.#symbols.get(name)
  }

  readBareFormula(at: number): { tex: string; end: number } | undefined {
    return this.#mayTry(40) ? readBareFormula(this.text, at, (place) => this.closing(place)) : undefined
  }

  /** Whether so much more of the text may be tried as mathematics. */
  #mayTry(length: number): boolean {
    this.#mathLeft -= length
    return this.#mathLeft > 0
  }

  /** Reads what begins at a special sign; says where to go on. */
  #readSpecial(at: number): number {
    const sign = this.text[at] ?? ''
    const span = this.#spans.get(at)
    if (span !== undefined) return this.#readFormula(span)
    switch (sign) {
      case '\\':
        return readCommand(this, at)
      case '{':
        return this.#readOpening(at)
      case '}':
        return this.#put(this.closings.get(at) ?? sign, at + 1)
      case '^':
      case '_':
        return this.#readScript(at)
      case ':':
        return this.#readAddress(at)
      case '~':
        return this.#put(readTie(this.text, at, this.#isTex), at + 1)
      case '-':
        return this.#take(readDashes(this.text, at), at)
      default:
        return this.#take(this.closings.has(at) ? undefined : readQuote(this.text, at), at)
    }
  }

  #put(text: string, end: number): number {
    this.writer.write(text)
    return end
  }

  #take(found: Found | undefined, at: number): number {
    if (found === undefined) return this.#put(this.closings.get(at) ?? this.text[at] ?? '', at + 1)
    const { at: closing = 0, length = 1, text = '' } = found.closing ?? {}
    if (found.closing !== undefined) this.closings.set(closing, text)
    if (length === 2) this.closings.set(closing + 1, '')
    return this.#put(found.text, found.end)
  }

  #readFormula({ start, from, to, end, display }: MathSpan): number {
    const tex = this.text.slice(from, to).trim()
    const shorter = display ? undefined : this.#withoutHyphen(tex, end)
    this.#writeFormula(shorter ?? tex, display, this.text.slice(start, end))
    return shorter === undefined ? end : this.#put('-', end)
  }

  /** The formula of `$p-$adic`, whose hyphen is one and no minus sign. */
  #withoutHyphen(tex: string, end: number): string | undefined {
    if (!HYPHENED.test(tex) || !/^\p{L}{2}/u.test(this.text.slice(end, end + 4))) return undefined
    const shorter = tex.slice(0, -1).trimEnd()
    return this.#mayTry(tex.length + 20) && parseFormula(shorter, false) !== undefined ? shorter : undefined
  }

  #writeFormula(tex: string, display: boolean, source: string): void {
    const words = toWords(tex)
    if (words === undefined && this.#mayTry(tex.length + 20)) this.writer.writeFormula(tex, display, source)
    else if (words === undefined) this.writer.write(source)
    else this.#copy(new TextReader(words).read())
  }

  #copy(pieces: readonly TextPiece[]): void {
    for (const piece of pieces) {
      if ('text' in piece) this.writer.write(piece.text)
      else this.writer.writeFormula(piece.tex, piece.display, piece.source)
    }
  }

  #readOpening(at: number): number {
    const end = this.#braces.get(at)
    if (end === undefined || this.kept.has(at)) return this.#put('{', at + 1)
    const content = this.text.slice(at + 1, Math.min(end, at + 200))
    const isShown = !isGroup(this.text.slice(Math.max(0, at - 3), at), content, this.text[end + 1] ?? '')
    return isShown ? this.#put('{', at + 1) : this.enter(at)
  }

  #readScript(at: number): number {
    const { writer } = this
    const script = readScript(this.text, at, writer.isAfterFormula ? ')' : writer.tail)
    if (script === undefined) return this.#put(this.text[at] ?? '', at + 1)
    const tex = toBase(script.base) + script.tex
    if (!this.#mayTry(tex.length + 20) || parseFormula(tex, false) === undefined)
      return this.#put(this.text[at] ?? '', at + 1)
    writer.takeBack(script.base.length)
    writer.writeFormula(tex, false, script.base + this.text.slice(at, script.end))
    return script.end
  }

  /** An address is no TeX but for the signs that TeX escapes. */
  #readAddress(at: number): number {
    ADDRESS.lastIndex = at
    const address = ADDRESS.exec(this.text)?.[0]
    if (address === undefined) return this.#put(':', at + 1)
    const end = at + address.length
    // What stands in braces behind it was the text of a link that lost its command.
    if (/^\{[\p{L}\p{N}]/u.test(this.text.slice(end, end + 2))) this.kept.add(end)
    return this.#put(address.replace(/\\([_%#&~])/g, '$1'), end)
  }
}

/**
 * Whether braces are TeX's, which show nothing, and not a set or a placeholder: they hold a command, or a formula alone,
 * or keep a capital, or stand within a word.
 */
function isGroup(word: string, content: string, after: string): boolean {
  if (/^\s*(?:\{\s*)*\\[^{}\\]/.test(content)) return true
  // A command that lost its backslash: `sqrt{Hz}`.
  if (/[a-z]{3}$/.test(word) && /^[ -z]*$/.test(content) && !/\p{L}/u.test(after)) return false
  if (/^(?:\p{Lu}[\p{L}\p{N}-]*|\$[^$]*\$|)$/u.test(content)) return true
  const isWithin = /[\p{L}\p{N}]$/u.test(word) || /[\p{L}\p{N}%]/u.test(after)
  return isWithin && /^(?:[\p{L}\p{M}]+|\d+|[-–.,%'’&:;/])$/u.test(content)
}
