import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildSegment } from './index-builder.ts'
import { IndexDamaged } from './index-damaged.ts'
import { decodeSections, encodeSections } from './sections.ts'
import { fromSections, toSections } from './segment-sections.ts'

const checksum = (bytes: Uint8Array): number => crc32(bytes)
const segment = buildSegment([
  { id: 'a', title: 'rho tau', abstract: 'phi mu chi', authors: ['nu'], day: 3, facets: ['code:yes'], votes: 1 },
  { id: 'b', title: 'tau', abstract: 'mu mu tau', authors: [], day: 4, facets: [], votes: 0 },
])
const file = Uint8Array.from(Buffer.concat(encodeSections(toSections(segment), checksum)))

function read(bytes: Uint8Array): unknown {
  try {
    return toSections(fromSections(decodeSections(bytes, checksum)))
  } catch (thrown) {
    return thrown
  }
}

describe('the bytes of a segment', () => {
  test('give the same sections again', () => {
    expect(read(file)).toEqual(toSections(segment))
  })

  test('with any bit flipped are refused, unless it is padding that nobody reads', () => {
    const padding = new Set<number>()
    for (let at = 0; at < file.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = file.slice()
        flipped[at]! ^= 1 << bit

        const result = read(flipped)

        if (result instanceof IndexDamaged) continue
        expect(result).toEqual(toSections(segment))
        padding.add(at)
      }
    }
    for (const at of padding) expect(file[at]).toBe(0)
    expect(padding.size).toBeLessThan(21 * 8)
  })

  test('cut short anywhere are refused', () => {
    for (let length = 0; length < file.length; length++) {
      const result = read(file.slice(0, length))

      expect(result).toBeInstanceOf(IndexDamaged)
    }
  })

  test('with anything behind them are refused', () => {
    const longer = Uint8Array.from([...file, 0])

    expect(read(longer)).toMatchObject({ name: 'IndexDamaged', section: 'file' })
  })

  test('that are no index at all are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(read(bytes)).toBeInstanceOf(IndexDamaged)
      }),
    )
  })

  test('tell which section is damaged', () => {
    const damaged = file.slice()
    damaged[damaged.length - 16]! ^= 1

    const result = read(damaged)

    expect(result).toMatchObject({ name: 'IndexDamaged', section: 'forward' })
  })

  test('are refused when a section is that of another segment', () => {
    const other = buildSegment([{ id: 'c', title: '', abstract: '', authors: [], day: 1, facets: [], votes: 0 }])
    for (const [name, bytes] of toSections(other)) {
      const mixed = new Map(toSections(segment)).set(name, bytes)
      if (name === 'parameters' || Buffer.compare(bytes, toSections(segment).get(name)!) === 0) continue

      const isRefused = (() => {
        try {
          fromSections(mixed)
          return false
        } catch (thrown) {
          return thrown instanceof IndexDamaged
        }
      })()

      expect({ name, isRefused }).toEqual({ name, isRefused: !['forward', 'id-slots', 'forward-terms'].includes(name) })
    }
  })
})
