import { SeededRandom } from '../../src/services/sample/random.ts'

/** What breaks readers of JSON: ends of texts and lists, numbers out of range, half letters, keys of prototypes. */
const MORSELS = [
  ...['"', '\\', '{', '}', '[', ']', ',', ':', '<', 'null', 'true', '-1', '1e999', '2147483648', '0.5', '\r\n'],
  ...['\\u0000', '\\ud800', '\0', '\xe9', '\xff\xfe', '"__proto__":', '"constructor":{},', '[[[[[[[[', '{"a":{"a":'],
]
const MOST_CHANGES = 4

/**
 * Bytes changed in one to four places, the same for the same seed: cut off, taken out, doubled, moved, flipped, with
 * something set in. Unlike `mutate`, which keeps a text one, it also leaves bytes that are no UTF-8.
 */
export function mutateBytes(bytes: Uint8Array, seed: number): Uint8Array {
  const random = new SeededRandom()
  random.restart(seed, 5)
  let mutated = Buffer.from(bytes)
  for (let changes = 1 + random.below(MOST_CHANGES); changes > 0; changes--) mutated = change(mutated, random)
  return mutated
}

function change(bytes: Buffer, random: SeededRandom): Buffer<ArrayBuffer> {
  const at = random.below(bytes.length + 1)
  const end = Math.min(bytes.length, at + 1 + random.below(random.happens(0.2) ? 2000 : 12))
  const [before, within, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  const morsel = Buffer.from(MORSELS[random.below(MORSELS.length)] ?? '', 'latin1')
  switch (random.below(6)) {
    case 0:
      return Buffer.concat([before, morsel, after])
    case 1:
      return Buffer.concat([before, morsel, within, after])
    case 2:
      return Buffer.concat([before, after])
    case 3:
      return Buffer.concat([before, within, within, after])
    case 4:
      return Buffer.concat([before, within.map((byte) => byte ^ (1 << random.below(8))), after])
    default:
      return random.happens(0.3) ? Buffer.from(before) : Buffer.concat([before, after, within])
  }
}
