import { expect, test } from 'vitest'
import { beginLearning } from './begin.ts'
import type { Learnt } from './state.ts'

function aState(): Learnt {
  return {
    vectors: new Float32Array(3 * 256),
    logWeights: new Float32Array(3),
    vectorSquares: new Float32Array(3),
    weightSquares: new Float32Array(3),
  }
}

test('a common term begins with less weight', () => {
  const learnt = aState()

  beginLearning(learnt, Uint32Array.of(900, 90, 10), 1)

  // The share of the first is 0.9: 0.001 / (0.001 + 0.9); of the last 0.01.
  expect(Math.exp(learnt.logWeights[0]!)).toBeCloseTo(0.00111, 5)
  expect(Math.exp(learnt.logWeights[2]!)).toBeCloseTo(0.0909, 4)
})

test('vectors begin by the seed, with a length of 0.8 or so', () => {
  const [first, again, other] = [aState(), aState(), aState()]

  beginLearning(first, Uint32Array.of(3, 2, 1), 1)
  beginLearning(again, Uint32Array.of(3, 2, 1), 1)
  beginLearning(other, Uint32Array.of(3, 2, 1), 2)

  expect(again.vectors).toEqual(first.vectors)
  expect(other.vectors).not.toEqual(first.vectors)
  // 256 numbers of a spread of 0.05: √256 · 0.05.
  expect(Math.hypot(...first.vectors.subarray(0, 256))).toBeCloseTo(0.8, 0)
})
