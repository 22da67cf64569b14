import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addProductReference,
  addToRowsReference,
  byteProductsReference,
  packReference,
  productReference,
  roundReference,
  sumRowsReference,
} from './kernels-reference.ts'
import { KernelMemory } from './kernels.ts'
import { createRotation, rotate } from './quantise.ts'

const ROOM_BYTES = 1 << 20
const side = fc.integer({ min: 0, max: 19 })
const seed = fc.integer({ min: 1, max: 1 << 30 })

/** Numbers of mixed sizes and signs, so that sums in another order have other bits. */
function fill<T extends Float32Array | Int8Array | Int16Array>(array: T, start: number): T {
  let state = start
  for (let i = 0; i < array.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
    array[i] = array instanceof Float32Array ? (state >> 8) * 2 ** ((state & 15) - 30) : state >> 16
  }
  return array
}

describe('the kernels equal the plain TypeScript, bit for bit:', () => {
  test('a product with a transpose, at every size', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 9 }), seed, (m, n, quarter, start) => {
        const k = quarter * 4
        const memory = new KernelMemory(ROOM_BYTES)
        const a = fill(memory.floats(m * k), start)
        const b = fill(memory.floats(n * k), start + 1)
        const c = memory.floats(m * n).fill(Number.NaN)

        memory.kernels.product(c.byteOffset, a.byteOffset, b.byteOffset, m, n, k)

        expect(c).toEqual(productReference(a, b, { m, n, k }))
      }),
    )
  })

  test('a product of more rows than stay in the cache at once', () => {
    const size = { m: 9, n: 301, k: 64 }
    const memory = new KernelMemory(ROOM_BYTES)
    const a = fill(memory.floats(size.m * size.k), 1)
    const b = fill(memory.floats(size.n * size.k), 2)
    const c = memory.floats(size.m * size.n)

    memory.kernels.product(c.byteOffset, a.byteOffset, b.byteOffset, size.m, size.n, size.k)

    expect(c).toEqual(productReference(a, b, size))
  })

  test('a product that is added, of a matrix or of its transpose', () => {
    const sizes = fc.record({ m: side, n: fc.constantFrom(0, 8, 24), k: fc.integer({ min: 0, max: 40 }) })
    fc.assert(
      fc.property(sizes, fc.boolean(), seed, (size, isTransposed, start) => {
        const { m, n, k } = size
        const steps = isTransposed ? { row: 1, column: m } : { row: k, column: 1 }
        const memory = new KernelMemory(ROOM_BYTES)
        const g = fill(memory.floats(m * k), start)
        const b = fill(memory.floats(k * n), start + 1)
        const c = fill(memory.floats(m * n), start + 2)
        const expected = c.slice()
        addProductReference(expected, g, b, { ...size, ...steps })

        memory.kernels.addProduct(c.byteOffset, g.byteOffset, b.byteOffset, m, n, k, steps.row, steps.column)

        expect(c).toEqual(expected)
      }),
    )
  })

  test('sums of picked rows, of floats and of bytes', () => {
    const picks = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 })
    fc.assert(
      fc.property(picks, fc.constantFrom(16, 64, 80), fc.boolean(), seed, (picked, width, isBytes, start) => {
        const memory = new KernelMemory(ROOM_BYTES)
        const indexes = memory.words(picked.length)
        indexes.set(picked)
        const weights = fill(memory.floats(picked.length), start)
        const bytes = memory.bytes(13 * width)
        const table = fill(
          isBytes ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : memory.floats(13 * width),
          start + 1,
        )
        const out = fill(memory.floats(width), start + 2)
        const expected = out.slice()
        sumRowsReference(expected, table, { indexes, weights })
        const sum = isBytes ? memory.kernels.sumByteRows : memory.kernels.sumRows

        sum(out.byteOffset, table.byteOffset, indexes.byteOffset, weights.byteOffset, picked.length, width)

        expect(out).toEqual(expected)
      }),
    )
  })

  test('additions to picked rows, the same row twice too', () => {
    const picks = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 })
    fc.assert(
      fc.property(picks, seed, (picked, start) => {
        const memory = new KernelMemory(ROOM_BYTES)
        const indexes = memory.words(picked.length)
        indexes.set(picked)
        const weights = fill(memory.floats(picked.length), start)
        const table = fill(memory.floats(6 * 32), start + 1)
        const row = fill(memory.floats(32), start + 2)
        const expected = table.slice()
        addToRowsReference(expected, { indexes, weights }, row)

        const at = [table.byteOffset, indexes.byteOffset, weights.byteOffset]
        memory.kernels.addToRows(...at, picked.length, row.byteOffset, 32)

        expect(table).toEqual(expected)
      }),
    )
  })

  test('rows in signed bytes, also those that hold no number or nothing', () => {
    const oddity = fc.constantFrom(1, 0, Number.NaN, Infinity, 1e-42)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom(64, 192),
        oddity,
        seed,
        (count, width, odd, start) => {
          const memory = new KernelMemory(ROOM_BYTES)
          const rows = fill(memory.floats(count * width), start)
          rows.forEach((value, i) => void (rows[i] = i >= width && i < 2 * width ? value * odd : value))
          const bytes = memory.bytes(count * width).fill(99)
          const squares = memory.integers(count)
          const expected = Array.from({ length: count }, (_, i) =>
            roundReference(rows.subarray(i * width, (i + 1) * width)),
          )

          memory.kernels.roundRows(bytes.byteOffset, squares.byteOffset, rows.byteOffset, count, width)

          expect([...new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)]).toEqual(
            expected.flatMap((row) => [...row.bytes]),
          )
          expect([...squares]).toEqual(expected.map((row) => row.squares))
        },
      ),
    )
  })

  test('turned rows, with one span and with several', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.constantFrom(64, 192, 256, 320), seed, (count, width, start) => {
        const rotation = createRotation(width, start)
        const memory = new KernelMemory(ROOM_BYTES)
        const rows = fill(memory.floats(count * width), start)
        const signs = memory.floats(2 * width)
        signs.set(rotation.signs)
        const spare = memory.floats(width)
        const expected = rows.slice()
        for (let i = 0; i < count; i++) rotate(rotation, expected.subarray(i * width, (i + 1) * width), spare)

        const { span } = rotation
        memory.kernels.turnRows(rows.byteOffset, count, width, span, signs.byteOffset, spare.byteOffset)

        expect(rows).toEqual(expected)
      }),
    )
  })

  test('signs and norms of rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.constantFrom(64, 192), seed, (count, width, start) => {
        const memory = new KernelMemory(ROOM_BYTES)
        const rows = fill(memory.floats(count * width), start)
        const codes = memory.bytes((count * width) / 8)
        const sums = memory.floats(2 * count)

        memory.kernels.packRows(codes.byteOffset, sums.byteOffset, rows.byteOffset, count, width)

        const expected = Array.from({ length: count }, (_, i) =>
          packReference(rows.subarray(i * width, (i + 1) * width)),
        )
        expect([...codes]).toEqual(expected.flatMap(({ code }) => [...code]))
        expect([...sums]).toEqual(expected.flatMap(({ squares, sum }) => [squares, sum]))
      }),
    )
  })

  test('products of bytes with a query, at their extremes too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.constantFrom(64, 1024), seed, (count, width, start) => {
        const memory = new KernelMemory(ROOM_BYTES)
        const bytes = memory.bytes(count * width)
        const rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
        const query = fill(memory.shorts(width), start)
        if (start % 2 === 0) fill(rows, start + 1)
        else rows.fill(-127)
        const out = memory.integers(count)

        memory.kernels.byteProducts(out.byteOffset, rows.byteOffset, count, query.byteOffset, width)

        expect(out).toEqual(byteProductsReference(rows, query))
      }),
    )
  })
})

test('a row in signed bytes is the one worked out by hand', () => {
  const row = Float32Array.of(0.3, -0.4, 0.1, -0.1)

  // 0.3 / 0.4 · 127 = 95.25, 0.1 / 0.4 · 127 = 31.75; 95² + 127² + 2 · 32² = 27202
  expect(roundReference(row)).toEqual({ bytes: Int8Array.of(95, -127, 32, -32), squares: 27_202 })
})

test('the signs and norms of a row are those worked out by hand', () => {
  expect(packReference(Float32Array.of(3, -4, 0, 0, 0, 0, 0, 1))).toEqual({
    code: Uint8Array.of(129),
    squares: 26,
    sum: 8,
  })
})

describe('KernelMemory', () => {
  test('refuses a view for which it has no room', () => {
    const memory = new KernelMemory(100)

    expect(() => memory.floats(20_000)).toThrow(RangeError)
  })
})
