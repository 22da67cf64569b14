import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listSubwords } from './subwords.ts'

test('a word of three letters has its six stretches of three to five with the marks at its ends', () => {
  // <cat>: <ca cat at> · <cat cat> · <cat>
  const buckets = listSubwords('cat', 1_000_003)

  expect(buckets).toHaveLength(6)
  expect(new Set(buckets).size).toBe(6)
})

test('words that share letters share buckets, at a beginning as at an end', () => {
  const known = new Set(listSubwords('thrombosis', 1 << 20))
  const shared = listSubwords('thrombotic', 1 << 20).filter((bucket) => known.has(bucket))
  const foreign = listSubwords('jupyter', 1 << 20).filter((bucket) => known.has(bucket))

  expect(shared.length).toBeGreaterThan(12)
  expect(foreign).toEqual([])
})

test('every word has at least one bucket, within the range, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 100 }), fc.integer({ min: 1, max: 70_000 }), (word, count) => {
      const buckets = listSubwords(word, count)
      return buckets.length > 0 && buckets.length <= 128 && buckets.every((bucket) => bucket >= 0 && bucket < count)
    }),
    { numRuns: 30 },
  )
})
