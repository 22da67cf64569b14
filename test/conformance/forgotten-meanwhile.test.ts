import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DeliveryError } from '../../src/domain/delivery-error.ts'
import type { DigestId } from '../../src/domain/digest.ts'
import type { Channel } from '../../src/domain/ports.ts'
import type { RecipientId, SubscriptionId } from '../../src/domain/subscription.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import { markDeliveries } from '../../src/services/digests/mark-deliveries.ts'
import { createOperatingDeliveries } from '../../src/services/digests/operating-deliveries.ts'
import type { Db } from '../../src/store/db.ts'
import { forgetRecipient } from '../../src/store/forget-recipient.ts'
import { aComposer } from '../support/a-composer.ts'
import { aDayPaper, subscribe, WEDNESDAY, WEDNESDAY_SEVEN } from '../support/a-subscriber.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'
import { holdRow, untilWaiting } from '../support/row-locks.ts'
import { deliveringDeps, keepDigests, readDeliveries, someDigests } from '../support/some-deliveries.ts'

const never = new AbortController().signal
const forget = (db: Db, id: string): Promise<boolean> =>
  db.transaction().execute((tx) => forgetRecipient(tx, id as RecipientId))
const listDigests = async (db: Db): Promise<string[]> => {
  const rows = await db.selectFrom('digest').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

describe.each(dialects)('a recipient who is forgotten on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  test('while the digest is composed gets none, and the others get theirs', async () => {
    await importRecords(db, [aDayPaper(0)])
    await subscribe(db, 'ann', { wish: { kind: 'search', query: 'tides' }, sendsEmpty: true })
    await subscribe(db, 'bob')
    const composer = aComposer(db, WEDNESDAY_SEVEN, async () => {
      await forget(db, 'r-ann')
      return []
    })
    await composer.plan()

    const composed = await composer.compose()

    expect(composed).toEqual([`s-bob.${WEDNESDAY}`])
    expect(await listDigests(db)).toEqual([`s-bob.${WEDNESDAY}`])
    expect(composer.logged).not.toContain('digest.uncomposed')
  })

  describe('while the digest is sent', () => {
    const [ann, bob, cat] = someDigests(3).map(({ recipient }) => recipient)
    type Send = (handOver: () => Promise<void>) => Promise<void>
    /** Sends three at once with a channel that does to Ann's as it is told; tells what was sent, and was logged as wrong. */
    async function deliver(send: Send, atOnce: number) {
      await keepDigests(db, someDigests(3))
      const [sent, wrong] = [[] as string[], [] as string[]]
      const channel: Channel = {
        name: 'mail',
        async send({ recipient: { id, address } }, onHandOver) {
          await (id === ann?.id ? send(onHandOver) : onHandOver())
          sent.push(address)
        },
      }
      const log = (event: string, _: unknown, level?: string) => void (level === 'error' && wrong.push(event))
      const { deliverDue } = createDelivering(deliveringDeps(db, { channels: [channel], atOnce, log }))
      return { report: await deliverDue(never), sent: sent.toSorted(), wrong }
    }
    const others = [bob?.address, cat?.address]

    test('before it is handed over gets nothing', async () => {
      const { report, sent, wrong } = await deliver(async (handOver) => {
        await forget(db, ann!.id)
        await handOver()
      }, 3)

      expect(sent).toEqual(others)
      expect(report).toMatchObject({ sent: 2, failed: 0, unknown: 0 })
      expect(wrong).toEqual([])
      expect(await readDeliveries(db)).toHaveLength(2)
    })

    test('after it was handed over leaves nothing behind', async () => {
      const { sent } = await deliver(async (handOver) => {
        await handOver()
        await forget(db, ann!.id)
      }, 3)

      expect(sent).toEqual([ann?.address, ...others])
      expect((await readDeliveries(db)).map(({ state }) => state)).toEqual(['sent', 'sent'])
    })

    test.each([
      ['refused', new DeliveryError('refused', 'No such user.', { isAddressDead: true })],
      ['put off', new DeliveryError('postponed', 'Come back.')],
      ['not known to have arrived', new DeliveryError('unknown', 'It broke.')],
      ['of no channel that answers', new DeliveryError('postponed', 'Away.', { isChannelDown: true })],
    ])('and is %s leaves nothing behind', async (_, error) => {
      const { wrong } = await deliver(async () => {
        await forget(db, ann!.id)
        throw error
      }, 3)

      expect(wrong).toEqual([])
      expect(await readDeliveries(db)).toHaveLength(2)
      expect(await db.selectFrom('recipient').select('id').execute()).toHaveLength(2)
    })

    test('by somebody else who waits behind, stops nobody', async () => {
      const { sent } = await deliver(async (handOver) => {
        await forget(db, bob!.id)
        await handOver()
      }, 1)

      expect(sent).toEqual([ann?.address, cat?.address])
      expect(await readDeliveries(db)).toHaveLength(2)
    })
  })
})

// SQLite has one writer at a time.
const onPostgres = dialects.filter(({ dialect }) => dialect === 'postgres')
describe.runIf(onPostgres.length > 0)('a recipient who is forgotten at the same instant on postgres', () => {
  let db: Db
  beforeEach(async () => {
    db = await freshDatabase({ dialect: 'postgres' })
    await importRecords(db, [aDayPaper(0)])
    // In the order of their ids, in which rows are taken.
    for (const name of ['ann', 'bob']) await subscribe(db, name)
  })
  afterEach(() => db.destroy())
  const bobs = `s-bob.${WEDNESDAY}` as DigestId

  test('as digests are planned is gone, with the digest that was just made', async () => {
    const release = await holdRow(db, 'subscription', 's-bob')
    const planning = aComposer(db, WEDNESDAY_SEVEN).plan()
    await untilWaiting(db, 1)
    const forgetting = forget(db, 'r-ann')
    await untilWaiting(db, 2)

    await release()

    expect(await Promise.all([planning, forgetting])).toEqual([2, true])
    expect(await listDigests(db)).toEqual([bobs])
  })

  test('before digests are planned has none, and the others have theirs', async () => {
    const release = await holdRow(db, 'subscription', 's-ann')
    const forgetting = forget(db, 'r-ann')
    await untilWaiting(db, 1)
    const planning = aComposer(db, WEDNESDAY_SEVEN).plan()
    await untilWaiting(db, 2)

    await release()

    expect(await Promise.all([planning, forgetting])).toEqual([1, true])
    expect(await listDigests(db)).toEqual([bobs])
  })

  test('before a digest is asked for now has none, and whoever asks is told', async () => {
    const { send } = createOperatingDeliveries({ db, clock: () => WEDNESDAY_SEVEN })
    const release = await holdRow(db, 'subscription', 's-ann')
    const forgetting = forget(db, 'r-ann')
    await untilWaiting(db, 1)
    const asking = send('s-ann' as SubscriptionId)
    asking.catch(() => undefined)
    await untilWaiting(db, 2)

    await release()

    expect(await forgetting).toBe(true)
    await expect(asking).rejects.toMatchObject({ code: 'not_found' })
    expect(await listDigests(db)).toEqual([])
  })

  test('as digests are frozen is gone, with all that was just frozen', async () => {
    const composer = aComposer(db, WEDNESDAY_SEVEN)
    await composer.plan()
    const release = await holdRow(db, 'digest', bobs)
    const composing = composer.compose()
    await untilWaiting(db, 1)
    const forgetting = forget(db, 'r-ann')
    await untilWaiting(db, 2)

    await release()

    expect((await composing).toSorted()).toEqual([`s-ann.${WEDNESDAY}`, bobs])
    expect(await forgetting).toBe(true)
    const papers = await db.selectFrom('digest_paper').select('digest_id').execute()
    expect([await listDigests(db), papers]).toEqual([[bobs], [{ digest_id: bobs }]])
    expect((await readDeliveries(db)).map(({ digest_id: id }) => id)).toEqual([bobs])
  })

  test('as two of its messages are marked waits for that, or is waited for: none waits for the other for ever', async () => {
    const composer = aComposer(db, WEDNESDAY_SEVEN)
    await subscribe(db, 'ann', { id: 's-zoe' as SubscriptionId })
    await composer.plan()
    await composer.compose()
    const [first, last] = [`s-ann.${WEDNESDAY}`, `s-zoe.${WEDNESDAY}`] as [DigestId, DigestId]
    await db.updateTable('delivery').set({ state: 'claimed', worker: 'w', claimed_until: WEDNESDAY_SEVEN }).execute()
    const marks = markDeliveries({ db, worker: 'w', clock: () => WEDNESDAY_SEVEN })
    const release = await holdRow(db, 'delivery', first)
    const forgetting = forget(db, 'r-ann')
    await untilWaiting(db, 1)
    const marking = Promise.all([marks.sent(last), marks.handOver(first)])
    await untilWaiting(db, 2)

    await release()

    expect(await Promise.all([forgetting, marking])).toEqual([true, [undefined, false]])
    expect((await readDeliveries(db)).map(({ digest_id: id }) => id)).toEqual([bobs])
  })
})
