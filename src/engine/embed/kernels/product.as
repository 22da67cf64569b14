// Products of matrices of 32-bit floats, row by row in memory. Each number is added up in an order that is written down
// (kernels-reference.ts), and nothing is fused, so the bits are the same on every machine.

/** Rows of b that stay in the second cache while the rows of a pass. */
const ROWS_AT_ONCE: u32 = 128
/** Rows of b and g that stay in the first cache while a product is added, though they lie a power of two apart. */
const STEPS_AT_ONCE: u32 = 8

// @ts-ignore: decorator
@inline function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b))
}

// @ts-ignore: decorator
@inline function addLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
}

// @ts-ignore: decorator
@inline function storePair(at: usize, first: v128, second: v128): void {
  store<f32>(at, addLanes(first))
  store<f32>(at + 4, addLanes(second))
}

/** c[m × n] = a[m × k] · b[n × k]ᵀ; k a multiple of 4. */
export function product(c: usize, a: usize, b: usize, m: u32, n: u32, k: u32): void {
  const line: usize = k << 2
  for (let first: u32 = 0; first < n; first += ROWS_AT_ONCE) {
    const end = min(n, first + ROWS_AT_ONCE)
    let i: u32 = 0
    for (; i + 4 <= m; i += 4) {
      let j = first
      for (; j + 2 <= end; j += 2) tile(c + <usize>((i * n + j) << 2), a + <usize>i * line, b + <usize>j * line, n << 2, line)
      for (; j < end; j++) {
        for (let row = i; row < i + 4; row++) single(c + <usize>((row * n + j) << 2), a + <usize>row * line, b + <usize>j * line, line)
      }
    }
    for (; i < m; i++) {
      for (let j = first; j < end; j++) single(c + <usize>((i * n + j) << 2), a + <usize>i * line, b + <usize>j * line, line)
    }
  }
}

/** Four rows of a with two of b: eight sums, which the registers of every machine hold. */
// @ts-ignore: decorator
@inline function tile(c: usize, a: usize, b: usize, step: usize, line: usize): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0)
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0)
  let a0 = a, a1 = a + line, a2 = a1 + line, a3 = a2 + line
  let b0 = b, b1 = b + line
  const end = a + line
  while (a0 < end) {
    const y0 = v128.load(b0), y1 = v128.load(b1)
    let x = v128.load(a0)
    c00 = multiplyAdd(c00, x, y0)
    c01 = multiplyAdd(c01, x, y1)
    x = v128.load(a1)
    c10 = multiplyAdd(c10, x, y0)
    c11 = multiplyAdd(c11, x, y1)
    x = v128.load(a2)
    c20 = multiplyAdd(c20, x, y0)
    c21 = multiplyAdd(c21, x, y1)
    x = v128.load(a3)
    c30 = multiplyAdd(c30, x, y0)
    c31 = multiplyAdd(c31, x, y1)
    a0 += 16
    a1 += 16
    a2 += 16
    a3 += 16
    b0 += 16
    b1 += 16
  }
  storePair(c, c00, c01)
  storePair(c + step, c10, c11)
  storePair(c + 2 * step, c20, c21)
  storePair(c + 3 * step, c30, c31)
}

// @ts-ignore: decorator
@inline function single(c: usize, a: usize, b: usize, line: usize): void {
  let sum = f32x4.splat(0)
  for (let at: usize = 0; at < line; at += 16) sum = multiplyAdd(sum, v128.load(a + at), v128.load(b + at))
  store<f32>(c, addLanes(sum))
}

/**
 * c[m × n] += g[m × k] · b[k × n]; n a multiple of 8. Where g's number (i, p) stands is said by `row` and `column`, the
 * steps in floats from one i and from one p to the next: (k, 1) for g as it is, (1, m) for the transpose of g[k × m].
 */
export function addProduct(c: usize, g: usize, b: usize, m: u32, n: u32, k: u32, row: u32, column: u32): void {
  const line: usize = n << 2
  const down: usize = row << 2
  const across: usize = column << 2
  for (let first: u32 = 0; first < k; first += STEPS_AT_ONCE) {
    const steps = min(k - first, STEPS_AT_ONCE)
    const gAt = g + <usize>first * across
    const bAt = b + <usize>first * line
    let i: u32 = 0
    for (; i + 4 <= m; i += 4) {
      const cRow = c + <usize>i * line, gRow = gAt + <usize>i * down
      if (down == 4) {
        for (let j: usize = 0; j < line; j += 32) addTileOfColumn(cRow + j, gRow, bAt + j, steps, line, across)
      } else {
        for (let j: usize = 0; j < line; j += 32) addTile(cRow + j, gRow, bAt + j, steps, line, down, across)
      }
    }
    for (; i < m; i++) {
      for (let j: usize = 0; j < line; j += 32) addStrip(c + <usize>i * line + j, gAt + <usize>i * down, bAt + j, steps, line, across)
    }
  }
}

// @ts-ignore: decorator
@inline function addTile(c: usize, g: usize, b: usize, steps: u32, line: usize, down: usize, across: usize): void {
  const r1 = c + line, r2 = r1 + line, r3 = r2 + line
  let c00 = v128.load(c), c01 = v128.load(c, 16), c10 = v128.load(r1), c11 = v128.load(r1, 16)
  let c20 = v128.load(r2), c21 = v128.load(r2, 16), c30 = v128.load(r3), c31 = v128.load(r3, 16)
  let g0 = g, g1 = g + down, g2 = g1 + down, g3 = g2 + down
  for (let p: u32 = 0; p < steps; p++) {
    const y0 = v128.load(b), y1 = v128.load(b, 16)
    let x = v128.load32_splat(g0)
    c00 = multiplyAdd(c00, x, y0)
    c01 = multiplyAdd(c01, x, y1)
    x = v128.load32_splat(g1)
    c10 = multiplyAdd(c10, x, y0)
    c11 = multiplyAdd(c11, x, y1)
    x = v128.load32_splat(g2)
    c20 = multiplyAdd(c20, x, y0)
    c21 = multiplyAdd(c21, x, y1)
    x = v128.load32_splat(g3)
    c30 = multiplyAdd(c30, x, y0)
    c31 = multiplyAdd(c31, x, y1)
    g0 += across
    g1 += across
    g2 += across
    g3 += across
    b += line
  }
  v128.store(c, c00)
  v128.store(c, c01, 16)
  v128.store(r1, c10)
  v128.store(r1, c11, 16)
  v128.store(r2, c20)
  v128.store(r2, c21, 16)
  v128.store(r3, c30)
  v128.store(r3, c31, 16)
}

/** The same where the four numbers of g stand side by side: one load for them, in another order of memory. */
// @ts-ignore: decorator
@inline function addTileOfColumn(c: usize, g: usize, b: usize, steps: u32, line: usize, across: usize): void {
  const r1 = c + line, r2 = r1 + line, r3 = r2 + line
  let c00 = v128.load(c), c01 = v128.load(c, 16), c10 = v128.load(r1), c11 = v128.load(r1, 16)
  let c20 = v128.load(r2), c21 = v128.load(r2, 16), c30 = v128.load(r3), c31 = v128.load(r3, 16)
  for (let p: u32 = 0; p < steps; p++) {
    const y0 = v128.load(b), y1 = v128.load(b, 16)
    const four = v128.load(g)
    let x = v128.shuffle<f32>(four, four, 0, 0, 0, 0)
    c00 = multiplyAdd(c00, x, y0)
    c01 = multiplyAdd(c01, x, y1)
    x = v128.shuffle<f32>(four, four, 1, 1, 1, 1)
    c10 = multiplyAdd(c10, x, y0)
    c11 = multiplyAdd(c11, x, y1)
    x = v128.shuffle<f32>(four, four, 2, 2, 2, 2)
    c20 = multiplyAdd(c20, x, y0)
    c21 = multiplyAdd(c21, x, y1)
    x = v128.shuffle<f32>(four, four, 3, 3, 3, 3)
    c30 = multiplyAdd(c30, x, y0)
    c31 = multiplyAdd(c31, x, y1)
    g += across
    b += line
  }
  v128.store(c, c00)
  v128.store(c, c01, 16)
  v128.store(r1, c10)
  v128.store(r1, c11, 16)
  v128.store(r2, c20)
  v128.store(r2, c21, 16)
  v128.store(r3, c30)
  v128.store(r3, c31, 16)
}

// @ts-ignore: decorator
@inline function addStrip(c: usize, g: usize, b: usize, steps: u32, line: usize, across: usize): void {
  let c0 = v128.load(c), c1 = v128.load(c, 16)
  for (let p: u32 = 0; p < steps; p++) {
    const x = v128.load32_splat(g)
    c0 = multiplyAdd(c0, x, v128.load(b))
    c1 = multiplyAdd(c1, x, v128.load(b, 16))
    g += across
    b += line
  }
  v128.store(c, c0)
  v128.store(c, c1, 16)
}
