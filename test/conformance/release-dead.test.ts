import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { storePace } from '../../src/store/paces.ts'
import { releaseDead } from '../../src/store/release-dead.ts'
import { claimSource } from '../../src/store/source-states.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const NOW = 1_000_000
const [GAP_MS, MOST_MS] = [3000, 180_000]

describe.each(dialects)('releaseDead on $dialect', (where) => {
  let db: Db
  let now = NOW
  beforeEach(async () => {
    db = await freshDatabase(where)
    now = NOW
  })
  afterEach(() => db.destroy())

  /** When a process gets a turn, by waiting alone. */
  async function takeTurn(runner: string): Promise<number> {
    const pause = async (ms: number): Promise<void> => void (now += ms)
    const pace = storePace(db, { clock: () => now, pause, runner })
    await pace.take('arxiv', GAP_MS, MOST_MS, new AbortController().signal)
    return now
  }

  const claim = (runner: string) => claimSource(db, 'arxiv', { runner, now, until: now + 120_000 })

  test('lets others go on where a process died in the middle of a request, after the gap', async () => {
    await claim('here 7')
    await takeTurn('here 7')

    await releaseDead(db, (holder) => holder.startsWith('here 7'), { now, gapMs: GAP_MS })

    expect(await claim('here 8')).toBeDefined()
    expect(await takeTurn('here 8')).toBe(NOW + GAP_MS)
  })

  test('leaves those alone that live', async () => {
    await claim('here 7')
    await takeTurn('here 7')

    await releaseDead(db, (holder) => holder.startsWith('here 9'), { now, gapMs: GAP_MS })

    expect(await claim('here 8')).toBeUndefined()
    expect(await takeTurn('here 8')).toBeGreaterThanOrEqual(NOW + MOST_MS)
  })
})
