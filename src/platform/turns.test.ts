import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

/** An event loop by hand: how much is scheduled, and a turn of it. */
function aLoop() {
  let scheduled: (() => void)[] = []
  return {
    schedule: (begin: () => void) => scheduled.push(begin),
    async turn(): Promise<void> {
      const due = scheduled
      scheduled = []
      for (const begin of due) begin()
      await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(undefined))))
    },
    isIdle: () => scheduled.length === 0,
  }
}

it('lets one piece of work into each turn, in the order of asking', async () => {
  const loop = aLoop()
  const turns = createTurns(loop.schedule)
  const done: string[] = []
  const work = async (name: string): Promise<void> => {
    for (const piece of [1, 2]) {
      await turns.take()
      done.push(name + piece)
    }
  }
  void Promise.all([work('a'), work('b'), work('c')])

  const seen: string[] = []
  for (let turn = 0; turn < 6; turn++) {
    await loop.turn()
    seen.push(done.join(' '))
  }

  expect(seen).toEqual(['a1', 'a1 b1', 'a1 b1 c1', 'a1 b1 c1 a2', 'a1 b1 c1 a2 b2', 'a1 b1 c1 a2 b2 c2'])
})

it('asks for no turn while nobody waits, and goes on when somebody does again', async () => {
  const loop = aLoop()
  const turns = createTurns(loop.schedule)
  const first = turns.take()
  await loop.turn()
  await first

  const wasIdle = loop.isIdle()
  const second = turns.take()
  await loop.turn()

  await expect(second).resolves.toBeUndefined()
  expect([wasIdle, loop.isIdle()]).toEqual([true, true])
})
