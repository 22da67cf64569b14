/** A stream of chance that is the same for the same seeds: mulberry32 after a mix of the seeds. */
export class TrainingRandom {
  #state: number

  constructor(...seeds: readonly number[]) {
    let state = 0x9e3779b9
    for (const seed of seeds) {
      state = Math.imul(state ^ seed, 0x85ebca6b)
      state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
      state ^= state >>> 16
    }
    this.#state = state | 0
  }

  /** Uniform on [0, 1), in steps of 2⁻³². Source: Tommy Ettinger, mulberry32, public domain. */
  ratio(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 to limit - 1. */
  below(limit: number): number {
    return Math.floor(this.ratio() * limit)
  }

  /** Normally distributed, mean 0, variance 1 (the sum of twelve, which is near enough for a beginning). */
  normal(): number {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += this.ratio()
    return sum
  }
}

/** All numbers below `count` in an order of chance. */
export function shuffle(count: number, random: TrainingRandom): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index)
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
