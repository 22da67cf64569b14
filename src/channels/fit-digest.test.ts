import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { manyPapers } from '../../test/support/channels/a-digest.ts'
import { fitDigest, type Shown } from './fit-digest.ts'

const WEIGHTS = { all: 16, own: 8, text: 4, reason: 2, title: 1 }
const toWeight = ({ papers, detail }: Shown): number => papers.length * WEIGHTS[detail]

describe('fitting a digest into a message', () => {
  test.each([
    [160, 'all', 10, 0],
    [159, 'own', 10, 0],
    [79, 'text', 10, 0],
    [39, 'reason', 10, 0],
    [19, 'title', 10, 0],
    [9, 'title', 9, 1],
    [1, 'title', 1, 9],
    [0, 'title', 0, 10],
  ])('with room for %d it tells %s of %d papers and leaves out %d', (room, detail, count, left) => {
    const shown = fitDigest(
      manyPapers(10),
      (one) => one,
      (one) => toWeight(one) <= room,
    )

    expect([shown.detail, shown.papers.length, shown.left]).toEqual([detail, count, left])
  })

  test('never takes more than there is room for, and never loses a paper', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(500), (count, room) => {
        const shown = fitDigest(
          manyPapers(count),
          (one) => one,
          (one) => toWeight(one) <= room,
        )

        expect(toWeight(shown)).toBeLessThanOrEqual(room)
        expect(shown.papers.length + shown.left).toBe(count)
      }),
    )
  })
})
