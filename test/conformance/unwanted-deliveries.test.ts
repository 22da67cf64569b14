import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DeliveryError } from '../../src/domain/delivery-error.ts'
import type { Channel } from '../../src/domain/ports.ts'
import type { ChannelName } from '../../src/domain/subscription.ts'
import { createDelivering, type DeliveringDeps } from '../../src/services/digests/delivering.ts'
import { createOperatingDeliveries } from '../../src/services/digests/operating-deliveries.ts'
import { suppressAddress } from '../../src/services/subscriptions/suppress-address.ts'
import { endSubscription, pauseSubscription } from '../../src/services/subscriptions/moving.ts'
import type { Db } from '../../src/store/db.ts'
import { anOutgoingDigest } from '../support/an-outgoing-digest.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { deliveringDeps, DUE, keepDigests, readDeliveries, someDigests } from '../support/some-deliveries.ts'

const HOUR = 3_600_000
const never = new AbortController().signal

describe.each(dialects)('digests that nobody wants any more, on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const deliver = (wish: Partial<DeliveringDeps>) => createDelivering(deliveringDeps(db, wish)).deliverDue(never)
  const listEnds = async () => (await readDeliveries(db)).map(({ state, trouble }) => [state, trouble])
  const countPapers = async () => (await db.selectFrom('digest_paper').select('digest_id').execute()).length

  /** A channel before whose first message all the other readers leave, each in a way of their own. */
  function aLeavingChannel(name: ChannelName, isRepeatable: boolean) {
    const sent: string[] = []
    const [, paused, ended, suppressed] = someDigests(4)
    const channel: Channel = {
      ...{ name, isRepeatable },
      async send({ recipient: { address } }, onHandOver) {
        if (sent.length === 0) {
          await pauseSubscription(db, paused!.subscription)
          await endSubscription(db, ended!.subscription, DUE)
          await suppressAddress(db, suppressed!.recipient.id, 'Its mail came back.', DUE)
        }
        if (!isRepeatable) await onHandOver()
        sent.push(address)
      },
    }
    return { channel, sent }
  }

  const left = [
    ['sent', null],
    ['dropped', 'The subscription is paused.'],
    ['dropped', 'The subscription has ended.'],
    ['dropped', 'Its mail came back.'],
  ]

  test.each([
    ['mail', false],
    ['file', true],
  ] as const)('of whom has left since they were claimed nothing goes out by %s', async (name, isRepeatable) => {
    await keepDigests(
      db,
      [1, 2, 3, 4].map((number) => anOutgoingDigest({ number, dueAt: DUE, recipient: { channel: name } })),
    )
    const { channel, sent } = aLeavingChannel(name, isRepeatable)

    const report = await deliver({ channels: [channel], atOnce: 1 })

    expect(report).toMatchObject({ sent: 1, dropped: 3 })
    expect(sent).toEqual(['reader-1@reader.example'])
    expect(await listEnds()).toEqual(left)
    expect(await countPapers()).toBe(1)
  })

  test('of who leaves while the message is on its way its last byte does not go out', async () => {
    await keepDigests(db, someDigests(1))
    const [message] = someDigests(1)
    const channel: Channel = {
      name: 'mail',
      async send(_message, onHandOver) {
        await endSubscription(db, message!.subscription, DUE)
        await onHandOver()
        throw new Error('its last byte went out')
      },
    }

    expect(await deliver({ channels: [channel] })).toMatchObject({ dropped: 1, unknown: 0 })
    expect(await listEnds()).toEqual([['dropped', 'The subscription has ended.']])
    expect(await countPapers()).toBe(0)
  })

  describe('since their reader paused', () => {
    const sent: string[] = []
    const channel: Channel = {
      name: 'mail',
      async send({ recipient: { address } }, onHandOver) {
        await onHandOver()
        sent.push(address)
      },
    }
    const refusing: Channel = {
      name: 'mail',
      send: () => Promise.reject(new DeliveryError('postponed', 'Come back.')),
    }
    beforeEach(async () => {
      sent.length = 0
      const [message] = someDigests(1)
      await keepDigests(db, [message!])
      await deliver({ channels: [refusing] })
      await pauseSubscription(db, message!.subscription)
    })

    test('do not go out, though they wait for another try', async () => {
      const report = await deliver({ channels: [channel], clock: () => DUE + HOUR })

      expect(report).toMatchObject({ dropped: 1, sent: 0 })
      expect(sent).toEqual([])
      expect(await listEnds()).toEqual([['dropped', 'The subscription is paused.']])
      expect(await countPapers()).toBe(0)
    })

    test('go out where an operator has them sent again', async () => {
      const clock = () => DUE + HOUR
      await createOperatingDeliveries({ db, clock }).resend(someDigests(1)[0]!.digest.id)

      expect(await deliver({ channels: [channel], clock })).toMatchObject({ dropped: 0, sent: 1 })
    })
  })
})
