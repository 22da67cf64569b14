import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countRequests } from './request-windows.ts'

/** A counter of 3 requests in 10 seconds, with a clock that stands where it is put. */
function setUp(mostClients = 100) {
  const clock = { now: 1_000_000 }
  const count = countRequests({ quota: 3, windowSeconds: 10, mostClients }, () => clock.now)
  return { clock, count }
}

describe('countRequests', () => {
  test('gives everything back when the window from the first request ends, not before', () => {
    const { clock, count } = setUp()
    count('a')
    clock.now += 9_001
    count('a')

    const before = count('a')
    clock.now += 999
    const after = count('a')

    expect(before).toEqual({ remaining: 0, resetSeconds: 1 })
    expect(after).toEqual({ remaining: 2, resetSeconds: 10 })
  })

  test('goes below nothing for who goes on, and nobody else', () => {
    const { count } = setUp()

    const [, , , fourth, fifth] = Array.from({ length: 5 }, () => count('a'))
    const other = count('b')

    expect([fourth?.remaining, fifth?.remaining, other.remaining]).toEqual([-1, -2, 2])
  })

  test('agrees with counting all requests of the window, whoever asks when', () => {
    const asked = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 4000 })), {
      maxLength: 60,
    })

    fc.assert(
      fc.property(asked, (requests) => {
        const { clock, count } = setUp()
        const begun = new Map<string, { at: number; count: number }>()
        for (const [client, waitMs] of requests) {
          clock.now += waitMs
          const known = begun.get(client)
          const window = known && clock.now < known.at + 10_000 ? known : { at: clock.now, count: 0 }
          begun.set(client, { at: window.at, count: window.count + 1 })

          expect(count(client).remaining).toBe(3 - window.count - 1)
        }
      }),
    )
  })

  test('forgets the window that began first when more clients come than it remembers', () => {
    const { count } = setUp(2)
    count('a')
    count('b')
    count('a')

    count('c')

    expect([count('b').remaining, count('a').remaining]).toEqual([1, 2])
  })
})
