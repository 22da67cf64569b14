import { describe, expect, test } from 'vitest'
import { fromModelBytes, toModelBytes } from './model-bytes.ts'
import { ModelDamaged, type ModelTables } from './model-tables.ts'

function someTables(): ModelTables {
  return {
    dimensions: 16,
    terms: ['graph', 'tree', 'wörd'],
    bucketCount: 2,
    rows: Int8Array.from({ length: 5 * 16 }, (_, i) => (i < 16 ? 127 - 16 * i : (i % 15) - 7)),
    scales: Float32Array.of(0.5, 0.25, 1, 2, 4),
    idf: Uint8Array.of(10, 20, 255),
    unseenWeight: 1.5,
    countPower: 0.5,
    paperCount: 12,
    about: { seed: 3 },
  }
}

describe('a model as bytes', () => {
  test('comes back as it was, rows of eight bits and of four', () => {
    const tables = someTables()

    const { name, wideRows, ...read } = fromModelBytes(toModelBytes(tables, 1))

    expect(read).toEqual(tables)
    expect(wideRows).toBe(1)
    expect(name).toMatch(/^[0-9a-f]{16}$/)
  })

  test('is read from the middle of a larger buffer, as files are', () => {
    const bytes = toModelBytes(someTables(), 1)
    const pool = Buffer.alloc(bytes.length + 7)
    pool.set(bytes, 5)

    const read = fromModelBytes(pool.subarray(5, 5 + bytes.length))

    expect(read.scales).toEqual(someTables().scales)
  })

  test('has another name when one number is another', () => {
    const tables = someTables()
    tables.rows[20] = tables.rows[20]! === 0 ? 1 : 0

    expect(fromModelBytes(toModelBytes(tables, 1)).name).not.toBe(fromModelBytes(toModelBytes(someTables(), 1)).name)
  })

  test('is refused with any one bit turned over', () => {
    const bytes = toModelBytes(someTables(), 1)

    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const damaged = bytes.slice()
      damaged[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => fromModelBytes(damaged), `bit ${bit}`).toThrow(ModelDamaged)
    }
  })

  test('is refused when it is cut off, empty, or something else', () => {
    const bytes = toModelBytes(someTables(), 1)

    for (const length of [0, 3, 15, 16, 40, bytes.length - 1]) {
      expect(() => fromModelBytes(bytes.subarray(0, length)), `${length} bytes`).toThrow(ModelDamaged)
    }
    expect(() => fromModelBytes(new TextEncoder().encode('{"papers": []} and then some'))).toThrow(ModelDamaged)
  })
})
