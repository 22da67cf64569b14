import { expect, test } from 'vitest'
import { settleAll } from './settle-all.ts'

test('gives what each gave, in their order', async () => {
  expect(await settleAll([Promise.resolve(1), Promise.resolve(2)])).toEqual([1, 2])
  expect(await settleAll([])).toEqual([])
})

test('one that fails is told of once the others have ended', async () => {
  const slow = Promise.withResolvers<string>()
  const ended: string[] = []

  const all = settleAll([Promise.reject(new Error('first')), slow.promise, Promise.reject(new Error('second'))])
  const failed = all.catch((error: unknown) => ended.push((error as Error).message))
  await Promise.resolve()
  ended.push('slow')
  slow.resolve('')
  await failed

  expect(ended).toEqual(['slow', 'first'])
})
