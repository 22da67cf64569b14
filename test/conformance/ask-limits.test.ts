import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AskLimits } from '../../src/services/subscriptions/limits.ts'
import { pruneSubscriptions } from '../../src/services/subscriptions/prune-subscriptions.ts'
import { takeAllowance } from '../../src/store/allowances.ts'
import type { Db } from '../../src/store/db.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { someSubscribers, type Subscribers } from '../support/subscribers.ts'

const HOUR_MS = 3_600_000
const LIMITS: AskLimits = {
  ...{ mailboxDaily: 3, networkHourly: 4, networkDaily: 6, wideHourly: 7, wideDaily: 10 },
  ...{ overallHourly: 9, newcomersHourly: 2 },
}

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
      told.push(await askFor(name, `192.0.${place}.1`))
    }
    await subscribers.deliver()

    expect(subscribers.mails.map(({ to }) => to).sort()).toEqual(['ann+papers', 'ann', 'ANN'].map(toWritten))
    // Who asks for the fourth is told what who asks for the first is told.
    expect(told).toHaveLength(5)
    expect(told[4]).toMatchObject({ address: 'ann@example.org' })
  })

  /** The first spelling of an address is the one that is kept. */
  const toWritten = (name: string) => (name === 'ANN' ? 'ann@example.org' : `${name}@example.org`)

  test('the day after, a mailbox gets mails again', async () => {
    for (let times = 0; times < 4; times++) await askFor('ann', `192.0.${times}.1`)
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

    expect(subscribers.mails).toHaveLength(3)
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
    for (let number = 1; number <= 9; number++) await askFor(`a${number}`, `192.0.${number}.1`)

    await expect(askFor('late', '192.0.10.1')).rejects.toMatchObject({ code: 'rate_limited' })

    const taken = await db.selectFrom('allowance').select('key').where('key', 'like', '%192.0.10%').execute()
    expect(taken).toEqual([])
    subscribers.time.now += HOUR_MS
    await askFor('late', '192.0.10.1')
  })

  test('of the nine, two are left to networks that have not asked on this day', async () => {
    for (let number = 1; number <= 7; number++) await askFor(`a${number}`, `192.0.${number % 3}.1`)

    await expect(askFor('more', '192.0.1.2')).rejects.toMatchObject({ code: 'rate_limited' })

    await askFor('first', '192.0.8.1')
    await askFor('second', '192.0.9.1')
    await expect(askFor('third', '192.0.10.1')).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('networks that one customer may have together have seven an hour and ten a day', async () => {
    for (let number = 1; number <= 7; number++) await askFor(`a${number}`, `2001:db8:1:${number}`)

    await expect(askFor('a8', '2001:db8:1:8')).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(subscribers.sendLinkAgain('a1@example.org', '2001:db8:1:9')).rejects.toMatchObject({
      code: 'rate_limited',
    })

    await askFor('other', '2001:db8:2:8')
    subscribers.time.now += HOUR_MS
    for (let number = 8; number <= 10; number++) await askFor(`a${number}`, `2001:db8:1:${number}`)
    await expect(askFor('a11', '2001:db8:1:11')).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('whoever asks for everything together, readers are sent their link', async () => {
    await subscribers.join('ann@example.org')
    for (let number = 2; number <= 9; number++) await askFor(`a${number}`, `192.0.${number}.1`)
    await subscribers.deliver()
    subscribers.mails.length = 0
    subscribers.time.now += 1

    await expect(askFor('late', '198.51.100.1')).rejects.toMatchObject({ code: 'rate_limited' })
    await subscribers.sendLinkAgain('ann@example.org', '198.51.100.1')
    await subscribers.deliver()

    expect(subscribers.mails).toMatchObject([{ kind: 'link', to: 'ann@example.org' }])
  })

  test('a link to who is known takes as many writes as one to nobody', async () => {
    await subscribers.join('ann@example.org')
    const count = async (name: string) => {
      const rows = async () => {
        const [asked, taken] = [db.selectFrom('confirmation'), db.selectFrom('allowance')]
        const counts = (await taken.select('count').execute()).reduce((sum, { count }) => sum + count, 0)
        return counts + (await asked.select('token_hash').execute()).length
      }
      subscribers.time.now += 1
      const before = await rows()
      await subscribers.sendLinkAgain(`${name}@example.org`, '198.51.100.1')
      return (await rows()) - before
    }

    expect(await count('nobody')).toBe(await count('ann'))
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
