import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'

const UTF_16: readonly [first: number, second: number, label: string][] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
  // Without a mark, "<" and the zero beside it tell.
  [0x3c, 0x00, 'utf-16le'],
  [0x00, 0x3c, 'utf-16be'],
]
const DECLARATION = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/
const CHARSET = /\bcharset\s*=\s*"?([\w.:-]+)/i
const DECLARATION_BYTES = 1024

// One well-formed character of UTF-8 in several bytes, or one byte that is none; each byte stands as one letter.
const BYTES = /((?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})[\x80-\xbf])+|[\x80-\xff]/g

/**
 * The text of an XML document, whatever its encoding. What is UTF-8 is read as UTF-8, though it says otherwise; else
 * what it declares, or what the server said of it, counts. Single bytes of Latin-1 within UTF-8, as an upstream that
 * pastes texts together makes them, become the letters that were meant. Never throws.
 *
 * @param type the answer's content type, for its charset
 */
export function decodeXml(bytes: Uint8Array, type = ''): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = UTF_16.find(([first, second]) => buffer[0] === first && buffer[1] === second)
  if (wide) return withoutMark(new TextDecoder(wide[2]).decode(buffer))
  if (isUtf8(buffer)) return withoutMark(buffer.toString())
  const head = buffer.subarray(0, DECLARATION_BYTES).toString('latin1')
  const declared = DECLARATION.exec(head)?.[1] ?? CHARSET.exec(type)?.[1]
  const decoder = declared === undefined ? undefined : findDecoder(declared)
  return decoder ? decoder.decode(buffer) : mend(buffer)
}

/** `undefined` for what is UTF-8, which the bytes are not, or no encoding that is known. */
function findDecoder(label: string): TextDecoder | undefined {
  try {
    const decoder = new TextDecoder(label)
    return decoder.encoding === 'utf-8' || decoder.encoding.startsWith('utf-16') ? undefined : decoder
  } catch {
    return undefined
  }
}

function mend(buffer: Buffer): string {
  const western = new TextDecoder('windows-1252')
  return withoutMark(
    buffer.toString('latin1').replace(BYTES, (piece) => {
      const bytes = Buffer.from(piece, 'latin1')
      return isUtf8(bytes) ? bytes.toString() : western.decode(bytes)
    }),
  )
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
