import { expect, test } from 'vitest'
import { createFewAtOnce } from './few-at-once.ts'

test('work is begun in order while fewer than so many pieces are under way, and its answers are handed on', async () => {
  const fewAtOnce = createFewAtOnce(2)
  const [begun, ends]: [number[], (() => void)[]] = [[], []]
  const work = (number: number) => () => {
    begun.push(number)
    return new Promise<number>((resolve) => ends.push(() => resolve(number)))
  }

  const answers = [1, 2, 3, 4].map((number) => fewAtOnce(work(number)))
  const first = [...begun]
  ends[1]?.()
  await answers[1]
  await new Promise(setImmediate)
  const second = [...begun]
  for (const place of [0, 2, 3]) {
    ends[place]?.()
    await new Promise(setImmediate)
  }

  expect([first, second]).toEqual([
    [1, 2],
    [1, 2, 3],
  ])
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4])
})

test('work that fails makes room as any other, and tells whoever asked for it', async () => {
  const fewAtOnce = createFewAtOnce(1)

  const failed = fewAtOnce(() => Promise.reject(new Error('no')))
  const after = fewAtOnce(() => Promise.resolve('yes'))

  await expect(failed).rejects.toThrow('no')
  await expect(after).resolves.toBe('yes')
})
