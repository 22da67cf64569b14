import { expect, it } from 'vitest'
import { shareInTurn } from './share-in-turn.ts'

it('asks once for all who ask in a turn, and again in the next', async () => {
  let asked = 0
  const ask = shareInTurn(() => Promise.resolve(++asked))

  const together = await Promise.all([ask(), ask(), ask()])
  await new Promise(setImmediate)
  const later = await ask()

  expect(together).toEqual([1, 1, 1])
  expect(later).toBe(2)
})

it('tells all of a turn that asking failed, and asks again in the next', async () => {
  const answers = [Promise.reject(new Error('gone')), Promise.resolve('back')]
  const ask = shareInTurn(() => answers.shift() ?? Promise.resolve('more'))

  const together = await Promise.allSettled([ask(), ask()])
  await new Promise(setImmediate)

  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(ask()).resolves.toBe('back')
})
