import { readAccent } from './accents.ts'
import { CITING, DROPPED, PARTING, SILENT, STYLED, TEXT_SYMBOLS } from './text-symbols.ts'
import type { Reading } from './reading.ts'
import { toSubscript, toSuperscript } from '../formula/scripts.ts'

/** A star belongs to the commands that have such a form; elsewhere it is the author's. */
const NAME = /\\(?:((?:sub)*section|paragraph|title|[vh]space|[a-zA-Z]*cite[a-z]*|[a-z]*ref|url|verb)\*|[a-zA-Z]+)/y
const SIGNS: Readonly<Record<string, string>> = {
  '%': '%',
  '&': '&',
  $: '$',
  '#': '#',
  _: '_',
  '{': '{',
  '}': '}',
  '*': '*',
  '|': '‖',
  ' ': ' ',
  '\n': ' ',
  '\t': ' ',
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '!': '',
  '/': '',
  '-': '',
  '@': '',
  '\\': ' ',
}
/** Letters whose backslash strayed: `\b{eta}` was `\beta`. */
const STRAYED = /\\([a-z])\{([a-z]{1,7})\}/y
/** Łoś and Podleś, the names of mathematics that end like an English possessive. */
const POLISH = /(?:^|[^\p{L}])(?:[LŁ]o|Podle)$/u
const ENVIRONMENT =
  /\\(?:begin|end)\s*\{(?:itemize|enumerate|description|quote|quotation|center|abstract|document|verbatim|flushleft)\*?\}/y

/** Reads the command at a backslash outside formulas; says where to go on. What is not known is written as it stands. */
export function readCommand(reader: Reading, at: number): number {
  const { text, writer } = reader
  const escaped = readEscaped(text, at, writer.tail)
  if (escaped !== undefined) return put(reader, escaped.letter, escaped.end)
  const strayed = match(STRAYED, text, at)
  const letter = strayed && reader.findSymbol(strayed.slice(1).replace(/[{}]/g, ''))
  if (strayed && letter) return put(reader, letter, at + strayed.length)
  const accent = readAccent(text, at)
  if (accent !== undefined) return put(reader, accent.letter, accent.end)
  const name = match(NAME, text, at)
  if (name !== undefined) return readNamed(reader, at, name)
  const sign = text[at + 1] ?? ''
  const found = SIGNS[sign]
  if (found === undefined) return put(reader, '\\', at + 1)
  writer.write(found)
  return at + 2
}

/** Quotes that a programming language escaped: `MLLM\'s`, `don\'t`, `\"word\"`. */
function readEscaped(text: string, at: number, tail: string): { letter: string; end: number } | undefined {
  const sign = text[at + 1] ?? ''
  if (sign !== "'" && sign !== '"') return undefined
  const before = text[at - 1] ?? ' '
  const after = text.slice(at + 2, at + 4)
  const isPossessive =
    sign === "'" &&
    /[\p{L}\p{N}]/u.test(before) &&
    !POLISH.test(tail) &&
    /^(?:s|t|d|m|re|ve|ll)(?![\p{L}{\\'])/u.test(text.slice(at + 2, at + 6))
  if (isPossessive || !/^(?:\p{L}|\s*\{|\\[ij]|\s\p{L})/u.test(after)) return { letter: sign, end: at + 2 }
  if (sign !== '"' || /[\p{L}\p{N}]/u.test(before)) return undefined
  const isQuoting = /^[^\\]{1,200}\\"(?![\p{L}{\\])/u.test(text.slice(at + 2, at + 210))
  return isQuoting ? { letter: '"', end: at + 2 } : undefined
}

function readNamed(reader: Reading, at: number, written: string): number {
  const { text } = reader
  const name = written.slice(1).replace('*', '')
  const end = at + written.length
  const environment = match(ENVIRONMENT, text, at)
  if (environment !== undefined) return put(reader, ' ', at + environment.length)
  if (CITING.has(name)) return readCitation(reader, at, end)
  const special = SPECIAL_COMMANDS[name]
  const read = special === undefined ? undefined : special(reader, end)
  if (read !== undefined) return read
  const group = groupAt(text, end)
  if (STYLED.has(name) && group !== undefined) return reader.enter(group)
  if (DROPPED.has(name) && group !== undefined) return enterNext(reader, (reader.closing(group) ?? group) + 1)
  if (SILENT.has(name)) return readSilent(reader, end, name)
  const symbol = TEXT_SYMBOLS.get(name)
  if (symbol !== undefined && !(name === 'O' && /^\s*[({]\S/.test(text.slice(end, end + 3))))
    return readSymbol(reader, end, symbol)
  return readMathematics(reader, at, end, name)
}

/** `\em x`: the space after a command belongs to it, but where it would join two words. */
function readSilent(reader: Reading, end: number, name: string): number {
  const { text, writer } = reader
  if (PARTING.has(name)) return put(reader, ' ', end)
  const next = skipEmptyGroup(text, end)
  const isJoining = name === 'xspace' || /(?![([{“‘"])[\p{L}\p{N}\p{P}]$/u.test(writer.tail)
  return enterNext(reader, isJoining ? next : skipSpace(text, next))
}

/** `\small{x}` and `\color{red}{x}`: braces after a declaration are TeX's, whatever they hold. */
function enterNext(reader: Reading, at: number): number {
  return reader.text[at] === '{' && reader.closing(at) !== undefined ? reader.enter(at) : at
}

function readSymbol(reader: Reading, end: number, symbol: string): number {
  const { text, writer } = reader
  const next = skipEmptyGroup(text, end)
  const isWithinWord = /^\p{L}$/u.test(symbol) && /^\s\p{Ll}/u.test(text.slice(next, next + 2))
  writer.write(symbol)
  if (symbol.endsWith('.') && text[next] === '.') return next + 1
  const joins = /\p{L}\p{L}$/u.test(writer.tail) || /^[ŁØÆŒ]$/.test(symbol)
  return isWithinWord && joins ? next + 1 : next
}

/** A command of mathematics where no dollar sign stands: a sign of Unicode, or a formula as far as it goes. */
function readMathematics(reader: Reading, at: number, end: number, name: string): number {
  const { text, writer } = reader
  const isBare = !/^\s*[\^_{[]/.test(text.slice(end, end + 4)) || text.startsWith('{}', end)
  const symbol = isBare ? reader.findSymbol(name) : undefined
  if (symbol !== undefined) {
    const next = skipEmptyGroup(text, end)
    return put(reader, symbol, /^\s[-)\],.]/.test(text.slice(next, next + 2)) ? next + 1 : next)
  }
  const formula = reader.readBareFormula(at)
  if (formula !== undefined) {
    writer.writeFormula(formula.tex, false, text.slice(at, formula.end))
    return formula.end
  }
  for (let group = end; text[group] === '{'; group = (reader.closing(group) ?? text.length) + 1) reader.kept.add(group)
  return put(reader, text.slice(at, end), end)
}

function readCitation(reader: Reading, at: number, end: number): number {
  const { text, writer } = reader
  const options = match(/(?:\s*\[[^\]]{0,80}\])*/y, text, end) ?? ''
  const group = groupAt(text, end + options.length)
  const close = group === undefined ? undefined : reader.closing(group)
  if (group === undefined || close === undefined) return put(reader, text.slice(at, end), end)
  const keys = text.slice(group + 1, close).trim()
  const note = [...options.matchAll(/\[([^\]]+)\]/g)].map(([, text = '']) => text.trim())
  const shown = [keys.replace(/\s*,\s*/g, ', '), ...note].filter((part) => part !== '').join(', ')
  if (/[\p{L}\p{N}]$/u.test(writer.tail)) writer.write(' ')
  return put(reader, shown === '' ? '' : `[${shown}]`, close + 1)
}

type Special = (reader: Reading, end: number) => number | undefined

const SPECIAL_COMMANDS: Readonly<Record<string, Special>> = {
  url: readVerbatim,
  nolinkurl: readVerbatim,
  path: readVerbatim,
  href: (reader, end) => {
    const group = groupAt(reader.text, end)
    const close = group === undefined ? undefined : reader.closing(group)
    if (group === undefined || close === undefined) return undefined
    const shown = groupAt(reader.text, close + 1)
    if (shown === undefined || reader.closing(shown) === shown + 1)
      return put(reader, reader.text.slice(group + 1, close), close + 1)
    return reader.enter(shown)
  },
  textcolor: readSecond,
  colorbox: readSecond,
  texorpdfstring: readSecond,
  hyperlink: readSecond,
  verb: (reader, end) => {
    const [whole = '', , content = ''] = /^([|+!"'])([^\n]{0,80}?)\1/.exec(reader.text.slice(end, end + 90)) ?? []
    return whole === '' ? undefined : put(reader, content, end + whole.length)
  },
  footnote: readAside,
  footnotetext: readAside,
  thanks: readAside,
  textsuperscript: (reader, end) => readScripted(reader, end, toSuperscript),
  textsubscript: (reader, end) => readScripted(reader, end, toSubscript),
  ion: (reader, end) => {
    const [whole, element = '', state = ''] =
      /^\{([A-Z][a-z]?)\}\{(\w{1,4})\}/.exec(reader.text.slice(end, end + 16)) ?? []
    return whole === undefined ? undefined : put(reader, `${element} ${state.toUpperCase()}`, end + whole.length)
  },
}

function readVerbatim(reader: Reading, end: number): number | undefined {
  const group = groupAt(reader.text, end)
  const close = group === undefined ? undefined : reader.closing(group)
  if (group === undefined || close === undefined) return undefined
  const address = reader.text.slice(group + 1, close).replace(/\\([_%#&~$])/g, '$1')
  // What joined the two was a footnote's command, which is gone.
  if (/^\p{L}+:\/\//u.test(address) && /[\p{L}\p{N}),;]$/u.test(reader.writer.tail)) reader.writer.write(' ')
  return put(reader, address, close + 1)
}

/** Of two arguments the second is text. */
function readSecond(reader: Reading, end: number): number | undefined {
  const option = match(/\[[^\]]{0,80}\]/y, reader.text, end)?.length ?? 0
  const first = groupAt(reader.text, end + option)
  const close = first === undefined ? undefined : reader.closing(first)
  const second = close === undefined ? undefined : groupAt(reader.text, close + 1)
  return second === undefined ? undefined : reader.enter(second)
}

/** A footnote stands in brackets where its mark would. */
function readAside(reader: Reading, end: number): number | undefined {
  const mark = match(/\[\d*\]/y, reader.text, end)?.length ?? 0
  const group = groupAt(reader.text, end + mark)
  if (group === undefined || reader.closing(group) === undefined) return undefined
  reader.writer.write(/\s$/.test(reader.writer.tail) ? '(' : ' (')
  return skipSpace(reader.text, reader.enter(group, ')'))
}

function readScripted(reader: Reading, end: number, toScript: (text: string) => string): number | undefined {
  const group = groupAt(reader.text, end)
  const close = group === undefined ? undefined : reader.closing(group)
  if (group === undefined || close === undefined) return undefined
  const content = reader.text.slice(group + 1, close)
  const script = /^[^\\${}]{1,12}$/.test(content) ? toScript(content) : undefined
  return script === undefined || /^[_^]/.test(script) ? reader.enter(group) : put(reader, script, close + 1)
}

function put(reader: Reading, text: string, end: number): number {
  reader.writer.write(text)
  return end
}

/** The place of a brace that opens here, spaces before it aside. */
function groupAt(text: string, at: number): number | undefined {
  const place = skipSpace(text, at)
  return text[place] === '{' ? place : undefined
}

function skipSpace(text: string, at: number): number {
  let place = at
  while (/\s/.test(text[place] ?? '')) place++
  return place
}

function skipEmptyGroup(text: string, at: number): number {
  return text.startsWith('{}', at) ? at + 2 : at
}

function match(form: RegExp, text: string, at: number): string | undefined {
  form.lastIndex = at
  return form.exec(text)?.[0]
}
