const OFTEN = '<>&"\'{}[]()@=,;:\\/#%$\n\0 \u00e9\ufffd-0123456789'

/**
 * Damaged copies of a text, the same ones for the same seed: letters exchanged, taken out, put in, doubled, and the text
 * cut off or spliced with itself. Each has up to eight such faults.
 */
export function* mutate(text: string, count: number, seed = 1): Generator<string> {
  const random = createRandom(seed)
  for (let i = 0; i < count; i++) {
    let damaged = text
    for (let faults = 1 + Math.floor(random() * 8); faults > 0; faults--) damaged = damage(damaged, random)
    yield damaged
  }
}

function damage(text: string, random: () => number): string {
  const [a, b] = [Math.floor(random() * (text.length + 1)), Math.floor(random() * (text.length + 1))]
  const [from, to] = [Math.min(a, b), Math.max(a, b)]
  const letter = OFTEN[Math.floor(random() * OFTEN.length)] ?? ''
  const short = Math.min(to, from + 40)
  switch (Math.floor(random() * 7)) {
    case 0:
      return text.slice(0, from) + letter + text.slice(from + 1)
    case 1:
      return text.slice(0, from) + text.slice(short)
    case 2:
      return text.slice(0, from) + letter + text.slice(from)
    case 3:
      return text.slice(0, short) + text.slice(from)
    case 4:
      return random() < 0.2 ? text.slice(0, to) : text
    case 5:
      return text.slice(0, from) + letter.repeat(50) + text.slice(from)
    default:
      return text.slice(0, from) + text.slice(to, to + 200) + text.slice(from)
  }
}

/** Mulberry32: numbers from 0 to 1, from a seed of 32 bits. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
