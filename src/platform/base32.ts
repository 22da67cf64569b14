const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'
const BITS = 5

/** Bytes as letters that are the same in capitals (RFC 4648, 6), without padding: 8 letters for 5 bytes. */
export function toBase32(bytes: Uint8Array): string {
  let [text, rest, count] = ['', 0, 0]
  for (const byte of bytes) {
    rest = (rest << 8) | byte
    count += 8
    while (count >= BITS) {
      count -= BITS
      text += LETTERS[(rest >> count) & 31]
    }
    rest &= (1 << count) - 1
  }
  return count === 0 ? text : text + LETTERS[(rest << (BITS - count)) & 31]
}

/** The bytes of such letters, in capitals or not; `undefined` where another letter is among them. */
export function fromBase32(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  let [rest, count] = [0, 0]
  for (const letter of text.toLowerCase()) {
    const value = LETTERS.indexOf(letter)
    if (value < 0) return undefined
    rest = (rest << BITS) | value
    count += BITS
    if (count >= 8) {
      count -= 8
      bytes.push((rest >> count) & 255)
    }
    rest &= (1 << count) - 1
  }
  return Uint8Array.from(bytes)
}
