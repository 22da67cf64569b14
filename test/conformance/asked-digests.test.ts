import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DeliveryError } from '../../src/domain/delivery-error.ts'
import type { Channel } from '../../src/domain/ports.ts'
import type { SubscriptionId } from '../../src/domain/subscription.ts'
import { HOUR_MS } from '../../src/domain/time.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import { createOperatingDeliveries } from '../../src/services/digests/operating-deliveries.ts'
import { pauseSubscription } from '../../src/services/subscriptions/moving.ts'
import type { Db } from '../../src/store/db.ts'
import { type Composer, aComposer } from '../support/a-composer.ts'
import { aDayPaper, subscribe, WEDNESDAY, WEDNESDAY_SEVEN } from '../support/a-subscriber.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'
import { deliveringDeps } from '../support/some-deliveries.ts'

const never = new AbortController().signal
const refusing: Channel = { name: 'mail', send: () => Promise.reject(new DeliveryError('refused', 'Not wanted.')) }
const taking: Channel = { name: 'mail', send: (_message, onHandOver) => onHandOver() }

describe.each(dialects)('digests that are asked for out of turn, on $dialect', (where) => {
  let db: Db
  let composer: Composer
  beforeEach(async () => {
    db = await freshDatabase(where)
    composer = aComposer(db, WEDNESDAY_SEVEN)
    await importRecords(db, [aDayPaper(0), aDayPaper(1)])
  })
  afterEach(() => db.destroy())

  const sendNow = (id: SubscriptionId) =>
    createOperatingDeliveries({ db, clock: () => composer.time.now })
      .send(id)
      .catch(({ code }: { code: string }) => code)
  const deliver = (channels: readonly Channel[], at = composer.time.now) =>
    createDelivering(deliveringDeps(db, { channels, clock: () => at })).deliverDue(never)
  const listDeliveries = () => db.selectFrom('delivery').select(['state', 'trouble', 'attempts']).execute()

  test.each([
    ['dropped', 13, []],
    ['failed', 0, [refusing]],
  ])('are made anew where that of the day was %s, as is wished by then', async (state, hoursLate, channels) => {
    const { id } = await subscribe(db, 'ada')
    await composer.plan()
    await composer.compose()
    await deliver(channels, WEDNESDAY_SEVEN + hoursLate * HOUR_MS)
    expect(await listDeliveries()).toMatchObject([{ state }])
    await db.updateTable('subscription').set({ size: 1 }).execute()

    const first = await sendNow(id)
    const again = await sendNow(id)
    const composed = await composer.compose()

    expect([first, again]).toEqual([undefined, 'conflict'])
    expect(composed).toEqual([`s-ada.${WEDNESDAY}`])
    expect(await listDeliveries()).toEqual([{ state: 'waiting', trouble: null, attempts: 0 }])
    expect(await db.selectFrom('digest_paper').select('paper_id').execute()).toHaveLength(1)
    expect(await deliver([taking])).toMatchObject({ sent: 1 })
    expect(await sendNow(id)).toBe('conflict')
  })

  test('are composed and sent though the subscription is paused; what its rhythm made is not', async () => {
    const [ada, bo] = [await subscribe(db, 'ada'), await subscribe(db, 'bo', { state: 'paused' })]
    await composer.plan()
    await sendNow(bo.id)
    await pauseSubscription(db, ada)

    const composed = await composer.compose()
    const report = await deliver([taking])

    expect(composed).toEqual([`s-bo.${WEDNESDAY}`])
    expect(report).toMatchObject({ sent: 1, dropped: 0 })
    expect(await db.selectFrom('digest').select('id').execute()).toEqual([{ id: `s-bo.${WEDNESDAY}` }])
  })
})
