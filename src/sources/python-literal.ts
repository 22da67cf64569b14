import { AppError } from '../domain/error.ts'
import { toStorable } from './storable-text.ts'

// Records nest six deep; more than this is no record, and would in the end exhaust the stack.
const MAX_DEPTH = 64
const SPACE = /[ \t\r\n]*/y
const PLAIN_TEXT = /[^\\'"\r\n]+/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /[A-Za-z]+/y
const ESCAPE = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})|([\\'"nrtabfv]))/y

const WORDS = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
])
const SHORT_ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' }

type Cursor = { readonly text: string; at: number }

/**
 * Reads what Python's `repr` writes for a value that came from JSON: dictionaries with text keys, lists, text in either
 * quotes, numbers, True, False and None (`null`). Nothing is evaluated; tuples, sets and every other expression are
 * refused. Texts, keys too, are as `toStorable` leaves them. Takes time linear in the length of the text.
 *
 * Source: https://docs.python.org/3/reference/lexical_analysis.html (section "Literals").
 *
 * @throws AppError `invalid` saying at which character (from 1) the text stops being such a value.
 */
export function parsePythonLiteral(text: string): unknown {
  const cursor: Cursor = { text, at: 0 }
  const value = readValue(cursor, 0)
  take(cursor, SPACE)
  if (cursor.at < text.length) throw unexpected(cursor)
  return value
}

function readValue(cursor: Cursor, depth: number): unknown {
  take(cursor, SPACE)
  const first = cursor.text[cursor.at]
  if (first === '{') return readDictionary(cursor, enter(cursor, depth))
  if (first === '[') return readList(cursor, enter(cursor, depth))
  if (first === "'" || first === '"') return readText(cursor)
  return readNumber(cursor) ?? readWord(cursor)
}

function enter(cursor: Cursor, depth: number): number {
  if (depth >= MAX_DEPTH)
    throw new AppError('invalid', `More than ${MAX_DEPTH} levels deep at character ${cursor.at + 1}`)
  return depth + 1
}

function readList(cursor: Cursor, depth: number): unknown[] {
  return readMembers(cursor, ']', () => readValue(cursor, depth))
}

function readDictionary(cursor: Cursor, depth: number): Record<string, unknown> {
  const members = readMembers(cursor, '}', () => {
    const key = readText(cursor)
    expect(cursor, ':')
    return [key, readValue(cursor, depth)] as const
  })
  // Not by assignment: a key may be "__proto__".
  return Object.fromEntries(members)
}

/** What stands between a bracket and its partner, divided by commas; one after the last is allowed. */
function readMembers<Member>(cursor: Cursor, close: string, readMember: () => Member): Member[] {
  const members: Member[] = []
  cursor.at++
  while (!accept(cursor, close)) {
    members.push(readMember())
    if (!accept(cursor, ',')) {
      expect(cursor, close)
      break
    }
  }
  return members
}

function readText(cursor: Cursor): string {
  const quote = cursor.text[cursor.at]
  if (quote !== "'" && quote !== '"') throw unexpected(cursor)
  const parts: string[] = []
  cursor.at++
  for (;;) {
    const character = cursor.text[cursor.at]
    if (character === quote) break
    if (character === '\\') parts.push(readEscape(cursor))
    else if (character === "'" || character === '"') parts.push(cursor.text[cursor.at++] ?? '')
    else parts.push(take(cursor, PLAIN_TEXT)?.[0] ?? fail(cursor))
  }
  cursor.at++
  return toStorable(parts.join(''))
}

function readEscape(cursor: Cursor): string {
  const [, byte, unit, point, short] = take(cursor, ESCAPE) ?? fail(cursor)
  if (short !== undefined) return SHORT_ESCAPES[short] ?? short
  // Half a surrogate pair is a text of its own in Python: readText cleans it away once all of the text is there.
  return String.fromCodePoint(Number.parseInt(byte ?? unit ?? point ?? '', 16))
}

function readNumber(cursor: Cursor): number | undefined {
  const found = take(cursor, NUMBER)
  return found === undefined ? undefined : Number(found[0])
}

function readWord(cursor: Cursor): unknown {
  const start = cursor.at
  const word = take(cursor, WORD)?.[0] ?? ''
  if (WORDS.has(word)) return WORDS.get(word)
  throw unexpected({ text: cursor.text, at: start })
}

function accept(cursor: Cursor, character: string): boolean {
  take(cursor, SPACE)
  if (cursor.text[cursor.at] !== character) return false
  cursor.at++
  take(cursor, SPACE)
  return true
}

function expect(cursor: Cursor, character: string): void {
  if (!accept(cursor, character)) throw unexpected(cursor)
}

/** Moves past what the pattern (sticky) finds here. */
function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text) ?? undefined
  if (found) cursor.at = pattern.lastIndex
  return found
}

function fail(cursor: Cursor): never {
  throw unexpected(cursor)
}

function unexpected({ text, at }: Cursor): AppError {
  const found = at < text.length ? `Unexpected ${JSON.stringify(text[at])}` : 'Unexpected end'
  return new AppError('invalid', `${found} at character ${at + 1}`)
}
