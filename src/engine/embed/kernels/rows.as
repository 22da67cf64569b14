// Rows of a table picked by number: weighted sums of them, and their products with a query.

/** out[width] += Σ weights[t] · table[indexes[t]], in the order of t; floats; width a multiple of 16. */
export function sumRows(out: usize, table: usize, indexes: usize, weights: usize, count: u32, width: u32): void {
  const line: usize = width << 2
  for (let at: usize = 0; at < line; at += 64) {
    let s0 = v128.load(out + at), s1 = v128.load(out + at, 16), s2 = v128.load(out + at, 32), s3 = v128.load(out + at, 48)
    for (let t: u32 = 0; t < count; t++) {
      const row = table + <usize>load<u32>(indexes + <usize>(t << 2)) * line + at
      const weight = v128.load32_splat(weights + <usize>(t << 2))
      s0 = f32x4.add(s0, f32x4.mul(weight, v128.load(row)))
      s1 = f32x4.add(s1, f32x4.mul(weight, v128.load(row, 16)))
      s2 = f32x4.add(s2, f32x4.mul(weight, v128.load(row, 32)))
      s3 = f32x4.add(s3, f32x4.mul(weight, v128.load(row, 48)))
    }
    v128.store(out + at, s0)
    v128.store(out + at, s1, 16)
    v128.store(out + at, s2, 32)
    v128.store(out + at, s3, 48)
  }
}

// @ts-ignore: decorator
@inline function addBytes(sum: v128, weight: v128, words: v128): v128 {
  return f32x4.add(sum, f32x4.mul(weight, f32x4.convert_i32x4_s(words)))
}

/** The same over a table of signed bytes. */
export function sumByteRows(out: usize, table: usize, indexes: usize, weights: usize, count: u32, width: u32): void {
  for (let at: u32 = 0; at < width; at += 16) {
    const to = out + <usize>(at << 2)
    let s0 = v128.load(to), s1 = v128.load(to, 16), s2 = v128.load(to, 32), s3 = v128.load(to, 48)
    for (let t: u32 = 0; t < count; t++) {
      const row = table + <usize>load<u32>(indexes + <usize>(t << 2)) * width + at
      const weight = v128.load32_splat(weights + <usize>(t << 2))
      const low = v128.load8x8_s(row), high = v128.load8x8_s(row, 8)
      s0 = addBytes(s0, weight, i32x4.extend_low_i16x8_s(low))
      s1 = addBytes(s1, weight, i32x4.extend_high_i16x8_s(low))
      s2 = addBytes(s2, weight, i32x4.extend_low_i16x8_s(high))
      s3 = addBytes(s3, weight, i32x4.extend_high_i16x8_s(high))
    }
    v128.store(to, s0)
    v128.store(to, s1, 16)
    v128.store(to, s2, 32)
    v128.store(to, s3, 48)
  }
}

/** table[indexes[t]] += weights[t] · row, for every t in its order; floats; width a multiple of 4. */
export function addToRows(table: usize, indexes: usize, weights: usize, count: u32, row: usize, width: u32): void {
  const line: usize = width << 2
  for (let t: u32 = 0; t < count; t++) {
    const to = table + <usize>load<u32>(indexes + <usize>(t << 2)) * line
    const weight = v128.load32_splat(weights + <usize>(t << 2))
    for (let at: usize = 0; at < line; at += 16) {
      v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(weight, v128.load(row + at))))
    }
  }
}

/** out[i] = rows[i] · query for `count` rows of signed bytes and a query of 16-bit integers; width a multiple of 16. */
export function byteProducts(out: usize, rows: usize, count: u32, query: usize, width: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    let s0 = i32x4.splat(0), s1 = i32x4.splat(0)
    for (let at: u32 = 0; at < width; at += 16) {
      const with_ = query + <usize>(at << 1)
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load8x8_s(rows + at), v128.load(with_)))
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load8x8_s(rows + at, 8), v128.load(with_, 16)))
    }
    const s = i32x4.add(s0, s1)
    const sum = i32x4.extract_lane(s, 0) + i32x4.extract_lane(s, 1) + i32x4.extract_lane(s, 2) + i32x4.extract_lane(s, 3)
    store<i32>(out + <usize>(i << 2), sum)
    rows += width
  }
}
