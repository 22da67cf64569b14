import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DeliveryError } from '../../src/domain/delivery-error.ts'
import type { Channel } from '../../src/domain/ports.ts'
import type { ChannelName } from '../../src/domain/subscription.ts'
import { createDelivering, type DeliveringDeps } from '../../src/services/digests/delivering.ts'
import type { Db } from '../../src/store/db.ts'
import { anOutgoingDigest } from '../support/an-outgoing-digest.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { deliveringDeps, DUE, keepDigests, readDeliveries } from '../support/some-deliveries.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]
const never = new AbortController().signal

/** A channel on which the messages to some addresses hang until they are let go: before they are handed over, or after. */
function aHangingChannel(hanging: readonly string[], { name = 'mail' as ChannelName, isHandedOver = false } = {}) {
  const sent: string[] = []
  const [released, arrived] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let arrivals = 0
  const channel: Channel = {
    name,
    async send({ recipient: { address } }, onHandOver) {
      if (isHandedOver) await onHandOver()
      if (hanging.includes(address)) {
        if (++arrivals === hanging.length) arrived.resolve()
        await released.promise
      }
      if (!isHandedOver) await onHandOver()
      sent.push(address)
    },
  }
  return { channel, sent, release: released.resolve, hangs: arrived.promise }
}

/** A moment that passes once a condition holds: looks wait for no clock. */
const passesWhen = (isOver: () => boolean, hangs: Promise<void>) => async (): Promise<void> => {
  await hangs
  while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 1))
}

/** Pauses after which claims are renewed, each of which ends when its test says so. */
function manualClaims() {
  const renewals: (() => void)[] = []
  const claimPause = (_ms: number, ended?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      renewals.push(resolve)
      ended?.addEventListener('abort', () => reject(new Error('ended')))
    })
  return { renewals, claimPause }
}

const readers = (...numbers: number[]): string[] => numbers.map((number) => `reader-${number}@reader.example`)
const digests = (...numbers: number[]) => numbers.map((number) => anOutgoingDigest({ number, dueAt: DUE }))

describe.each(dialects)('while a message hangs, on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const open = (wish: Partial<DeliveringDeps>) => createDelivering(deliveringDeps(db, wish))
  const listStates = async () => (await readDeliveries(db)).map(({ state }) => state)

  test('others that fall due meanwhile are sent by the same channel', async () => {
    await keepDigests(db, digests(1, 2))
    const { channel, sent, release, hangs } = aHangingChannel(readers(1))
    let expected = 1
    const lookPause = async () => {
      await hangs
      await expect.poll(async () => (await listStates()).filter((state) => state === 'sent').length).toBe(expected)
    }
    const delivering = open({ channels: [channel], lookPause })

    const first = await delivering.deliverDue(never)
    await keepDigests(db, digests(3, 4))
    expected = 3
    const second = await delivering.deliverDue(never)
    const meanwhile = sent.toSorted()
    release()
    const settled = await delivering.settle()

    expect([first.nextAt, second.nextAt]).toEqual([DUE, DUE])
    expect(second.underWay).toBeGreaterThan(0)
    expect(meanwhile).toEqual(readers(2, 3, 4))
    expect(first.sent + second.sent + settled.sent).toBe(4)
    expect(await listStates()).toEqual(Array(4).fill('sent'))
  })

  test('other channels send, and what is too late is dropped', async () => {
    const room = (number: number, dueAt = DUE) =>
      anOutgoingDigest({ number, dueAt, recipient: { channel: 'slack', address: `room ${number}` } })
    await keepDigests(db, digests(1))
    const mail = aHangingChannel(readers(1))
    const slack = aHangingChannel([], { name: 'slack' })
    let expected = 0
    const lookPause = passesWhen(() => slack.sent.length >= expected, mail.hangs)
    const delivering = open({ channels: [mail.channel, slack.channel], lookPause })
    await delivering.deliverDue(never)

    await keepDigests(db, [room(2), room(3, DUE - 13 * HOUR)])
    expected = 1
    const report = await delivering.deliverDue(never)
    mail.release()
    await delivering.settle()

    expect(report.dropped).toBe(1)
    expect(slack.sent).toEqual(['room 2'])
    expect(await listStates()).toEqual(['sent', 'sent', 'dropped'])
  })

  test('no more than may go out at once are under way, however often one looks', async () => {
    await keepDigests(db, digests(1, 2, 3, 4, 5, 6))
    const { channel, sent, release, hangs } = aHangingChannel(readers(1, 2, 3, 4, 5, 6).slice(0, 3))
    let underWay = 0
    let most = 0
    const counted: Channel = {
      ...channel,
      async send(...args) {
        most = Math.max(most, ++underWay)
        await channel.send(...args).finally(() => underWay--)
      },
    }
    const delivering = open({ channels: [counted], atOnce: 3, lookPause: passesWhen(() => true, hangs) })

    const first = await delivering.deliverDue(never)
    await keepDigests(db, digests(7))
    const second = await delivering.deliverDue(never)
    release()
    await delivering.settle()

    const counts = { underWay: 3, sent: 0 }
    expect([first, second]).toMatchObject([counts, counts])
    expect(most).toBe(3)
    expect(sent.toSorted()).toEqual(readers(1, 2, 3, 4, 5, 6, 7))
  })

  test('it stays its worker’s for as long as it hangs, and nobody else sends it', async () => {
    await keepDigests(db, digests(1))
    const { channel, release, hangs } = aHangingChannel(readers(1), { isHandedOver: true })
    let now = DUE
    const { renewals, claimPause } = manualClaims()
    const wish = { channels: [channel], clock: () => now, lookPause: passesWhen(() => true, hangs), claimPause }
    const delivering = open(wish)
    await delivering.deliverDue(never)

    for (let minutes = 1; minutes <= 10; minutes++) {
      now = DUE + minutes * MINUTE
      renewals.shift()?.()
      await expect.poll(async () => (await readDeliveries(db))[0]?.claimed_until).toBe(now + 2 * MINUTE)
      await delivering.deliverDue(never)
    }
    const other = await open({ channels: [channel], worker: 'worker 2', clock: () => now }).deliverDue(never)
    release()
    await delivering.settle()

    expect(other).toMatchObject({ sent: 0, unknown: 0 })
    expect(await readDeliveries(db)).toMatchObject([{ state: 'sent', worker: 'worker 1', attempts: 1 }])
  })

  test('and the channel is found to be down, what it has not taken is given back at once', async () => {
    await keepDigests(db, digests(1, 2, 3, 4))
    const { channel, release, hangs } = aHangingChannel(readers(1))
    const breaking: Channel = {
      ...channel,
      async send(message, onHandOver, signal) {
        if (message.recipient.address === readers(1)[0]) return channel.send(message, onHandOver, signal)
        await hangs
        throw new DeliveryError('postponed', 'Nobody answers.', { isChannelDown: true })
      },
    }
    const rested: string[] = []
    const log = (event: string) => void rested.push(event)
    const lookPause = async () => {
      await expect.poll(async () => (await listStates()).filter((state) => state === 'waiting').length).toBe(3)
    }
    const delivering = open({ channels: [breaking], atOnce: 2, lookPause, log })

    const report = await delivering.deliverDue(never)
    const given = await readDeliveries(db)
    release()
    await delivering.settle()

    expect(report.sent).toBe(0)
    expect(given.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['claimed', 0],
      ...Array<[string, number]>(3).fill(['waiting', 0]),
    ])
    expect(rested).toEqual(['channel.rested'])
    expect((await listStates())[0]).toBe('sent')
  })

  test('who is stopped begins nothing more, and settles it where its answer comes', async () => {
    await keepDigests(db, digests(1, 2, 3))
    const { channel, sent, release, hangs } = aHangingChannel(readers(1), { isHandedOver: true })
    const stopping = new AbortController()
    const delivering = open({ channels: [channel], atOnce: 1, lookPause: passesWhen(() => true, hangs) })
    await delivering.deliverDue(stopping.signal)

    stopping.abort()
    const last = await delivering.deliverDue(stopping.signal)
    release()
    const settled = await delivering.settle()

    expect([last.sent, settled.sent]).toEqual([0, 1])
    expect(sent).toEqual(readers(1))
    expect(await listStates()).toEqual(['sent', 'waiting', 'waiting'])
  })

  test('what the database failed to settle is let go, and only what hangs stays claimed', async () => {
    await keepDigests(db, digests(1, 2))
    const { channel, release, hangs } = aHangingChannel(readers(2), { isHandedOver: true })
    let [now, isBroken] = [DUE, false]
    const failing: Channel = {
      ...channel,
      async send(message, onHandOver, signal) {
        if (message.recipient.address !== readers(1)[0]) return channel.send(message, onHandOver, signal)
        await hangs
        await onHandOver()
        isBroken = true
      },
    }
    const broken = db.withPlugin({
      transformQuery({ node }) {
        if (isBroken && node.kind === 'UpdateQueryNode') throw Object.assign(new Error('no disk'), { code: 'EIO' })
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    })
    const { renewals, claimPause } = manualClaims()
    let lookPasses = false
    const lookPause = passesWhen(() => isBroken || lookPasses, hangs)
    const delivering = open({ db: broken, channels: [failing], clock: () => now, lookPause, claimPause })
    const look = () =>
      delivering.deliverDue(never).then(
        ({ underWay }) => underWay,
        ({ code }: { code: string }) => code,
      )

    await expect.poll(look).toBe('unavailable')
    isBroken = false
    lookPasses = true
    await expect.poll(look).toBe(1)
    now = DUE + MINUTE
    renewals.shift()?.()
    await expect.poll(async () => (await readDeliveries(db))[1]?.claimed_until).toBe(now + 2 * MINUTE)
    now = DUE + 2 * MINUTE
    await look()
    const states = await listStates()
    release()
    await delivering.settle()

    expect(states).toEqual(['unknown', 'claimed'])
    expect(await listStates()).toEqual(['unknown', 'sent'])
  })
})
