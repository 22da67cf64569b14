import { describe, expect, onTestFinished, test } from 'vitest'
import { parseChannelAddress } from '../../src/channels/list-channels.ts'
import { AppError } from '../../src/domain/error.ts'
import type { AddressedSubscription, SubscriptionId } from '../../src/domain/subscription.ts'
import type { Order } from '../../src/services/subscriptions/check-order.ts'
import { ASK_LIMITS } from '../../src/services/subscriptions/limits.ts'
import { createOperating } from '../../src/services/subscriptions/operating.ts'
import { subscribeRoom } from '../../src/services/subscriptions/subscribing-rooms.ts'
import type { Db } from '../../src/store/db.ts'
import { findRecipient, suppressRecipient } from '../../src/store/recipients.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

/** A Saturday; seven on the next weekday in Oslo is six in UTC on Monday 23 November. */
const NOW = Date.parse('2026-11-21T07:00:00Z')
const MONDAY_AT_SEVEN = Date.parse('2026-11-23T06:00:00Z')
const ORDER: Order = {
  wish: { kind: 'category', code: 'cs.CL' },
  rhythm: { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' },
  size: 10,
  sendsEmpty: false,
}
const TOPIC = { channel: 'ntfy', address: 'https://ntfy.sh/papers', order: ORDER, asks: false } as const

describe.each(dialects)('subscriptions in the hands of the operator, on $dialect', (where) => {
  const open = async (): Promise<Db> => {
    const db = await freshDatabase(where)
    onTestFinished(() => db.destroy())
    return db
  }
  const operate = (db: Db) =>
    createOperating({ db, clock: () => NOW, secret: 'of a test', parseAddress: parseChannelAddress })
  const toBegun = (added: object): AddressedSubscription => added as AddressedSubscription

  test('a room is subscribed at once, and is due at the next time of its rhythm', async () => {
    const db = await open()

    const { recipient, subscription } = toBegun(
      await operate(db).add({ ...TOPIC, address: ' https://ntfy.sh/papers?x=1 ' }),
    )

    expect(recipient).toMatchObject({ channel: 'ntfy', address: 'https://ntfy.sh/papers' })
    expect(subscription).toMatchObject({ state: 'active', nextAt: MONDAY_AT_SEVEN, wish: ORDER.wish })
    expect(subscription.confirmedAt).toBeUndefined()
    expect(await operate(db).get(subscription.id)).toEqual({ recipient, subscription })
  })

  test('several wishes of one room have one recipient; the same wish twice is refused', async () => {
    const db = await open()

    const first = toBegun(await operate(db).add(TOPIC))
    const second = toBegun(await operate(db).add({ ...TOPIC, order: { ...ORDER, wish: { kind: 'trending' } } }))
    const again = operate(db).add(TOPIC)

    expect(second.recipient).toEqual(first.recipient)
    await expect(again).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(first.subscription.id),
    })
  })

  test('a mailbox is subscribed at once, or asked first', async () => {
    const db = await open()

    const begun = toBegun(await operate(db).add({ ...TOPIC, channel: 'mail', address: 'Ann@Example.org' }))
    const asked = await operate(db).add({ ...TOPIC, channel: 'mail', address: 'bo@example.org', asks: true })

    expect(begun).toMatchObject({ recipient: { channel: 'mail' }, subscription: { state: 'active' } })
    expect(asked).toMatchObject({ address: 'bo@example.org' })
    const listed = await operate(db).list({ size: 10 })
    expect(listed.map(({ subscription }) => subscription.state).sort()).toEqual(['active', 'pending'])
  })

  test('a mailbox that waits for an answer begins where the operator vouches for it', async () => {
    const db = await open()
    await operate(db).add({ ...TOPIC, channel: 'mail', address: 'bo@example.org', asks: true })

    const { subscription } = toBegun(await operate(db).add({ ...TOPIC, channel: 'mail', address: 'bo@example.org' }))

    expect(subscription.state).toBe('active')
    expect(await operate(db).list({ size: 10 })).toHaveLength(1)
  })

  test('a wish for what is not known here begins, and is told to be in doubt', async () => {
    const db = await open()
    const add = (wish: Order['wish'], asks = false) =>
      operate(db).add({ channel: 'mail', address: 'bo@example.org', order: { ...ORDER, wish }, asks })

    const organisation = await add({ kind: 'organisation', handle: 'nosuchorg' })
    const asked = await add({ kind: 'author', name: 'Nobody Known' }, true)
    const certain = await add(ORDER.wish)

    expect(organisation).toMatchObject({
      doubt: expect.stringContaining('No paper of nosuchorg has come in here so far') as string,
      subscription: { state: 'active' },
    })
    expect(asked.doubt).toContain('No paper of Nobody Known')
    expect(certain).not.toHaveProperty('doubt')
  })

  test('a place that is not there is refused, and nothing is kept of it', async () => {
    const db = await open()
    const refuseLost = () => Promise.reject(new AppError('invalid', 'There is no folder /srv/none.'))
    const given = { db, clock: () => NOW, secret: 'of a test', parseAddress: parseChannelAddress, refuseLost }

    const lost = createOperating(given).add({ ...TOPIC, channel: 'file', address: '/srv/none/{day}.md' })

    await expect(lost).rejects.toThrow('There is no folder /srv/none.')
    expect(await operate(db).list({ size: 10 })).toEqual([])
  })

  test('a dead room comes to life when it is added again; a suppressed mailbox does not', async () => {
    const db = await open()
    const trending = { ...ORDER, wish: { kind: 'trending' } } as const
    const room = toBegun(await operate(db).add(TOPIC)).recipient
    const mailbox = toBegun(await operate(db).add({ ...TOPIC, channel: 'mail', address: 'ann@example.org' })).recipient
    for (const { id } of [room, mailbox]) await suppressRecipient(db, id, 'It is gone.', NOW)

    await operate(db).add({ ...TOPIC, order: trending })
    const refused = operate(db).add({ ...TOPIC, channel: 'mail', address: 'ann@example.org', order: trending })

    await expect(refused).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('It is gone.') })
    expect((await findRecipient(db, room.id))?.suppressed).toBeUndefined()
  })

  test('two digests never write the same file', async () => {
    const db = await open()
    const trending = { ...ORDER, wish: { kind: 'trending' } } as const
    const file = { ...TOPIC, channel: 'file', address: '/srv/papers-{day}.md' } as const
    const apart = { ...file, address: '/srv/{subscription}-{day}.md' } as const
    await operate(db).add(file)
    await operate(db).add(apart)

    const same = operate(db).add({ ...file, order: trending })

    await expect(same).rejects.toThrow('Put {subscription} into the path.')
    await expect(operate(db).add({ ...apart, order: trending })).resolves.toBeDefined()
  })

  test('pausing, resuming and ending move a subscription, and change nothing the second time', async () => {
    const db = await open()
    const { id } = toBegun(await operate(db).add(TOPIC)).subscription

    const paused = [await operate(db).pause(id), await operate(db).pause(id)]
    const resumed = [await operate(db).resume(id), await operate(db).resume(id)]
    const ended = [await operate(db).end(id), await operate(db).end(id)]

    expect(paused.map(({ state, nextAt }) => [state, nextAt])).toEqual(Array(2).fill(['paused', undefined]))
    expect(resumed.map(({ state, nextAt }) => [state, nextAt])).toEqual(Array(2).fill(['active', MONDAY_AT_SEVEN]))
    expect(ended.map(({ state, endedAt }) => [state, endedAt])).toEqual(Array(2).fill(['ended', NOW]))
    await expect(operate(db).resume(id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(operate(db).pause('none' as SubscriptionId)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('all are listed once, page by page', async () => {
    const db = await open()
    for (let index = 0; index < 5; index++)
      await operate(db).add({ ...TOPIC, address: `https://ntfy.sh/papers-${index}` })

    const pages = []
    for (let after: SubscriptionId | undefined; ;) {
      const page = await operate(db).list({ size: 2, after })
      pages.push(page.map(({ recipient }) => recipient.address))
      after = page.at(-1)?.subscription.id
      if (page.length < 2) break
    }

    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1])
    expect(new Set(pages.flat()).size).toBe(5)
  })

  test('those of one address are found by it, however it is spelt, and those in some states', async () => {
    const db = await open()
    const add = async (address: string, wish: Order['wish'] = ORDER.wish) => {
      const added = await operate(db).add({ channel: 'mail', address, order: { ...ORDER, wish }, asks: false })
      return toBegun(added).subscription.id
    }
    const [bob, other] = [await add('bob@reader.example'), await add('bob@reader.example', { kind: 'trending' })]
    const busy = await add('busy@reader.example')
    await operate(db).end(other)
    const list = async (...only: [Parameters<ReturnType<typeof operate>['list']>[1]]) =>
      (await operate(db).list({ size: 10 }, ...only)).map(({ subscription }) => subscription.id).toSorted()
    const place = { channel: 'mail', address: ' Bob@READER.example' } as const

    expect(await list({ place })).toEqual([bob, other].toSorted())
    expect(await list({ place, states: ['ended'] })).toEqual([other])
    expect(await list({ states: ['active', 'paused'] })).toEqual([bob, busy].toSorted())
    expect(await list({ place: { channel: 'mail', address: 'ann@reader.example' } })).toEqual([])
    await expect(list({ place: { channel: 'mail', address: 'bob' } })).rejects.toMatchObject({ code: 'invalid' })
  })

  describe('by readers themselves', () => {
    const subscribe = (db: Db, allowed: readonly ('ntfy' | 'slack')[]) =>
      subscribeRoom({ db, clock: () => NOW, parseAddress: parseChannelAddress, allowed, limits: ASK_LIMITS })
    const asked = { channel: 'ntfy', address: 'https://ntfy.sh/papers', network: '192.0.2.1', ...ORDER } as const

    test('only what the operator allows is subscribed', async () => {
      const db = await open()

      const forbidden = subscribe(db, ['slack'])(asked)
      await expect(forbidden).rejects.toMatchObject({ code: 'forbidden' })
      await expect(subscribe(db, ['ntfy'])({ ...asked, channel: 'mail' })).rejects.toMatchObject({ code: 'forbidden' })

      expect(await subscribe(db, ['ntfy'])(asked)).toEqual({ nextAt: MONDAY_AT_SEVEN })
      expect(await operate(db).list({ size: 10 })).toHaveLength(1)
    })

    test('a place and a network have their limits', async () => {
      const db = await open()
      const wishes = ['a', 'b', 'c', 'd'].map((query) => ({ kind: 'search', query }) as const)

      const results = []
      for (const wish of wishes) {
        results.push(
          await subscribe(db, ['ntfy'])({ ...asked, wish }).then(
            () => 'begun',
            (error: Error & { code: string }) => error.code,
          ),
        )
      }

      expect(results).toEqual(['begun', 'begun', 'begun', 'rate_limited'])
    })
  })
})
