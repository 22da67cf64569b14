import { expect, test } from 'vitest'
import type { Composing } from '../services/digests/composing.ts'
import { toMailLanes } from './mail-lanes.ts'

const NOTHING = { sent: 0, failed: 0, unknown: 0, dropped: 0, postponed: 0 }

test('digests are composed batch by batch until nothing is left, and each batch wakes who delivers', async () => {
  const batches = [2, 3].map((count) => ({ composed: Array.from({ length: count }), failed: 0, discarded: 0 }))
  const steps: string[] = []
  const composing = {
    planDue: () => Promise.resolve((steps.push('plan'), 5)),
    composeDue: () => Promise.resolve(batches.shift() ?? { composed: [], failed: 0, discarded: 0 }),
    findNextAt: () => Promise.resolve(9000),
  } as unknown as Composing
  const told: unknown[] = []
  const [compose, deliver, ask] = toMailLanes({
    composing,
    delivering: {
      deliverDue: () => Promise.resolve({ ...NOTHING, sent: 4, failed: 1, underWay: 0, nextAt: 7000 }),
      settle: () => Promise.resolve(NOTHING),
    },
    sendConfirmations: () => Promise.resolve({ sent: 1, postponed: 0, givenUp: 0, nextAt: 5000 }),
    log: (event, facts) => void told.push([event, facts]),
    onComposed: () => void steps.push('composed'),
  })
  const signal = new AbortController().signal

  expect(await compose!.run(signal)).toBe(9000)
  expect(await deliver!.run(signal)).toBe(7000)
  expect(await ask!.run(signal)).toBe(5000)
  expect(steps).toEqual(['plan', 'composed', 'composed'])
  expect(told).toEqual([
    ['digests.composed', { composed: 5, failed: 0, discarded: 0 }],
    ['digests.delivered', { sent: 4, failed: 1, unknown: 0, dropped: 0, postponed: 0 }],
    ['confirmations.sent', { sent: 1, postponed: 0, givenUp: 0 }],
  ])
})

test('what is delivered while some are under way is told of once a minute, and what is left at the end', async () => {
  let underWay = 3
  const told: unknown[] = []
  const [, deliver] = toMailLanes({
    composing: {} as Composing,
    delivering: {
      deliverDue: () => Promise.resolve({ ...NOTHING, sent: 2, underWay }),
      settle: () => Promise.resolve({ ...NOTHING, unknown: 1 }),
    },
    log: (event, facts) => void told.push([event, facts]),
    onComposed: () => undefined,
  })
  const { signal } = new AbortController()

  for (let looks = 0; looks < 61; looks++) await deliver!.run(signal)
  underWay = 0
  await deliver!.run(signal)
  underWay = 3
  await deliver!.run(signal)
  await deliver!.end!()

  expect(told).toEqual([
    ['digests.delivered', { ...NOTHING, sent: 120 }],
    ['digests.delivered', { ...NOTHING, sent: 4 }],
    ['digests.delivered', { ...NOTHING, sent: 2, unknown: 1 }],
  ])
})
