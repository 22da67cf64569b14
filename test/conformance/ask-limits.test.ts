import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AskLimits } from '../../src/services/subscriptions/limits.ts'
import { pruneSubscriptions } from '../../src/services/subscriptions/prune-subscriptions.ts'
import { takeAllowance } from '../../src/store/allowances.ts'
import type { Db } from '../../src/store/db.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { someSubscribers, type Subscribers } from '../support/subscribers.ts'

const HOUR_MS = 3_600_000
const LIMITS: AskLimits = { mailboxDaily: 3, networkHourly: 4, networkDaily: 6, overallHourly: 9 }

describe.each(dialects)('limits of asking on $dialect', (where) => {
  let db: Db
  let subscribers: Subscribers
  beforeEach(async () => {
    db = await freshDatabase(where)
    subscribers = someSubscribers(db, { limits: LIMITS })
  })
  afterEach(() => db.destroy())

  const askFor = (name: string, network: string) => subscribers.ask(`${name}@example.org`, {}, network)

  test('a mailbox gets three mails a day, whoever asks and however its address is written', async () => {
    const spellings = ['ann', 'ANN', 'ann+papers', 'Ann+more', 'ann']

    const told: unknown[] = []
    for (const [place, name] of spellings.entries()) {
      subscribers.time.now += 1
      told.push(await askFor(name, `192.0.2.${place}`))
    }
    await subscribers.deliver()

    expect(subscribers.mails.map(({ to }) => to)).toEqual(['ann', 'ANN', 'ann+papers'].map(toWritten))
    // Who asks for the fourth is told what who asks for the first is told.
    expect(told).toHaveLength(5)
    expect(told[4]).toMatchObject({ address: 'ann@example.org' })
  })

  /** The first spelling of an address is the one that is kept. */
  const toWritten = (name: string) => (name === 'ANN' ? 'ann@example.org' : `${name}@example.org`)

  test('the day after, a mailbox gets mails again', async () => {
    for (let times = 0; times < 4; times++) await askFor('ann', `192.0.2.${times}`)
    subscribers.time.now += 24 * HOUR_MS

    await askFor('ann', '192.0.2.9')
    await subscribers.deliver()

    // Within one millisecond the three of the first day are one question.
    expect(subscribers.mails).toHaveLength(2)
  })

  test('private links count as mails do', async () => {
    await subscribers.join('ann@example.org')
    subscribers.mails.length = 0

    for (let times = 0; times < 4; times++) {
      subscribers.time.now += 1
      await subscribers.sendLinkAgain('ann@example.org', `192.0.2.${times}`)
    }
    await subscribers.deliver()

    expect(subscribers.mails).toHaveLength(2)
  })

  test('a network has four an hour, for whatever addresses, and six a day; others have theirs', async () => {
    for (let number = 1; number <= 4; number++) await askFor(`a${number}`, '2001:db8:1:2')

    await expect(askFor('a5', '2001:db8:1:2')).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(subscribers.sendLinkAgain('a1@example.org', '2001:db8:1:2')).rejects.toMatchObject({
      code: 'rate_limited',
    })
    await askFor('b1', '2001:db8:1:3')
    subscribers.time.now += HOUR_MS
    for (let number = 5; number <= 6; number++) await askFor(`a${number}`, '2001:db8:1:2')
    await expect(askFor('a7', '2001:db8:1:2')).rejects.toMatchObject({ code: 'rate_limited' })

    const kept = await db.selectFrom('recipient').select('address').orderBy('address').execute()
    expect(kept.map(({ address }) => address.split('@')[0])).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'b1'])
  })

  test('everybody together has nine an hour, and who is refused loses nothing of their own', async () => {
    for (let number = 1; number <= 9; number++) await askFor(`a${number}`, `192.0.2.${number}`)

    await expect(askFor('late', '192.0.2.10')).rejects.toMatchObject({ code: 'rate_limited' })

    const taken = await db.selectFrom('allowance').select('key').where('key', 'like', 'network 192.0.2.10 %').execute()
    expect(taken).toEqual([])
    subscribers.time.now += HOUR_MS
    await askFor('late', '192.0.2.10')
  })

  test('hold after a restart, and for several servers together', async () => {
    const other = someSubscribers(db, { limits: LIMITS })
    for (let number = 1; number <= 2; number++) await askFor(`a${number}`, '192.0.2.1')
    for (let number = 3; number <= 4; number++) await other.ask(`a${number}@example.org`, {}, '192.0.2.1')

    await expect(askFor('a5', '192.0.2.1')).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(other.ask('a5@example.org', {}, '192.0.2.1')).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('of what is asked for at once no more is given than there is', async () => {
    const allowance = { key: 'k', most: 5, windowMs: HOUR_MS }

    const taken = await Promise.all(Array.from({ length: 20 }, () => takeAllowance(db, allowance, 1)))

    expect(taken.filter(Boolean)).toHaveLength(5)
  })

  test('an allowance of none is none', async () => {
    expect(await takeAllowance(db, { key: 'k', most: 0, windowMs: HOUR_MS }, 1)).toBe(false)
  })

  test('what was counted names no address, and is forgotten once no limit looks at it', async () => {
    await askFor('ann', '192.0.2.1')
    const keys = (await db.selectFrom('allowance').select('key').execute()).map(({ key }) => key)
    await pruneSubscriptions(db, subscribers.time.now + 24 * HOUR_MS)
    const afterDay = await db.selectFrom('allowance').select('key').execute()

    await pruneSubscriptions(db, subscribers.time.now + 72 * HOUR_MS)

    expect(keys.join(' ')).not.toContain('ann')
    expect(afterDay).toHaveLength(keys.length)
    expect(await db.selectFrom('allowance').selectAll().execute()).toEqual([])
  })
})
