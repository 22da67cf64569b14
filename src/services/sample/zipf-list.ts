import type { SeededRandom } from './random.ts'

const TABLE_BITS = 12

/**
 * A list from which early members are drawn more often than late ones: the r-th with a chance in proportion to
 * 1/(r + offset)^exponent (Zipf's law; Mandelbrot's offset keeps the first from being everywhere).
 */
export class ZipfList<Member> {
  readonly members: readonly Member[]
  readonly #table: Uint16Array

  /** @param members at least one, at most 65,536; those rarer than one in 4,096 are never drawn */
  constructor(members: readonly Member[], exponent: number, offset = 1) {
    this.members = members
    this.#table = toDrawTable(members.length, exponent, offset)
  }

  /** One member; a single draw of chance, constant time. */
  draw(random: SeededRandom): Member {
    return this.members[this.#table[random.bits(TABLE_BITS)]!]!
  }

  /** One member other than `avoided`, if there is another. */
  drawOther(random: SeededRandom, avoided: Member): Member {
    const place = this.#table[random.bits(TABLE_BITS)]!
    const drawn = this.members[place]!
    return drawn === avoided ? this.members[(place + 1) % this.members.length]! : drawn
  }
}

/** Spreads the places of a table over ranks, each rank as many places as its chance deserves. */
function toDrawTable(length: number, exponent: number, offset: number): Uint16Array {
  const weights = Array.from({ length }, (_, index) => (index + offset) ** -exponent)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const table = new Uint16Array(2 ** TABLE_BITS)
  let rank = 0
  let cumulative = weights[0]!
  for (let place = 0; place < table.length; place++) {
    while (rank < length - 1 && cumulative * table.length < (place + 0.5) * total) cumulative += weights[++rank]!
    table[place] = rank
  }
  return table
}
