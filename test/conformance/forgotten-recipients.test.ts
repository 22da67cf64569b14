import { describe, expect, onTestFinished, test } from 'vitest'
import { parseChannelAddress } from '../../src/channels/list-channels.ts'
import { writeFeedback } from '../../src/store/digest-feedback.ts'
import type { Db } from '../../src/store/db.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import { createOperating } from '../../src/services/subscriptions/operating.ts'
import { suppressRecipient } from '../../src/store/recipients.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { aDigest, putDigest } from '../support/past-digests.ts'
import { SECRET, someSubscribers } from '../support/subscribers.ts'

const TABLES = [
  ...(['recipient', 'subscription', 'confirmation', 'digest', 'digest_paper', 'digest_feedback', 'delivery'] as const),
]
const ONE_OF_EACH = Object.fromEntries(TABLES.map((table) => [table, 1]))

async function countRows(db: Db): Promise<Record<string, number>> {
  const counts = TABLES.map(async (table) => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    return [table, Number(row.rows)] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

describe.each(dialects)('a recipient who wants to be forgotten, on $dialect', (where) => {
  /** Ann and Bob, who have one of everything each. */
  const open = async () => {
    const db = await freshDatabase(where)
    onTestFinished(() => db.destroy())
    const subscribers = someSubscribers(db)
    const join = async (address: string) => {
      const joined = await subscribers.join(address)
      await putDigest(db, aDigest(joined.subscription.id, '2026-11-19'))
      const feedback = { paperId: '2611.00001' as PaperId, kind: 'less', at: 5 } as const
      await writeFeedback(db, joined.subscription.id, feedback)
      return joined
    }
    return { db, subscribers, ann: await join('ann@example.org'), bob: await join('bob@example.org') }
  }
  const operate = (db: Db) => createOperating({ db, clock: () => 0, secret: SECRET, parseAddress: parseChannelAddress })

  test('leaves nothing behind, and nobody else is touched', async () => {
    const { db, subscribers, ann, bob } = await open()

    const isAllGone = await subscribers.forget(ann.recipient.secret)

    expect(isAllGone).toBe(true)
    expect(await countRows(db)).toEqual(ONE_OF_EACH)
    expect(await subscribers.findInbox(ann.recipient.secret)).toBeUndefined()
    expect(await subscribers.findInbox(bob.recipient.secret)).toMatchObject({ recipient: bob.recipient })
    await expect(subscribers.forget(ann.recipient.secret)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('may subscribe again, as somebody new', async () => {
    const { subscribers, ann } = await open()
    await subscribers.forget(ann.recipient.secret)

    const again = await subscribers.join('ann@example.org')

    expect(again.recipient.id).not.toBe(ann.recipient.id)
  })

  test('is forgotten by the operator too, by an address however it is written', async () => {
    const { db } = await open()

    const isAllGone = await operate(db).forget('mail', ' Ann@Example.ORG ')

    expect(isAllGone).toBe(true)
    expect(await countRows(db)).toEqual(ONE_OF_EACH)
    await expect(operate(db).forget('mail', 'ann@example.org')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('keeps an address to which nothing may be sent, and nothing else', async () => {
    const { db, subscribers, ann } = await open()
    await suppressRecipient(db, ann.recipient.id, 'A complaint came.', 7)

    const isAllGone = await subscribers.forget(ann.recipient.secret)

    expect(isAllGone).toBe(false)
    expect(await countRows(db)).toEqual({ ...ONE_OF_EACH, recipient: 2 })
    expect(await subscribers.findInbox(ann.recipient.secret)).toMatchObject({
      ...{ recipient: { suppressed: { reason: 'A complaint came.' } }, subscriptions: [], digests: [] },
    })
  })
})
