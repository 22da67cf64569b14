/** Two numbers of -8..7 a byte, the first in the low half. @param values of even length */
export function packNibbles(values: Int8Array): Uint8Array {
  const packed = new Uint8Array(values.length / 2)
  for (let i = 0; i < packed.length; i++) packed[i] = (values[2 * i]! & 15) | ((values[2 * i + 1]! & 15) << 4)
  return packed
}

/** The opposite of `packNibbles`. @param values takes twice as many as there are bytes */
export function unpackNibbles(packed: Uint8Array, values: Int8Array): void {
  for (let i = 0; i < packed.length; i++) {
    const byte = packed[i]!
    values[2 * i] = (byte << 28) >> 28
    values[2 * i + 1] = (byte << 24) >> 28
  }
}
