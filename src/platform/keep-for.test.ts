import { describe, expect, test } from 'vitest'
import { keepFor } from './keep-for.ts'

/** A clock and something to read: `reads` counts, and the value is the number of the read. */
function setUp() {
  const state = { now: 10_000, reads: 0, isBroken: false }
  const read = (): Promise<number> => {
    state.reads++
    return state.isBroken ? Promise.reject(new Error('gone')) : Promise.resolve(state.reads)
  }
  return { state, find: keepFor(1000, () => state.now, read) }
}

describe('what is kept for a second', () => {
  test('is read once by all who ask within it, and again after it', async () => {
    const { state, find } = setUp()

    const first = await Promise.all([find(), find()])
    state.now += 999
    const second = await find()
    state.now += 1
    const third = await find()

    expect([first, second, third]).toEqual([[1, 1], 1, 2])
  })

  test('is read again where it could not be read', async () => {
    const { state, find } = setUp()
    state.isBroken = true
    await expect(find()).rejects.toThrow('gone')
    state.isBroken = false

    await expect(find()).resolves.toBe(2)
  })

  test('is not kept for hours where the clock is put back', async () => {
    const { state, find } = setUp()
    await find()
    state.now -= 3_600_000

    await expect(find()).resolves.toBe(2)
  })
})
