import { describe, expect, test } from 'vitest'
import { Contrast, toShare } from './contrast.ts'
import { DEFAULT_PLAN, type TrainingPlan } from './plan.ts'
import { TrainingRandom } from './random.ts'
import { shareKernels } from './shared-kernels.ts'
import { createTrainingMemory, type TrainingState, viewState } from './state.ts'

const SIZES = { dimensions: 16, batchSize: 16, termCount: 32 }

function aPlan(change: Partial<TrainingPlan> = {}): TrainingPlan {
  return { ...DEFAULT_PLAN, ...SIZES, temperature: 0.5, ...change }
}

/** Unit vectors and what they were divided by. */
function aState(): { state: TrainingState; contrasts: (plan: TrainingPlan) => Contrast[] } {
  const memory = createTrainingMemory(SIZES)
  const state = viewState(memory, SIZES)
  const random = new TrainingRandom(7)
  for (let text = 0; text < 32; text++) {
    const vector = Array.from({ length: 16 }, () => random.normal())
    const norm = Math.hypot(...vector)
    state.norms[text] = norm
    state.texts.set(
      vector.map((value) => value / norm),
      text * 16,
    )
  }
  const kernels = shareKernels(memory)
  return { state, contrasts: (plan) => [0, 1].map((thread) => new Contrast(state, kernels, plan, toShare(thread, 16))) }
}

/** All steps, as two threads take them. Returns the loss. */
function differentiate(contrasts: readonly Contrast[]): number {
  const own = contrasts.map((contrast) => contrast.compare())
  const loss = contrasts.reduce((sum, contrast, i) => sum + contrast.differentiate(own[i]!), 0)
  for (const contrast of contrasts) contrast.differentiateOthers()
  for (const contrast of contrasts) contrast.undoNorms()
  return loss
}

/** The loss as it stands in the papers, of vectors that are no unit vectors yet. */
function lossOf(vectors: readonly number[][], temperature: number, isDecoupled: boolean): number {
  const units = vectors.map((vector) => vector.map((value) => value / Math.hypot(...vector)))
  const cosine = (i: number, j: number): number =>
    units[i]!.reduce((sum, value, k) => sum + value * units[16 + j]![k]!, 0)
  let loss = 0
  for (let i = 0; i < 16; i++) {
    const others = [...Array(16).keys()].filter((j) => !isDecoupled || j !== i)
    loss -= 2 * (cosine(i, i) / temperature)
    loss += Math.log(others.reduce((sum, j) => sum + Math.exp(cosine(i, j) / temperature), 0))
    loss += Math.log(others.reduce((sum, j) => sum + Math.exp(cosine(j, i) / temperature), 0))
  }
  return loss / 32
}

describe.each([false, true])('the contrastive loss, decoupled %s', (isDecoupled) => {
  test('is that of the formula, and its gradient that of small differences', () => {
    const { state, contrasts } = aState()
    const vectors = Array.from({ length: 32 }, (_, text) =>
      Array.from(state.texts.subarray(text * 16, text * 16 + 16), (value) => value * state.norms[text]!),
    )

    const loss = differentiate(contrasts(aPlan({ isDecoupled })))

    expect(loss).toBeCloseTo(lossOf(vectors, 0.5, isDecoupled), 4)
    for (const [text, k] of [
      [0, 0],
      [3, 5],
      [9, 15],
      [16, 1],
      [20, 7],
      [31, 15],
    ] as const) {
      const step = 1e-4
      const shifted = (by: number): number[][] =>
        vectors.map((vector, i) => vector.map((value, j) => (i === text && j === k ? value + by : value)))
      const slope = (lossOf(shifted(step), 0.5, isDecoupled) - lossOf(shifted(-step), 0.5, isDecoupled)) / (2 * step)
      expect(state.textGradients[text * 16 + k], `text ${text}, number ${k}`).toBeCloseTo(slope, 4)
    }
  })
})

test('a pair more alike than the margin allows is left out of the gradient', () => {
  const { state, contrasts } = aState()
  // Paper 1's abstract is paper 0's title.
  state.texts.copyWithin(17 * 16, 0, 16)
  differentiate(contrasts(aPlan({ falseMargin: 0 })))

  expect(state.pairs[0 * 16 + 1]).toBe(0)
  expect(state.pairs[0 * 16 + 0]).toBeLessThan(0)
})
