const PRIME_LOW = 0x1b3

/**
 * The 64-bit FNV-1a hash of a text in UTF-8, as 16 lower-case hexadecimal digits. Stable for ever: stored keys hold it.
 * Not for secrets: whoever wants two texts of one fingerprint can make them.
 *
 * Source: Fowler, Noll, Vo and Eastlake, draft-eastlake-fnv, https://datatracker.ietf.org/doc/draft-eastlake-fnv/
 */
export function toFingerprint(text: string): string {
  // Four limbs of 16 bits, lowest first, so that every product fits a small integer. Offset basis cbf29ce484222325.
  let [a, b, c, d] = [0x2325, 0x8422, 0x9ce4, 0xcbf2]
  const octets = encoder.encode(text)
  for (let i = 0; i < octets.length; i++) {
    a ^= octets[i]!
    // Times 2^40 + 0x1b3: the first of the two moves each limb two places and eight bits up.
    const t0 = a * PRIME_LOW
    const t1 = b * PRIME_LOW + (t0 >>> 16)
    const t2 = c * PRIME_LOW + (a << 8) + (t1 >>> 16)
    const t3 = d * PRIME_LOW + (b << 8) + (t2 >>> 16)
    a = t0 & 0xffff
    b = t1 & 0xffff
    c = t2 & 0xffff
    d = t3 & 0xffff
  }
  return toHex(d, c) + toHex(b, a)
}

const encoder = new TextEncoder()

function toHex(high: number, low: number): string {
  return (high * 0x10000 + low).toString(16).padStart(8, '0')
}
