import { describe, expect, test } from 'vitest'
import { toTrecLines } from './run.ts'

describe('toTrecLines', () => {
  test('writes a line for each document with its rank from 1', () => {
    const run = new Map([
      [
        'q1',
        [
          { id: 'd7', score: 2.5 },
          { id: 'd3', score: 1.25 },
        ],
      ],
    ])

    expect([...toTrecLines(run, 'words')]).toEqual(['q1 Q0 d7 1 2.5 words', 'q1 Q0 d3 2 1.25 words'])
  })

  test('lowers scores that tie or stand out of order, so that an order by score alone is the same', () => {
    const scores = [3, 3, 4, 3, 0, 0, -1]
    const run = new Map([['q', scores.map((score, index) => ({ id: `d${index}`, score }))]])

    const written = [...toTrecLines(run, 't')].map((line) => Math.fround(Number(line.split(' ')[4])))

    expect(written).toHaveLength(scores.length)
    expect(written.every((score, index) => index === 0 || score < written[index - 1]!)).toBe(true)
  })
})
