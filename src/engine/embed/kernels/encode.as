// Vectors to what is stored of them: signed bytes, and the signs of turned rests.

// @ts-ignore: decorator
@inline function toIntegers(row: usize, scale: v128): v128 {
  const scaled = f32x4.mul(v128.load(row), scale)
  return i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(scaled, f32x4.splat(0.5))))
}

/**
 * Rounds rows of floats to signed bytes, the largest number of each to ±127, and writes the sum of each row's squared bytes.
 * A row without direction (zeros, or something that is no number) becomes zeros. width a multiple of 16.
 */
export function roundRows(bytes: usize, squares: usize, rows: usize, count: u32, width: u32): void {
  const line: usize = width << 2
  for (let i: u32 = 0; i < count; i++) {
    let most = f32x4.splat(0)
    for (let at: usize = 0; at < line; at += 16) most = f32x4.max(most, f32x4.abs(v128.load(rows + at)))
    const pairs = f32x4.max(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1))
    const largest = f32x4.extract_lane(f32x4.max(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2)), 0)
    // No direction: all zeros or next to nothing (infinite), something infinite (0), something that is no number (false).
    const factor: f32 = 127 / largest
    const hasDirection = factor > 0 && factor < Infinity
    const scale = f32x4.splat(hasDirection ? factor : 0)
    let sum = i32x4.splat(0)
    for (let at: u32 = 0; at < width; at += 16) {
      const row = rows + <usize>(at << 2)
      const low = i16x8.narrow_i32x4_s(toIntegers(row, scale), toIntegers(row + 16, scale))
      const high = i16x8.narrow_i32x4_s(toIntegers(row + 32, scale), toIntegers(row + 48, scale))
      sum = i32x4.add(sum, i32x4.add(i32x4.dot_i16x8_s(low, low), i32x4.dot_i16x8_s(high, high)))
      v128.store(bytes + at, hasDirection ? i8x16.narrow_i16x8_s(low, high) : i8x16.splat(0))
    }
    const total = i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
    store<i32>(squares + <usize>(i << 2), hasDirection ? total : 0)
    rows += line
    bytes += width
  }
}

/** The Walsh–Hadamard transform of each `span` floats of one row, in place, without its scale; span a multiple of 4. */
function transform(row: usize, line: usize, span: usize): void {
  const back1 = f32x4(1, -1, 1, -1), back2 = f32x4(1, 1, -1, -1)
  for (let at = row; at < row + line; at += 16) {
    let v = v128.load(at)
    v = f32x4.add(v128.shuffle<f32>(v, v, 0, 0, 2, 2), f32x4.mul(back1, v128.shuffle<f32>(v, v, 1, 1, 3, 3)))
    v = f32x4.add(v128.shuffle<f32>(v, v, 0, 1, 0, 1), f32x4.mul(back2, v128.shuffle<f32>(v, v, 2, 3, 2, 3)))
    v128.store(at, v)
  }
  for (let half: usize = 16; half < span << 2; half <<= 1) {
    for (let start = row; start < row + line; start += 2 * half) {
      for (let at = start; at < start + half; at += 16) {
        const left = v128.load(at), right = v128.load(at + half)
        v128.store(at, f32x4.add(left, right))
        v128.store(at + half, f32x4.sub(left, right))
      }
    }
  }
}

// @ts-ignore: decorator
@inline function multiplyRow(to: usize, row: usize, signs: usize, line: usize): void {
  for (let at: usize = 0; at < line; at += 16) v128.store(to + at, f32x4.mul(v128.load(row + at), v128.load(signs + at)))
}

/** Turns rows in place, as `rotate` of quantise.ts does; `spare` has room for one. */
export function turnRows(rows: usize, count: u32, width: u32, span: u32, signs: usize, spare: usize): void {
  const line: usize = width << 2
  const spans = width / span
  for (const end = rows + <usize>count * line; rows < end; rows += line) {
    multiplyRow(spare, rows, signs, line)
    transform(spare, line, span)
    if (spans > 1) {
      for (let i: u32 = 0; i < width; i++) {
        store<f32>(rows + <usize>(((i % spans) * span + i / spans) << 2), load<f32>(spare + <usize>(i << 2)))
      }
      multiplyRow(rows, rows, signs + line, line)
    } else multiplyRow(rows, spare, signs + line, line)
    transform(rows, line, span)
  }
}

/**
 * Writes the signs of rows, one bit a number (the first of eight in the lowest bit), and ‖row‖² and ‖row‖₁ as two floats,
 * each added up in four sums as `product` does. width a multiple of 8.
 */
export function packRows(codes: usize, sums: usize, rows: usize, count: u32, width: u32): void {
  const zero = f32x4.splat(0)
  for (let i: u32 = 0; i < count; i++) {
    let squares = zero, total = zero
    for (let at: u32 = 0; at < width; at += 8) {
      const low = v128.load(rows), high = v128.load(rows, 16)
      squares = f32x4.add(f32x4.add(squares, f32x4.mul(low, low)), f32x4.mul(high, high))
      total = f32x4.add(f32x4.add(total, f32x4.abs(low)), f32x4.abs(high))
      store<u8>(codes, i32x4.bitmask(f32x4.gt(low, zero)) | (i32x4.bitmask(f32x4.gt(high, zero)) << 4))
      codes++
      rows += 32
    }
    store<f32>(sums, addLanes(squares))
    store<f32>(sums + 4, addLanes(total))
    sums += 8
  }
}

// @ts-ignore: decorator
@inline function addLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
}
