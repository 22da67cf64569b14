/**
 * The kernels in plain TypeScript: what they mean, to the bit. Slow, and used by tests and benches only.
 *
 * Floats are rounded after every step; sums are taken in the order written here.
 */
const { fround, imul } = Math

/** c[m × n] = a[m × k] · b[n × k]ᵀ. Four sums, of the numbers at p mod 4, are added pairwise at the end. */
export function productReference(
  a: Float32Array,
  b: Float32Array,
  size: { m: number; n: number; k: number },
): Float32Array {
  const { m, n, k } = size
  const c = new Float32Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const sums = new Float32Array(4)
      for (let p = 0; p < k; p++) sums[p & 3] = fround(sums[p & 3]! + fround(a[i * k + p]! * b[j * k + p]!))
      c[i * n + j] = addFour(sums)
    }
  }
  return c
}

/** c[m × n] += g[m × k] · b[k × n], one product after the other from p = 0; g(i, p) stands at i · row + p · column. */
export function addProductReference(
  c: Float32Array,
  g: Float32Array,
  b: Float32Array,
  size: { m: number; n: number; k: number; row: number; column: number },
): void {
  const { m, n, k, row, column } = size
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const factor = g[i * row + p * column]!
      for (let j = 0; j < n; j++) c[i * n + j] = fround(c[i * n + j]! + fround(factor * b[p * n + j]!))
    }
  }
}

/** Rows picked from a table, with their weights; the arrays are parallel. */
export type PickedRows = { indexes: Uint32Array; weights: Float32Array }

/** out += Σ weights[t] · table[indexes[t]], in the order of t. */
export function sumRowsReference(
  out: Float32Array,
  table: Float32Array | Int8Array,
  { indexes, weights }: PickedRows,
): void {
  const width = out.length
  indexes.forEach((index, t) => {
    for (let j = 0; j < width; j++) out[j] = fround(out[j]! + fround(weights[t]! * table[index * width + j]!))
  })
}

/** table[indexes[t]] += weights[t] · row, in the order of t. */
export function addToRowsReference(table: Float32Array, { indexes, weights }: PickedRows, row: Float32Array): void {
  const width = row.length
  indexes.forEach((index, t) => {
    const start = index * width
    for (let j = 0; j < width; j++) table[start + j] = fround(table[start + j]! + fround(weights[t]! * row[j]!))
  })
}

/** Products of rows of signed bytes with a query of 16-bit integers; exact. */
export function byteProductsReference(rows: Int8Array, query: Int16Array): Int32Array {
  const width = query.length
  return Int32Array.from({ length: rows.length / width }, (_, i) => {
    let sum = 0
    for (let j = 0; j < width; j++) sum = (sum + imul(rows[i * width + j]!, query[j]!)) | 0
    return sum
  })
}

/** One row in signed bytes, the largest ±127, halves rounded up; and the sum of the squared bytes. */
export function roundReference(row: Float32Array): { bytes: Int8Array; squares: number } {
  const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const scale = fround(127 / largest)
  const hasDirection = scale > 0 && scale < Infinity
  const bytes = Int8Array.from(row, (value) => (hasDirection ? Math.floor(fround(fround(value * scale) + 0.5)) : 0))
  return { bytes, squares: bytes.reduce((sum, byte) => sum + byte * byte, 0) }
}

/** The signs of one row: bit i & 7 of byte i >> 3 is set where number i is above 0; and its norms, in four sums each. */
export function packReference(row: Float32Array): { code: Uint8Array; squares: number; sum: number } {
  const code = new Uint8Array(row.length / 8)
  const squares = new Float32Array(4)
  const sums = new Float32Array(4)
  row.forEach((value, i) => {
    if (value > 0) code[i >> 3]! |= 1 << (i & 7)
    squares[i & 3] = fround(squares[i & 3]! + fround(value * value))
    sums[i & 3] = fround(sums[i & 3]! + Math.abs(value))
  })
  return { code, squares: addFour(squares), sum: addFour(sums) }
}

function addFour(sums: Float32Array): number {
  return fround(fround(sums[0]! + sums[1]!) + fround(sums[2]! + sums[3]!))
}

/** What the scan reads; see CodeScan and DenseQuery for the meaning of each. */
export type ScanInput = {
  codes: Uint8Array
  factors: Float32Array
  tables: Uint8Array
  scale: number
  shift: number
  offset: number
}

/** The estimates of all slots. A code's low four bits pick from the first table of a byte, the high ones from the second. */
export function estimatesReference({ codes, factors, tables, scale, shift, offset }: ScanInput): Float32Array {
  const width = tables.length / 32
  return factors.map((factor, slot) => {
    const place = slot % 16
    const lane = place < 8 ? 2 * place : 2 * place - 15
    let sum = 0
    for (let j = 0; j < width; j++) {
      const byte = codes[(slot - place) * width + j * 16 + lane]!
      sum += tables[j * 32 + (byte & 15)]! + tables[j * 32 + 16 + (byte >> 4)]!
    }
    return fround(fround(offset) + fround(factor * fround(fround(fround(scale) * sum) + fround(shift))))
  })
}
