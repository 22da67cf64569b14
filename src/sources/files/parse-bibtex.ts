import type { Fault } from '../../domain/ports.ts'

/** An entry as it is written: fields by their names in lower case, their TeX untouched, macros put in. */
export type BibtexEntry = { type: string; key: string; fields: ReadonlyMap<string, string>; line: number }

type Macros = Map<string, string>

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const ENTRY = /(?:^|\n)[ \t]*@[ \t]*([a-z]+)\s*[{(]/gi
/** An entry of more is none, and looking for its end takes too long. */
const MOST_LETTERS = 1024 * 1024

/**
 * Parses the entries of a BibTeX file. Text between them is a remark, as for BibTeX itself; an entry whose braces do not
 * close ends where the next begins, and is a fault. Never throws; takes time in proportion to length.
 *
 * Source: "Tame the BeaST", B to X, chapter 2; biber's own grammar is larger, and its files are read all the same.
 */
export function parseBibtex(text: string): { entries: BibtexEntry[]; faults: Fault[] } {
  const macros: Macros = new Map(MONTHS.map((name, index) => [name, String(index + 1)]))
  const entries: BibtexEntry[] = []
  const faults: Fault[] = []
  const starts = [...text.matchAll(ENTRY)]
  let [line, counted] = [1, 0]
  starts.forEach((start, index) => {
    const at = start.index + (start[0].startsWith('\n') ? 1 : 0)
    line += countBreaks(text, counted, at)
    counted = at
    const body = text.slice(start.index + start[0].length, starts[index + 1]?.index)
    const read = parseEntry((start[1] ?? '').toLowerCase(), body, macros)
    if (typeof read === 'string') faults.push({ position: `line ${line}`, reason: read })
    else if (read) entries.push({ ...read, line })
  })
  return { entries, faults }
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** The entry; nothing for a remark or a definition; words for what cannot be read. */
function parseEntry(type: string, body: string, macros: Macros): Omit<BibtexEntry, 'line'> | string | undefined {
  if (type === 'comment' || type === 'preamble') return undefined
  if (body.length > MOST_LETTERS) return 'an entry longer than 1 MiB'
  const scanner = new Scanner(body, macros)
  if (type === 'string') {
    const [name, value] = scanner.readField() ?? []
    if (name === undefined || value === undefined) return 'a @string that is no definition'
    macros.set(name, value)
    return undefined
  }
  const key = scanner.readKey()
  const fields = new Map<string, string>()
  while (!scanner.isAtEnd()) {
    const [name, value] = scanner.readField() ?? []
    if (name === undefined || value === undefined)
      return `${key || 'an entry'}: its braces or quotes do not close, or a field is too long`
    // Of a field that is written twice BibTeX takes the first.
    if (!fields.has(name)) fields.set(name, value)
  }
  return { type, key, fields }
}

/** Reads the inside of one entry from its beginning on. */
class Scanner {
  readonly #text: string
  readonly #macros: ReadonlyMap<string, string>
  #at = 0

  constructor(text: string, macros: ReadonlyMap<string, string>) {
    this.#text = text
    this.#macros = macros
  }

  /** What stands before the first comma. */
  readKey(): string {
    const key = this.#read(/([^,={}"#]*)(?=[,})]|$)/y) ?? ''
    return key.trim()
  }

  /** Whether the entry's own end has come; commas before it are passed over. */
  isAtEnd(): boolean {
    this.#read(/([\s,]*)/y)
    return /^[})]/.test(this.#text.slice(this.#at, this.#at + 1))
  }

  /** A name and what it is set to; `undefined` where there is no such thing, or it is longer than an entry may be. */
  readField(): [name: string, value: string] | undefined {
    const name = this.#read(/[\s,]*([^\s=,{}()"#%]+)\s*=\s*/y)
    if (name === undefined) return undefined
    let value = ''
    do {
      const piece = this.#readPiece()
      // Macros made of macros double with each line.
      if (piece === undefined || value.length + piece.length > MOST_LETTERS) return undefined
      value += piece
    } while (this.#read(/\s*(#)\s*/y) !== undefined)
    return [name.toLowerCase(), value.trim()]
  }

  #readPiece(): string | undefined {
    const first = this.#text[this.#at]
    if (first === '{') return this.#readUntil('}')
    if (first === '"') return this.#readUntil('"')
    const word = this.#read(/([^\s,#{}()"=]+)/y)
    return word === undefined || /^\d+$/.test(word) ? word : (this.#macros.get(word.toLowerCase()) ?? word)
  }

  /** What stands between the sign here and one that closes it outside of braces. */
  #readUntil(closing: string): string | undefined {
    const from = this.#at + 1
    let depth = 0
    for (let i = from; i < this.#text.length; i++) {
      const letter = this.#text[i]
      if (depth === 0 && letter === closing) {
        this.#at = i + 1
        return this.#text.slice(from, i)
      }
      if (letter === '{') depth++
      if (letter === '}' && --depth < 0) return undefined
    }
    return undefined
  }

  #read(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found === null) return undefined
    this.#at = pattern.lastIndex
    return found[1]
  }
}
