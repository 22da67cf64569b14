import { expect, test } from 'vitest'
import { groupCalls } from './group-calls.ts'

test('what is asked in one turn is done in one call, and what comes meanwhile in the next', async () => {
  const calls: number[][] = []
  const first = Promise.withResolvers<void>()
  const double = groupCalls(async (items: readonly number[]) => {
    calls.push([...items])
    if (calls.length === 1) await first.promise
    return items.map((item) => item * 2)
  }, 3)

  const begun = [1, 2].map(double)
  await new Promise(setImmediate)
  const later = [3, 4, 5, 6].map(double)
  first.resolve()

  expect(await Promise.all([...begun, ...later])).toEqual([2, 4, 6, 8, 10, 12])
  expect(calls).toEqual([[1, 2], [3, 4, 5], [6]])
})

test('a call that fails fails for those in it alone', async () => {
  const refuseOdd = groupCalls(async (items: readonly number[]) => {
    await Promise.resolve()
    if (items.includes(1)) throw new Error('odd')
    return items
  }, 1)

  const settled = await Promise.allSettled([refuseOdd(1), refuseOdd(2)])

  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})
