import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DeliveryError } from '../../src/domain/delivery-error.ts'
import { createConfirmationSender } from '../../src/services/subscriptions/send-confirmations.ts'
import type { Db } from '../../src/store/db.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { FRIDAY_NOON, SECRET, someSubscribers, type Subscribers } from '../support/subscribers.ts'

const MINUTE_MS = 60_000

const refuseWith =
  (outcome: 'postponed' | 'refused' | 'unknown', isAddressDead = false) =>
  () => {
    throw new DeliveryError(outcome, 'No such mailbox.', { isAddressDead })
  }

describe.each(dialects)('mailed questions on $dialect', (where) => {
  let db: Db
  let subscribers: Subscribers
  beforeEach(async () => {
    db = await freshDatabase(where)
    subscribers = someSubscribers(db)
  })
  afterEach(() => db.destroy())

  test('go out once each, a few at once, those asked first first', async () => {
    const names = ['cat', 'ann', 'fay', 'bob', 'eve', 'dan', 'gus']
    for (const name of names) {
      await subscribers.ask(`${name}@example.org`)
      subscribers.time.now += 1
    }
    const [begun, answer] = [[] as string[], Promise.withResolvers<void>()]
    const send = createConfirmationSender({
      ...{ db, clock: () => subscribers.time.now, secret: SECRET, baseUrl: 'https://broadsheet.example' },
      sendConfirmation({ recipient: { address } }) {
        begun.push(address.slice(0, 3))
        return answer.promise
      },
      sendLink: () => Promise.resolve(),
    })

    const first = send(new AbortController().signal)
    await expect.poll(() => begun.length).toBe(4)
    const atOnce = begun.toSorted()
    answer.resolve()

    expect(await first).toEqual({ sent: 7, postponed: 0, givenUp: 0 })
    expect(atOnce).toEqual(names.slice(0, 4).toSorted())
    expect(begun.toSorted()).toEqual(names.toSorted())
    expect(await subscribers.deliver()).toEqual({ sent: 0, postponed: 0, givenUp: 0 })
  })

  test.each(['postponed', 'unknown'] as const)(
    'that the server %s go out again after growing pauses, with the same link',
    async (outcome) => {
      await subscribers.ask('ann@example.org')
      const links: string[] = []

      const pauses: number[] = []
      for (let times = 0; times < 4; times++) {
        const { nextAt = 0 } = await subscribers.deliver(refuseWith(outcome))
        pauses.push((nextAt - subscribers.time.now) / MINUTE_MS)
        subscribers.time.now = nextAt
      }
      await subscribers.deliver()
      links.push(...subscribers.mails.map(({ mail }) => mail.link))

      expect(pauses).toEqual([1, 5, 15, 60])
      expect(links).toHaveLength(1)
      expect(await subscribers.confirm(links[0]!.split('/').at(-1)!, '192.0.2.9')).toMatchObject({
        state: 'confirmed',
      })
    },
  )

  test('wait until the pause is over', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver(refuseWith('postponed'))
    subscribers.time.now += MINUTE_MS - 1

    expect(await subscribers.deliver()).toMatchObject({ sent: 0, nextAt: FRIDAY_NOON + MINUTE_MS })
  })

  test('are given up once the answer would come too late', async () => {
    await subscribers.ask('ann@example.org')
    let rounds = 0
    for (let nextAt: number | undefined = FRIDAY_NOON; nextAt !== undefined; rounds++) {
      subscribers.time.now = nextAt
      nextAt = (await subscribers.deliver(refuseWith('postponed'))).nextAt
    }
    subscribers.time.now += 7 * 86_400_000

    expect(rounds).toBeGreaterThan(10)
    expect(subscribers.time.now - FRIDAY_NOON).toBeLessThan(9 * 86_400_000)
    expect(await subscribers.deliver()).toEqual({ sent: 0, postponed: 0, givenUp: 0 })
  })

  test('that an address refuses are given up, and the others go out', async () => {
    for (const name of ['ann', 'bad', 'cat']) {
      await subscribers.ask(`${name}@example.org`)
      subscribers.time.now += 1
    }

    const round = await subscribers.deliver((to) => {
      if (to.startsWith('bad')) refuseWith('refused', true)()
    })

    expect(round).toEqual({ sent: 2, postponed: 0, givenUp: 1 })
    expect(await db.selectFrom('recipient').select('suppressed_at').where('suppressed_at', '>', 0).execute()).toEqual(
      [],
    )
  })

  test('that a known address refuses as dead suppress it, in the words of its server', async () => {
    const { recipient } = await subscribers.join('ann@example.org')
    await subscribers.sendLinkAgain('ann@example.org', '192.0.2.1')

    await subscribers.deliver(refuseWith('refused', true))

    expect(await subscribers.findInbox(recipient.secret)).toMatchObject({
      recipient: { suppressed: { reason: 'No such mailbox.' } },
      subscriptions: [{ subscription: { state: 'ended' } }],
    })
  })

  test('rest where the server is down: it is not asked about all of them, and nothing is held against them', async () => {
    for (let number = 0; number < 30; number++) await subscribers.ask(`a${number}@example.org`)
    const asked: string[] = []
    const down = new DeliveryError('postponed', 'The mail server cannot be used.', { isChannelDown: true })

    const rounds: number[] = []
    for (let times = 0; times < 4; times++) {
      const { nextAt = 0 } = await subscribers.deliver((to) => {
        asked.push(to)
        throw down
      })
      rounds.push((nextAt - subscribers.time.now) / MINUTE_MS)
      subscribers.time.now = nextAt
    }

    expect(rounds).toEqual([1, 1, 1, 1])
    expect(asked.length).toBeLessThanOrEqual(4 * 4)
    expect(await subscribers.deliver()).toMatchObject({ sent: 30, postponed: 0 })
    expect(await db.selectFrom('confirmation').select('attempts').distinct().execute()).toEqual([{ attempts: 1 }])
  })

  test('to addresses that are put off hold up no other, now and when they are tried again', async () => {
    const putOff = (to: string) => {
      if (to.startsWith('x')) refuseWith('postponed')()
    }
    for (let number = 0; number < 60; number++) await subscribers.ask(`x${number}@example.org`)
    subscribers.time.now += 1
    await subscribers.ask('ann@example.org')

    expect(await subscribers.deliver(putOff)).toMatchObject({ sent: 1, postponed: 60 })
    subscribers.time.now += MINUTE_MS
    await subscribers.ask('bob@example.org')
    const order: string[] = []
    await subscribers.deliver((to) => {
      order.push(to)
      putOff(to)
    })

    expect(order[0]).toBe('bob@example.org')
    expect(order).toHaveLength(61)
  })

  test('go out beside one that the server does not answer', async () => {
    const answer = Promise.withResolvers<void>()
    const [sent, first] = [[] as string[], Promise.withResolvers<void>()]
    const send = createConfirmationSender({
      ...{ db, clock: () => subscribers.time.now, secret: SECRET, baseUrl: 'https://broadsheet.example' },
      async sendConfirmation({ recipient: { address } }) {
        if (address.startsWith('slow')) first.resolve()
        if (address.startsWith('slow')) await answer.promise
        sent.push(address)
      },
      sendLink: () => Promise.resolve(),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    })
    await subscribers.ask('slow@example.org')
    const round = send(new AbortController().signal)
    await first.promise

    await subscribers.ask('ann@example.org')
    await expect.poll(() => sent).toEqual(['ann@example.org'])
    answer.resolve()

    expect(await round).toMatchObject({ sent: 2 })
  })

  test('that cannot be written are told of once the others went out, and tried again', async () => {
    await subscribers.ask('ann@example.org')
    subscribers.time.now += 1
    await subscribers.ask('bob@example.org')

    const sending = subscribers.deliver((to) => {
      if (to.startsWith('ann')) throw new TypeError('a fault of ours')
    })

    await expect(sending).rejects.toThrow('a fault of ours')
    expect(subscribers.mails.map(({ to }) => to)).toEqual(['bob@example.org'])
    subscribers.time.now += MINUTE_MS
    expect(await subscribers.deliver()).toMatchObject({ sent: 1 })
  })

  test('of a sender that died go out again', async () => {
    await subscribers.ask('ann@example.org')
    const dying = createConfirmationSender({
      ...{ db, clock: () => subscribers.time.now, secret: SECRET, baseUrl: 'https://broadsheet.example' },
      sendConfirmation: () => new Promise(() => undefined),
      sendLink: () => new Promise(() => undefined),
    })
    const death = new AbortController()
    void dying(death.signal).catch(() => undefined)
    await expect.poll(async () => (await subscribers.deliver()).nextAt).toBe(FRIDAY_NOON + 10 * MINUTE_MS)
    death.abort()
    subscribers.time.now += 10 * MINUTE_MS

    expect(await subscribers.deliver()).toMatchObject({ sent: 1 })
  })

  test('that are under way when the program ends go out at its next start', async () => {
    await subscribers.ask('ann@example.org')
    const ending = new AbortController()
    const send = createConfirmationSender({
      ...{ db, clock: () => subscribers.time.now, secret: SECRET, baseUrl: 'https://broadsheet.example' },
      sendConfirmation() {
        ending.abort(new Error('the program ends'))
        return Promise.reject(new DeliveryError('postponed', 'Cut off.'))
      },
      sendLink: () => Promise.resolve(),
    })

    await expect(send(ending.signal)).rejects.toThrow('the program ends')

    expect(await subscribers.deliver()).toMatchObject({ sent: 1 })
  })

  test('of several senders go out once', async () => {
    for (let number = 0; number < 12; number++) await subscribers.ask(`a${number}@example.org`)

    await Promise.all([subscribers.deliver(), subscribers.deliver(), subscribers.deliver()])

    expect(new Set(subscribers.mails.map(({ to }) => to)).size).toBe(12)
    expect(subscribers.mails).toHaveLength(12)
  })

  test('that wait when the secret of the installation is another have a token that is good', async () => {
    await subscribers.ask('ann@example.org')
    const moved = someSubscribers(db, { secret: 'another secret of forty-three letters, of course' })

    await moved.deliver()

    const [mail] = moved.mails
    expect(mail).toMatchObject({ kind: 'question' })
    expect(await moved.confirm(mail?.kind === 'question' ? mail.token : '', '192.0.2.9')).toMatchObject({
      state: 'confirmed',
    })
  })
})
