import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitSize, type Lengths } from './fit-size.ts'

const papers: Lengths[] = [
  ['aaaaaa', 'aaa', 'a'],
  ['bbbbbb', 'bbb', 'b'],
  ['cccccc', 'ccc', 'c'],
]

test.each([
  [18, ['aaaaaa', 'bbbbbb', 'cccccc'], 0],
  [17, ['aaaaaa', 'bbbbbb', 'ccc'], 0],
  [12, ['aaaaaa', 'bbb', 'ccc'], 0],
  [9, ['aaa', 'bbb', 'ccc'], 0],
  [8, ['aaa', 'bbb', 'c'], 0],
  [3, ['a', 'b', 'c'], 0],
  [2, ['a', 'b'], 1],
  [0, [], 3],
])('into %i bytes go %j', (room, pieces, left) => {
  expect(fitSize(papers, room)).toEqual({ pieces, left })
})

test('bytes count, not letters', () => {
  expect(fitSize([['ليلى', 'x']], 7).pieces).toEqual(['x'])
  expect(fitSize([['ليلى', 'x']], 8).pieces).toEqual(['ليلى'])
})

test('all together never take more than there is room for, and nothing is shortened in vain', () => {
  const lengths = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)).map((sizes) => {
    return sizes.toSorted((a, b) => b - a).map((size) => 'x'.repeat(size)) as unknown as Lengths
  })
  fc.assert(
    fc.property(fc.array(lengths, { maxLength: 12 }), fc.nat(600), (all, room) => {
      const { pieces, left } = fitSize(all, room)

      const total = pieces.join('').length
      expect(total).toBeLessThanOrEqual(room)
      expect(pieces.length + left).toBe(all.length)
      const whole = all.map(([longest]) => longest)
      if (whole.join('').length <= room) expect(pieces).toEqual(whole)
      if (left > 0) expect(total + (all[pieces.length]?.at(-1)?.length ?? 0)).toBeGreaterThan(room)
    }),
  )
})
