import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DeliveryError } from '../../src/domain/delivery-error.ts'
import type { Channel, OutgoingDigest } from '../../src/domain/ports.ts'
import type { ChannelName } from '../../src/domain/subscription.ts'
import { createOperatingDeliveries } from '../../src/services/digests/operating-deliveries.ts'
import { createDelivering, type DeliveringDeps } from '../../src/services/digests/delivering.ts'
import type { Db } from '../../src/store/db.ts'
import { listDigestTroubles } from '../../src/store/digest-standing.ts'
import { claimDeliveries, markHandedOver } from '../../src/store/deliveries.ts'
import { anOutgoingDigest } from '../support/an-outgoing-digest.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import {
  deliveringDeps,
  DUE,
  keepDigests,
  readDeliveries,
  readDelivery,
  someDigests,
} from '../support/some-deliveries.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]
const never = new AbortController().signal

/** A channel that keeps what it was given. `before` is called when a message is to be handed over, and may throw. */
function aChannel(before: (message: OutgoingDigest) => unknown = () => undefined, name: ChannelName = 'mail') {
  const sent: string[] = []
  const channel: Channel = {
    name,
    async send(message, onHandOver) {
      await before(message)
      await onHandOver()
      sent.push(message.recipient.address)
    },
  }
  return { channel, sent }
}

describe.each(dialects)('deliveries on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const deliver = (wish: Partial<DeliveringDeps>, signal = never) =>
    createDelivering(deliveringDeps(db, wish)).deliverDue(signal)
  const countPapers = async () => (await db.selectFrom('digest_paper').select('digest_id').execute()).length

  test('what is due is sent once, however often one looks; what is not due waits', async () => {
    const later = anOutgoingDigest({ number: 99, dueAt: DUE + HOUR })
    await keepDigests(db, [...someDigests(30), later])
    const { channel, sent } = aChannel()

    const reports = [await deliver({ channels: [channel] }), await deliver({ channels: [channel] })]

    expect(reports[0]).toEqual({
      sent: 30,
      failed: 0,
      unknown: 0,
      dropped: 0,
      postponed: 0,
      underWay: 0,
      nextAt: DUE + HOUR,
    })
    expect(reports[1]).toMatchObject({ sent: 0, nextAt: DUE + HOUR })
    expect(sent.toSorted()).toEqual(
      someDigests(30)
        .map(({ recipient }) => recipient.address)
        .toSorted(),
    )
    expect(await readDelivery(db, someDigests(1)[0]!.digest.id)).toMatchObject({
      ...{
        state: 'sent',
        attempts: 1,
        first_at: DUE,
        ended_at: DUE,
        handed_over_at: DUE,
        next_at: null,
        trouble: null,
      },
    })
  })

  test('two workers at once send each digest once', async () => {
    await keepDigests(db, someDigests(200))
    const [one, two] = [aChannel(), aChannel()]

    const reports = await Promise.all([
      deliver({ channels: [one.channel], worker: 'worker 1' }),
      deliver({ channels: [two.channel], worker: 'worker 2' }),
    ])

    expect(reports.map(({ sent }) => sent)).toEqual([one.sent.length, two.sent.length])
    expect([...one.sent, ...two.sent].toSorted()).toEqual(
      someDigests(200)
        .map(({ recipient }) => recipient.address)
        .toSorted(),
    )
  })

  test('a digest whose content is damaged, one that cannot be rendered, one refused and one dead stop no others', async () => {
    const messages = someDigests(12)
    await keepDigests(db, messages)
    await db.updateTable('digest').set({ content: '{' }).where('id', '=', messages[0]!.digest.id).execute()
    const faults: Record<string, () => void> = {
      'reader-2@reader.example': () => {
        throw new TypeError('no such template')
      },
      'reader-3@reader.example': () => {
        throw new DeliveryError('refused', 'Not wanted.')
      },
      'reader-4@reader.example': () => {
        throw new DeliveryError('refused', 'No such user.', { isAddressDead: true })
      },
      'reader-5@reader.example': () => {
        throw new DeliveryError('postponed', 'Come back.')
      },
    }
    const { channel, sent } = aChannel(({ recipient }) => faults[recipient.address]?.())
    const told: { event: string; level: string | undefined }[] = []

    const report = await deliver({
      channels: [channel],
      log: (event, _facts, level) => void told.push({ event, level }),
    })

    expect(sent).toHaveLength(7)
    expect(report).toMatchObject({ sent: 7, failed: 2, postponed: 2 })
    const states = (await readDeliveries(db)).map(({ state }) => state)
    expect(states.slice(0, 5)).toEqual(['failed', 'waiting', 'failed', 'failed', 'waiting'])
    // Fewer or more of them would say that a fault of ours is taken for the other side's, or is not told.
    expect(told.filter(({ level }) => level === 'error')).toHaveLength(2)
    // Nobody has had the papers of those that were not sent.
    expect(await countPapers()).toBe(9)
    expect(await db.selectFrom('recipient').select('id').where('suppressed_at', 'is not', null).execute()).toEqual([
      { id: messages[3]!.recipient.id },
    ])
  })

  describe('what a worker leaves that has died', () => {
    const handedOver = someDigests(2)[1]!.digest.id
    const claim = (until: number) => ({ worker: 'dead', now: DUE, until })
    beforeEach(async () => {
      await keepDigests(db, someDigests(2))
      await claimDeliveries(db, 'mail', 10, claim(DUE + 2 * MINUTE))
      await markHandedOver(db, [handedOver], 'dead', DUE)
    })

    test('is sent by another where it was not handed over, and is unknown for good where it was', async () => {
      const { channel, sent } = aChannel()
      const listGone = () => ({ isDead: (worker: string) => worker === 'dead', forget: () => undefined })

      const report = await deliver({ channels: [channel], listGone })

      expect(sent).toEqual(['reader-1@reader.example'])
      expect(report).toMatchObject({ sent: 1, unknown: 1 })
      expect(await readDelivery(db, handedOver)).toMatchObject({ state: 'unknown', worker: 'dead', attempts: 1 })
      expect(await deliver({ channels: [channel], clock: () => DUE + 40 * HOUR })).toMatchObject({
        sent: 0,
        dropped: 0,
      })
      expect(sent).toHaveLength(1)
    })

    test('waits for its claim to run out where nobody knows that it has died', async () => {
      const { channel, sent } = aChannel()

      const early = await deliver({ channels: [channel], clock: () => DUE + MINUTE })
      expect([early.sent, early.nextAt]).toEqual([0, DUE + 2 * MINUTE])
      await deliver({ channels: [channel], clock: () => DUE + 2 * MINUTE })

      expect(sent).toEqual(['reader-1@reader.example'])
    })

    /** A worker that sleeps, with its machine, before or after it has handed a message over. */
    function fallAsleep(when: 'before' | 'after') {
      const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const sent: string[] = []
      const channel: Channel = {
        name: 'mail',
        async send(message, onHandOver) {
          if (when === 'after') await onHandOver()
          asleep.resolve()
          await awake.promise
          if (when === 'before') await onHandOver()
          sent.push(message.recipient.address)
        },
      }
      const claimPause = (_ms: number, ended?: AbortSignal) =>
        new Promise<void>((_resolve, reject) => ended?.addEventListener('abort', () => reject(new Error('ended'))))
      const report = deliver({ channels: [channel], worker: 'sleeper', claimPause })
      return { sent, asleep: asleep.promise, awake: awake.resolve, report }
    }

    test('is sent by another where it only slept, and not by itself when it wakes up', async () => {
      await keepDigests(db, [anOutgoingDigest({ number: 3, dueAt: DUE })])
      const { channel, sent } = aChannel()
      const sleeper = fallAsleep('before')
      await sleeper.asleep

      await deliver({ channels: [channel], clock: () => DUE + 3 * MINUTE })
      sleeper.awake()
      const report = await sleeper.report

      expect(sent.toSorted()).toEqual(['reader-1@reader.example', 'reader-3@reader.example'])
      expect(sleeper.sent).toEqual([])
      expect(report.sent).toBe(0)
    })

    test('is known after all where it only slept, and tells how it went', async () => {
      const third = anOutgoingDigest({ number: 3, dueAt: DUE })
      await keepDigests(db, [third])
      const { channel, sent } = aChannel()
      const sleeper = fallAsleep('after')
      await sleeper.asleep

      await deliver({ channels: [channel], clock: () => DUE + 3 * MINUTE })
      expect(await readDelivery(db, third.digest.id)).toMatchObject({ state: 'unknown' })
      sleeper.awake()
      await sleeper.report

      expect(await readDelivery(db, third.digest.id)).toMatchObject({ state: 'sent', trouble: null })
      expect([sent, sleeper.sent]).toEqual([['reader-1@reader.example'], ['reader-3@reader.example']])
    })
  })

  /** "again after 5, 10, … and 120 minutes, then every 4 hours", as the operator's manual has it. */
  function readPausesOfManual(): { minutes: number[]; lastHours: number } {
    const manual = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8')
    const [, minutes = '', hours] =
      /put off +\| again after ([\d, and]+) minutes, then every (\d+) hours/.exec(manual) ?? []
    return { minutes: minutes.split(/\D+/).map(Number), lastHours: Number(hours) }
  }

  test('what is put off is tried again after the pauses of the manual for two days, and then has failed', async () => {
    const [message] = someDigests(1)
    await keepDigests(db, [message!])
    let [now, tries] = [DUE, 0]
    const { channel } = aChannel(() => {
      tries++
      throw new DeliveryError('postponed', 'Come back.')
    })
    const triedAt: number[] = []

    for (let next: number | undefined = DUE; next !== undefined && triedAt.length < 100;) {
      now = next
      triedAt.push(now - DUE)
      next = (await deliver({ channels: [channel], clock: () => now })).nextAt
    }

    expect(tries).toBe(triedAt.length)
    const { minutes, lastHours } = readPausesOfManual()
    const pauses = triedAt.slice(1).map((at, index) => at - triedAt[index]!)
    const written = pauses.map((_, index) => (minutes[index] ?? lastHours * 60) * MINUTE)
    // Each is longer by up to a fifth, by chance, but for the last, which ends with the two days.
    const shares = pauses.slice(0, -1).map((pause, index) => pause / written[index]!)
    expect(minutes).toHaveLength(6)
    expect(pauses.length).toBeGreaterThan(minutes.length)
    expect(shares.filter((share) => share < 1 || share > 1.2)).toEqual([])
    expect(triedAt.at(-1)).toBe(48 * HOUR)
    expect(await readDelivery(db, message!.digest.id)).toMatchObject({
      ...{ state: 'failed', trouble: 'Come back. It was tried for two days.', first_at: DUE, attempts: tries },
    })
    // Nobody has had its papers.
    expect(await countPapers()).toBe(0)
  })

  test('a pause that the other side asked for is kept', async () => {
    const [message] = someDigests(1)
    await keepDigests(db, [message!])
    const until = DUE + 7 * HOUR
    const { channel } = aChannel(() => {
      throw new DeliveryError('postponed', 'At two.', { until })
    })

    expect((await deliver({ channels: [channel] })).nextAt).toBe(until)
  })

  test('one that is longer than a digest is tried for ends with the two days, with one try more', async () => {
    const [message] = someDigests(1)
    await keepDigests(db, [message!])
    const until = DUE + 100 * HOUR
    const { channel } = aChannel(() => {
      throw new DeliveryError('postponed', 'Next week.', { until })
    })

    const first = await deliver({ channels: [channel] })
    const last = await deliver({ channels: [channel], clock: () => DUE + 48 * HOUR })

    expect(first).toMatchObject({ postponed: 1, nextAt: DUE + 48 * HOUR })
    expect(last).toMatchObject({ failed: 1 })
    const ended = { attempts: 2, trouble: 'Next week. It was tried for two days.' }
    expect(await readDelivery(db, message!.digest.id)).toMatchObject(ended)
  })

  test('what nobody tried to send is dropped once it is yesterday’s news, and its papers are free again', async () => {
    const daily = someDigests(2)
    const weekly = [3, 4].map((number) =>
      anOutgoingDigest({
        ...{ number, dueAt: DUE },
        subscription: { rhythm: { span: 'week', weekdays: [5], hour: 7, zone: 'Europe/Oslo' } },
      }),
    )
    await keepDigests(db, [...daily, ...weekly])
    const { channel, sent } = aChannel()
    const states = async () => (await readDeliveries(db)).map(({ state }) => state)

    expect(await deliver({ clock: () => DUE + 12 * HOUR })).toMatchObject({ dropped: 0 })
    expect(await deliver({ clock: () => DUE + 12 * HOUR + 1 })).toMatchObject({ dropped: 2 })
    expect(await states()).toEqual(['dropped', 'dropped', 'waiting', 'waiting'])
    expect(await countPapers()).toBe(2)
    expect(await deliver({ channels: [channel], clock: () => DUE + 48 * HOUR })).toMatchObject({ sent: 2 })
    expect(sent.toSorted()).toEqual(weekly.map(({ recipient }) => recipient.address))
  })

  test('nothing goes to who is suppressed, or has ended the subscription since', async () => {
    const gone = { suppressed: { at: 1, reason: 'Its mail came back.' } }
    await keepDigests(db, [
      anOutgoingDigest({ number: 1, dueAt: DUE, recipient: gone }),
      anOutgoingDigest({ number: 2, dueAt: DUE, subscription: { state: 'ended' } }),
    ])
    const { channel, sent } = aChannel()

    expect(await deliver({ channels: [channel] })).toMatchObject({ dropped: 2, sent: 0 })
    expect(sent).toEqual([])
    expect((await readDeliveries(db)).map(({ trouble }) => trouble)).toEqual([
      'Its mail came back.',
      'The subscription has ended.',
    ])
  })

  test('a dead address gets nothing more, and its subscriptions end', async () => {
    const recipient = someDigests(1)[0]!.recipient
    const other = anOutgoingDigest({ number: 2, dueAt: DUE + 1, subscription: { recipientId: recipient.id } })
    await keepDigests(db, [someDigests(1)[0]!, { ...other, recipient }])
    const { channel, sent } = aChannel(() => {
      throw new DeliveryError('refused', 'No such user.', { isAddressDead: true })
    })

    await deliver({ channels: [channel] })
    await deliver({ channels: [aChannel().channel], clock: () => DUE + 1 })

    expect(sent).toEqual([])
    expect((await readDeliveries(db)).map(({ state }) => state)).toEqual(['failed', 'dropped'])
    const subscriptions = await db.selectFrom('subscription').select('state').execute()
    expect(subscriptions.map(({ state }) => state)).toEqual(['ended', 'ended'])
  })

  describe('a channel that cannot be reached', () => {
    const down = () => {
      throw new DeliveryError('postponed', 'The mail server cannot be used.', { isChannelDown: true })
    }
    const room = (number: number) =>
      anOutgoingDigest({ number, dueAt: DUE, recipient: { channel: 'slack', address: `room ${number}` } })

    test('rests, and the digests wait as if nobody had tried; other channels go on', async () => {
      await keepDigests(db, [...someDigests(20), room(21)])
      let asked = 0
      const mail = aChannel(() => {
        asked++
        down()
      })
      const slack = aChannel(undefined, 'slack')
      let now = DUE
      const { deliverDue } = createDelivering(
        deliveringDeps(db, { channels: [mail.channel, slack.channel], clock: () => now }),
      )

      const first = await deliverDue(never)
      const again = await deliverDue(never)

      expect(first).toMatchObject({ sent: 1, postponed: 0, failed: 0, nextAt: DUE + 15_000 })
      expect(again.nextAt).toBe(DUE + 15_000)
      expect(asked).toBeLessThanOrEqual(4)
      expect(slack.sent).toEqual(['room 21'])
      const waiting = (await readDeliveries(db)).filter(({ state }) => state === 'waiting')
      expect(waiting).toHaveLength(20)
      expect(
        waiting.every(({ attempts, first_at: at, next_at: next }) => attempts === 0 && at === null && next === DUE),
      ).toBe(true)
      now = DUE + 15_000
      expect((await deliverDue(never)).nextAt).toBe(now + 30_000)
    })

    test('is told as the reason of what waits for it, and of what was too late in the end', async () => {
      await keepDigests(db, someDigests(2))
      let now = DUE
      const { channel } = aChannel(down)
      const { deliverDue } = createDelivering(deliveringDeps(db, { channels: [channel], clock: () => now, atOnce: 1 }))
      const listTroubles = async () => (await readDeliveries(db)).map(({ trouble }) => trouble)

      await deliverDue(never)
      const waiting = await listTroubles()
      const [told] = await listDigestTroubles(db, DUE - HOUR, 5)
      now = DUE + 13 * HOUR
      await deliverDue(never)

      expect(waiting).toEqual(['The mail server cannot be used.', null])
      expect(told).toMatchObject({ state: 'waiting', count: 1, lastAt: DUE })
      const late = 'It was too late to send: its papers come with the next digest.'
      expect(await listTroubles()).toEqual(Array(2).fill(`${late} Until then: The mail server cannot be used.`))
    })

    test('keeps nobody awake once all of its digests were too late, or another worker has sent them', async () => {
      await keepDigests(db, [...someDigests(2), room(3)])
      let now = DUE
      const mail = aChannel(down)
      const slack = aChannel(down, 'slack')
      const { deliverDue } = createDelivering(
        deliveringDeps(db, { channels: [mail.channel, slack.channel], clock: () => now }),
      )
      await deliverDue(never)
      await deliver({ channels: [aChannel(undefined, 'slack').channel], worker: 'worker 2' })

      const resting = await deliverDue(never)
      now = DUE + 13 * HOUR
      const rested = await deliverDue(never)

      expect(resting.nextAt).toBe(DUE + 15_000)
      expect(rested).toMatchObject({ dropped: 2 })
      expect(rested).not.toHaveProperty('nextAt')
    })

    test('is used again as soon as it is there', async () => {
      await keepDigests(db, someDigests(20))
      let isDown = true
      let now = DUE
      const { channel, sent } = aChannel(() => (isDown ? down() : undefined))
      const { deliverDue } = createDelivering(deliveringDeps(db, { channels: [channel], clock: () => now }))
      // While every channel rests, there is nothing to look for.
      expect((await deliverDue(never)).nextAt).toBe(DUE + 15_000)

      isDown = false
      now = DUE + 15_000
      const report = await deliverDue(never)

      expect(report).toMatchObject({ sent: 20 })
      expect(report.nextAt).toBeUndefined()
      expect(sent).toHaveLength(20)
    })
  })

  test('who is stopped gives back what was not handed over, and settles what was', async () => {
    await keepDigests(db, someDigests(40))
    const stopping = new AbortController()
    const sent: string[] = []
    const channel: Channel = {
      name: 'mail',
      async send(message, onHandOver, signal) {
        if (sent.length === 5) stopping.abort()
        signal.throwIfAborted()
        await onHandOver()
        sent.push(message.recipient.address)
      },
    }

    const report = await deliver({ channels: [channel], atOnce: 1 }, stopping.signal)

    expect(report.sent).toBe(5)
    const deliveries = await readDeliveries(db)
    expect(deliveries.filter(({ state }) => state === 'sent')).toHaveLength(5)
    expect(deliveries.filter(({ state, attempts }) => state === 'waiting' && attempts === 0)).toHaveLength(35)
  })

  test('a delivery that fails by itself after it was handed over is unknown, whatever it fails with', async () => {
    const [message] = someDigests(1)
    await keepDigests(db, [message!])
    const channel: Channel = {
      name: 'mail',
      async send(_message, onHandOver) {
        await onHandOver()
        throw new RangeError('no such thing')
      },
    }

    expect(await deliver({ channels: [channel] })).toMatchObject({ unknown: 1 })
    expect(await readDelivery(db, message!.digest.id)).toMatchObject({ state: 'unknown', ended_at: DUE })
  })

  test('an operator has a digest sent again, whatever became of it, but not while it is being sent', async () => {
    const [one, two] = someDigests(2) as [OutgoingDigest, OutgoingDigest]
    await keepDigests(db, [one, two])
    const operating = createOperatingDeliveries({ db, clock: () => DUE + HOUR })
    await deliver({ clock: () => DUE + 13 * HOUR })
    expect(await countPapers()).toBe(0)
    const { channel, sent } = aChannel()

    await operating.resend(one.digest.id)
    await claimDeliveries(db, 'mail', 1, { worker: 'other', now: DUE + HOUR, until: DUE + 2 * HOUR })
    await expect(operating.resend(one.digest.id)).rejects.toMatchObject({ code: 'conflict' })
    await operating.resend(two.digest.id)
    await deliver({ channels: [channel], clock: () => DUE + HOUR })

    expect(sent).toEqual([two.recipient.address])
    expect(await countPapers()).toBe(2)
    expect((await operating.list(['claimed', 'sent'], 10)).map(({ state }) => state)).toEqual(['claimed', 'sent'])
    expect((await operating.show(two.digest.id)).delivery).toMatchObject({ state: 'sent', dueAt: DUE })
    await expect(operating.show('nothing' as never)).rejects.toMatchObject({ code: 'not_found' })
  })
})
