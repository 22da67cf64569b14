import { describe, expect, test } from 'vitest'
import { askWith, hostOf, toTrouble } from '../../../test/support/ask-wire.ts'
import { createManualTimer } from '../../../test/support/manual-timer.ts'
import { startWireServer } from '../../../test/support/wire-server.ts'
import { startTimeLimits } from './time-limits.ts'

const ask = askWith()

describe('time is limited', () => {
  test('an answer that never begins', async () => {
    const timer = createManualTimer()
    const server = await startWireServer(() => timer.ring(90_000))

    const told = await toTrouble(askWith({ timer: timer.pause })({ url: server.url, timeoutMs: 90_000 }))

    expect(told).toEqual({ trouble: 'silent', message: `${hostOf(server)} did not answer within 90 s.` })
    expect(timer.waiting()).toEqual([])
  })

  test('one that never begins though there is much time for the whole', async () => {
    const timer = createManualTimer()
    const server = await startWireServer(() => timer.ring(120_000))

    const told = await toTrouble(askWith({ timer: timer.pause })({ url: server.url, timeoutMs: 600_000 }))

    expect(told).toMatchObject({ trouble: 'silent', message: `${hostOf(server)} did not answer within 120 s.` })
  })

  test('one that comes by single bytes, and would in an hour', async () => {
    const timer = createManualTimer()
    const server = await startWireServer((_, response) => {
      response.writeHead(200)
      // A byte whenever the last was taken, and half a minute after every 700: fewer than 1,024 in that time.
      let sent = 0
      const trickle = (): void => {
        response.write('x', () => {
          if (++sent === 700) timer.ring(30_000)
          else if (!response.destroyed) setImmediate(trickle)
        })
      }
      trickle()
    })

    const told = await toTrouble(askWith({ timer: timer.pause })({ url: server.url }))

    expect(told).toEqual({ trouble: 'silent', message: `${hostOf(server)} sent next to nothing for 30 s.` })
    expect(timer.waiting()).toEqual([])
  })

  test('one that comes steadily and never ends', async () => {
    const timer = createManualTimer()
    const server = await startWireServer((_, response) => {
      response.writeHead(200)
      const trickle = (): void => {
        response.write('x'.repeat(4096), () => {
          if (timer.waiting().includes(30_000)) timer.ring(60_000)
          if (!response.destroyed) setImmediate(trickle)
        })
      }
      trickle()
    })

    const told = await toTrouble(askWith({ timer: timer.pause })({ url: server.url, mostBytes: 1e9 }))

    expect(told).toEqual({ trouble: 'silent', message: `${hostOf(server)} did not end its answer within 60 s.` })
  })

  test('who asked may end it at any time, and hears the own reason', async () => {
    const enough = new Error('enough')
    const ending = new AbortController()
    const server = await startWireServer((_, response) => {
      response.writeHead(200).write('half', () => ending.abort(enough))
    })

    const reason = await ask({ url: server.url }, ending.signal).catch((error: unknown) => error)

    expect(reason).toBe(enough)
  })
})

describe('the watch over a body', () => {
  const LIMITS = { totalMs: 600_000, headMs: 120_000, trickleMs: 30_000, trickleBytes: 1024 }

  test('is content as long as enough comes in each of its times, and not with what came before', async () => {
    const timer = createManualTimer()
    const limits = startTimeLimits(LIMITS, timer.pause, new AbortController().signal)
    limits.begin()

    const told: unknown[] = []
    for (const parts of [[1024], [512, 512], [5000], [1023]]) {
      for (const bytes of parts) limits.count(bytes)
      timer.ring(30_000)
      await new Promise((resolve) => void setImmediate(resolve))
      told.push(limits.reached())
    }

    expect(told).toEqual([undefined, undefined, undefined, 'sent next to nothing for 30 s'])
    expect(limits.signal.aborted).toBe(true)
  })

  test('the time until an answer begins is over when it has begun', async () => {
    const timer = createManualTimer()
    const limits = startTimeLimits(LIMITS, timer.pause, new AbortController().signal)

    limits.begin()
    timer.ring(120_000)
    await new Promise((resolve) => void setImmediate(resolve))

    expect(limits.reached()).toBeUndefined()
  })
})
