import { expect, it } from 'vitest'
import { createPatience } from './patience.ts'

it('is over once a sign has been the same for so long, and begins anew with each other sign', () => {
  let now = 0
  const patience = createPatience(60, () => now)
  const seen = [
    [0, 'a'],
    [59, 'a'],
    [60, 'a'],
    [61, 'b'],
    [120, 'b'],
    [121, 'b'],
  ] as const

  const over = seen.map(([at, sign]) => ((now = at), patience.isOver(sign)))

  expect(over).toEqual([false, false, true, false, false, true])
})

it('is never over while there is nothing to wait for', () => {
  let now = 0
  const patience = createPatience(60, () => now)

  const over = [0, 100, 200].map((at) => ((now = at), patience.isOver(undefined)))
  const afterwards = [patience.isOver('a'), ((now = 259), patience.isOver('a')), ((now = 260), patience.isOver('a'))]

  expect([over, afterwards]).toEqual([
    [false, false, false],
    [false, false, true],
  ])
})
