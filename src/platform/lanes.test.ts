import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'

/** Work that ends when its test says so. */
function manualWork() {
  const begun: PromiseWithResolvers<void>[] = []
  const run = (): Promise<void> => {
    const work = Promise.withResolvers<void>()
    begun.push(work)
    return work.promise
  }
  return { begun, run }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('lanes that end are started again beside those at work, and never more than wished', async () => {
  const { begun, run } = manualWork()
  const lanes = createLanes()

  lanes.topUp(3, run)
  lanes.topUp(3, run)
  begun[1]?.resolve()
  await settle()
  const left = lanes.count()
  lanes.topUp(3, run)

  expect([left, lanes.count(), begun.length]).toEqual([2, 3, 4])
})

test('they are idle once all have ended, those too that were started meanwhile', async () => {
  const { begun, run } = manualWork()
  const lanes = createLanes()
  let isIdle = false
  lanes.topUp(1, run)

  const idle = lanes.idle().then(() => void (isIdle = true))
  lanes.topUp(2, run)
  begun[0]?.resolve()
  await settle()
  expect(isIdle).toBe(false)
  begun[1]?.resolve()
  await idle

  expect(lanes.count()).toBe(0)
})

test('one that fails stops no other, and what the first failed with is told once', async () => {
  const { begun, run } = manualWork()
  const lanes = createLanes()
  lanes.topUp(3, run)

  begun[2]?.reject(new Error('no disk'))
  await settle()
  begun[0]?.reject(undefined)
  await settle()
  const failures = [lanes.takeFailure(), lanes.takeFailure()]

  expect(failures).toEqual([{ error: new Error('no disk') }, undefined])
  expect(lanes.count()).toBe(1)
})
