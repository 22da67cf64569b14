// The scan of the 1-bit codes. Sixteen documents lie side by side, so that one look-up of sixteen bytes serves them all.

/** Fields of the job, in bytes from its start; kernels.ts writes them by the same list. */
const CODES = 0, FACTORS = 4, ORDER = 8, MASK = 12, WIDTH = 16, TABLES = 20, SCALE = 24, SHIFT = 28, FLOOR = 32
const OFFSET = 36, FROM = 40, TO = 44, SLOTS = 48, ESTIMATES = 52, CAPACITY = 56, COUNT = 60

// @ts-ignore: decorator
@inline function lookUp(table: usize, nibbles: v128): v128 {
  // Every index is below 16, where relaxed and plain swizzle mean the same; the plain one costs one more step.
  return i8x16.relaxed_swizzle(v128.load(table), nibbles)
}

// @ts-ignore: decorator
@inline function lookUpBoth(table: usize, codes: v128, low: v128): v128 {
  const high = v128.and(i16x8.shr_u(codes, 4), low)
  return i8x16.add(lookUp(table, v128.and(codes, low)), lookUp(table + 16, high))
}

// @ts-ignore: decorator
@inline function estimate(sums: v128, factors: usize, scale: v128, shift: v128, offset: v128): v128 {
  const product = f32x4.add(f32x4.mul(scale, f32x4.convert_i32x4_u(sums)), shift)
  return f32x4.add(offset, f32x4.mul(v128.load(factors), product))
}

/**
 * Writes the slots FROM..TO whose estimate is above FLOOR, with the estimates, behind the COUNT there are.
 *
 * MASK, where it is not 0, has a bit for each slot that may be written; with ORDER, which says the document of each slot,
 * a bit for each document. The first kind skips sixteen slots at once, the second is looked at for candidates only.
 *
 * Four look-ups of at most 31 × 2 add up to at most 248, so bytes hold them; then they are widened: even lanes by what
 * is left when the odd ones are taken off, odd lanes by a shift.
 *
 * @returns the slot to go on from: TO at the end, less where CAPACITY does not hold sixteen more
 */
export function scan(job: usize): u32 {
  const order = <usize>load<u32>(job, ORDER), mask = <usize>load<u32>(job, MASK), block: usize = load<u32>(job, WIDTH) << 4
  const tables = <usize>load<u32>(job, TABLES), from = load<u32>(job, FROM), to = load<u32>(job, TO)
  const scale = v128.load32_splat(job, SCALE), shift = v128.load32_splat(job, SHIFT)
  const floor = v128.load32_splat(job, FLOOR), offset = v128.load32_splat(job, OFFSET)
  const slots = <usize>load<u32>(job, SLOTS), estimates = <usize>load<u32>(job, ESTIMATES)
  const last = load<u32>(job, CAPACITY) - 16, low = i8x16.splat(15)
  const isBySlot = mask != 0 && order == 0
  let slot = from & ~15
  let codes = <usize>load<u32>(job, CODES) + <usize>(slot >> 4) * block
  let factors = <usize>load<u32>(job, FACTORS) + <usize>(slot << 2)
  let count = load<u32>(job, COUNT)
  for (; slot < to && count <= last; slot += 16) {
    const allowed = isBySlot ? <i32>load<u16>(mask + <usize>(slot >> 3)) : 0xffff
    if (allowed == 0) {
      codes += block
      factors += 64
      continue
    }
    let even = i16x8.splat(0), odd = i16x8.splat(0)
    let table = tables
    const end = codes + block
    while (codes < end) {
      const first = i8x16.add(lookUpBoth(table, v128.load(codes), low), lookUpBoth(table + 32, v128.load(codes, 16), low))
      const second = i8x16.add(lookUpBoth(table + 64, v128.load(codes, 32), low), lookUpBoth(table + 96, v128.load(codes, 48), low))
      const sums = i8x16.add(first, second)
      even = i16x8.add(even, sums)
      odd = i16x8.add(odd, i16x8.shr_u(sums, 8))
      codes += 64
      table += 128
    }
    even = i16x8.sub(even, i16x8.shl(odd, 8))
    const e0 = estimate(i32x4.extend_low_i16x8_u(even), factors, scale, shift, offset)
    const e1 = estimate(i32x4.extend_high_i16x8_u(even), factors + 16, scale, shift, offset)
    const e2 = estimate(i32x4.extend_low_i16x8_u(odd), factors + 32, scale, shift, offset)
    const e3 = estimate(i32x4.extend_high_i16x8_u(odd), factors + 48, scale, shift, offset)
    factors += 64
    const above = i16x8.narrow_i32x4_s(f32x4.gt(e0, floor), f32x4.gt(e1, floor))
    const bits = allowed & i8x16.bitmask(i8x16.narrow_i16x8_s(above, i16x8.narrow_i32x4_s(f32x4.gt(e2, floor), f32x4.gt(e3, floor))))
    if (bits == 0) continue
    const to16 = estimates + <usize>(count << 2)
    count = keep(bits, slot, from, to, order, mask, slots, count, to16, e0, e1, e2, e3)
  }
  store<u32>(job, count, COUNT)
  return max(from, min(slot, to))
}

/** Writes the marked ones of sixteen slots and answers how many there are now. All estimates are stored first, then moved up. */
function keep(bits: i32, slot: u32, from: u32, to: u32, order: usize, mask: usize, slots: usize, count: u32, estimates: usize, e0: v128, e1: v128, e2: v128, e3: v128): u32 {
  v128.store(estimates, e0)
  v128.store(estimates, e1, 16)
  v128.store(estimates, e2, 32)
  v128.store(estimates, e3, 48)
  let kept: u32 = 0
  for (; bits != 0; bits &= bits - 1) {
    const lane = <u32>ctz(bits)
    const at = slot + lane
    if (at < from || at >= to) continue
    if (order != 0) {
      const document = load<u32>(order + <usize>(at << 2))
      if (((load<u32>(mask + <usize>((document >> 5) << 2)) >> (document & 31)) & 1) == 0) continue
    }
    store<f32>(estimates + <usize>(kept << 2), load<f32>(estimates + <usize>(lane << 2)))
    store<u32>(slots + <usize>((count + kept) << 2), at)
    kept++
  }
  return count + kept
}
