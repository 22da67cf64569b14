import { describe, expect, test } from 'vitest'
import { measureRun, measureTopics } from './measure-run.ts'
import { recall } from './recall.ts'
import { reciprocalRank } from './reciprocal-rank.ts'
import type { Run } from './run.ts'

function rank(...ids: string[]) {
  return ids.map((id, index) => ({ id, score: ids.length - index }))
}

describe('reciprocalRank', () => {
  test.each([
    [['a', 'x'], 1],
    [['x', 'y', 'a', 'b'], 1 / 3],
    [['x', 'y', 'z', 'w', 'a'], 0], // behind the cutoff
    [[], 0],
  ])('of %j is %d', (ranking, expected) => {
    const judgements = new Map([
      ['a', 2],
      ['b', 1],
      ['x', 0],
    ])

    expect(reciprocalRank(ranking, judgements, 4)).toBe(expected)
  })
})

describe('recall', () => {
  test('counts relevant documents within the cutoff against all there are', () => {
    const judgements = new Map([
      ['a', 1],
      ['b', 3],
      ['c', 1],
      ['d', 0],
    ])

    expect(recall(['a', 'd', 'b', 'c'], judgements, 3)).toBeCloseTo(2 / 3, 12)
  })

  test('is undefined where nothing is relevant', () => {
    expect(recall(['a'], new Map(), 3)).toBeUndefined()
  })
})

describe('measureRun', () => {
  const qrels = new Map([
    ['1', new Map([['a', 1]])],
    ['2', new Map([['b', 1]])],
    ['3', new Map([['c', 0]])],
  ])

  test('takes the mean over topics that have an answer, those the run leaves out among them', () => {
    const run: Run = new Map([
      ['1', rank('a', 'b')],
      ['3', rank('c')],
    ])

    const measures = measureRun(qrels, run)

    expect(measureTopics(qrels, run, 'ndcg@10')).toEqual([1, 0])
    expect(measures['ndcg@10'].mean).toBe(0.5)
    expect(measures['mrr@10'].mean).toBe(0.5)
    expect(measures['recall@100'].mean).toBe(0.5)
  })
})
