import { parseAtomFeed } from 'feedsmith'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/domain/time.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import { createOperatingDeliveries } from '../../src/services/digests/operating-deliveries.ts'
import { pruneOldDigests } from '../../src/services/digests/prune-old-digests.ts'
import { createPruner } from '../../src/services/subscriptions/prune-subscriptions.ts'
import type { Db } from '../../src/store/db.ts'
import { findDigest } from '../../src/store/digests.ts'
import { aComposer } from '../support/a-composer.ts'
import { aDayPaper, subscribe, WEDNESDAY_SEVEN } from '../support/a-subscriber.ts'
import { aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { aDigest, putDigest } from '../support/past-digests.ts'
import { importRecords } from '../support/records.ts'
import { deliveringDeps, keepDigests, readDeliveries, someDigests } from '../support/some-deliveries.ts'
import type { Joined } from '../support/subscribers.ts'
import { aSubscriptionApp, type SubscriptionApp } from '../support/subscription-app.ts'

const never = new AbortController().signal
const atOnce = () => Promise.resolve()

describe.each(dialects)('digests of long ago on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const listKept = async () => {
    const rows = await db.selectFrom('digest').select('to_day').where('content', 'is not', null).orderBy('id').execute()
    return rows.map(({ to_day: day }) => day)
  }

  describe('of a reader', () => {
    let readers: SubscriptionApp
    let ann: Joined
    const [old, young] = ['2026-10-20', '2026-10-21']
    const now = Date.parse(young) + 30 * DAY_MS // both are composed a millisecond after midnight
    beforeEach(async () => {
      readers = aSubscriptionApp(db)
      ann = await readers.join('ann@example.org')
      await importRecords(
        db,
        ['2610.00001', '2610.00002'].map((id) => aPaper({ id: id as never })),
      )
      await putDigest(db, aDigest(ann.subscription.id, old, ['2610.00001']))
      await putDigest(db, aDigest(ann.subscription.id, young, ['2610.00002']))
    })
    const prune = () => pruneOldDigests(db, { days: 30, now }, never, atOnce)
    const inbox = () => `/inbox/${ann.recipient.secret}`
    const feed = () => `/feeds/digests/${readers.toFeedKey(ann.recipient, ann.subscription.id)}.atom`
    const page = (day: string, rest = '') => `${inbox()}/digests/${ann.subscription.id}.${day}${rest}`

    test('lose what stood in them, and neither that they were nor what they brought', async () => {
      expect([await prune(), await prune()]).toEqual([1, 0])

      expect(await listKept()).toEqual([young])
      const papers = await db.selectFrom('digest_paper').select('paper_id').orderBy('paper_id').execute()
      expect(papers.map(({ paper_id: id }) => id)).toEqual(['2610.00001', '2610.00002'])
      expect(await readDeliveries(db)).toHaveLength(2)
    })

    test('are still named in the list, without a link, and their pages say that they are gone', async () => {
      await prune()
      const { app } = aSubscriptionApp(db)

      const list = await (await app.request(inbox())).text()
      const answers = await Promise.all(['', '/mail'].map((rest) => app.request(page(old, rest))))
      const kept = await app.request(page(young))

      expect(list).toContain('20 October 2026</time> · 1 paper · sent · what stood in it is not kept any more')
      expect(list).toContain(`href="${page(young)}"`)
      expect(list).not.toContain(`href="${page(old)}"`)
      expect(answers.map(({ status }) => status)).toEqual([410, 410])
      expect(await answers[0]?.text()).toContain('What stood in this one has been deleted.')
      expect(kept.status).toBe(200)
    })

    test('say on their pages for how long digests are kept', async () => {
      await prune()
      const subscriptions = { subscribing: readers, digestDays: 30 } as never
      const { app } = aSubscriptionApp(db, { subscriptions })

      const answer = await app.request(page(old))

      expect(await answer.text()).toContain('Digests are kept for 30 days on this server.')
    })

    test('are nobody else’s to ask for', async () => {
      await prune()
      const bob = await readers.join('bob@example.org')

      const answer = await readers.app.request(`/inbox/${bob.recipient.secret}/digests/${ann.subscription.id}.${old}`)

      expect(answer.status).toBe(404)
    })

    test('leave the private feed, which is told as changed', async () => {
      let time = now
      const { app } = aSubscriptionApp(db, { clock: () => time })
      const before = await app.request(feed())
      await prune()
      time += HOUR_MS

      const after = await app.request(feed(), { headers: { 'If-None-Match': before.headers.get('etag') ?? '' } })

      const ids = ({ entries = [] }: ReturnType<typeof parseAtomFeed>) => entries.map(({ id = '' }) => id.slice(-10))
      expect(ids(parseAtomFeed(await before.text()))).toEqual(['2610.00002', '2610.00001'])
      expect(after.status).toBe(200)
      expect(ids(parseAtomFeed(await after.text()))).toEqual(['2610.00002'])
    })

    test('make an empty feed where none is left', async () => {
      await pruneOldDigests(db, { days: 30, now: now + 9 * DAY_MS }, never, atOnce)

      const answer = await readers.app.request(feed())

      expect(answer.status).toBe(200)
      expect(parseAtomFeed(await answer.text()).entries ?? []).toEqual([])
    })

    test('cannot be shown or sent again by an operator, who is told why', async () => {
      await prune()
      const operating = createOperatingDeliveries({ db, clock: () => now })
      const id = aDigest(ann.subscription.id, old).id

      await expect(operating.show(id)).rejects.toMatchObject({
        ...{ code: 'not_found', message: expect.stringContaining('DIGEST_DAYS') as string },
      })
      await expect(operating.resend(id)).rejects.toMatchObject({ code: 'conflict' })
      expect((await readDeliveries(db)).map(({ state }) => state)).toEqual(['sent', 'sent'])
    })
  })

  test('are kept while they are on their way, and go out whole', async () => {
    await keepDigests(db, someDigests(2))
    const [first] = someDigests(1)
    const now = first!.digest.dueAt + 40 * DAY_MS
    await db.updateTable('delivery').set({ state: 'failed', ended_at: 1, next_at: null }).execute()
    await createOperatingDeliveries({ db, clock: () => now }).resend(first!.digest.id)
    const sent: string[] = []

    const pruned = await pruneOldDigests(db, { days: 30, now }, never, atOnce)
    await createDelivering(
      deliveringDeps(db, {
        clock: () => now,
        channels: [{ name: 'mail', send: ({ digest }) => Promise.resolve(void sent.push(digest.title)) }],
      }),
    ).deliverDue(never)

    expect([pruned, sent]).toEqual([1, [first!.digest.title]])
  })

  test('are forgotten some hundred at a time, and others have their turn between', async () => {
    await keepDigests(db, someDigests(450))
    await db.updateTable('delivery').set({ state: 'sent', ended_at: 1, next_at: null }).execute()
    const left: number[] = []
    const pause = async () => void left.push((await listKept()).length)

    const pruned = await pruneOldDigests(db, { days: 30, now: Date.parse('2027-01-01') }, never, pause)

    expect(pruned).toBe(450)
    expect(left).toEqual([250, 50])
  })

  test('are forgotten once an hour, and only where the operator said for how long they are kept', async () => {
    await keepDigests(db, someDigests(1))
    await db.updateTable('delivery').set({ state: 'sent', ended_at: 1, next_at: null }).execute()
    const due = someDigests(1)[0]!.digest.composedAt
    let now = due
    const log: string[] = []
    const deps = { db, clock: () => now, log: (event: string) => void log.push(event) }
    const prune = createPruner({ ...deps, digestDays: 30 })

    const next = await prune(never)
    now = due + 30 * DAY_MS + 1
    await createPruner(deps)(never)
    const keptAtFirst = await listKept()
    await prune(never)
    const keptThen = await listKept()
    const again = await prune(never)

    expect(next).toBe(due + HOUR_MS)
    expect([keptAtFirst.length, keptThen.length]).toEqual([1, 0])
    expect(again).toBe(now + HOUR_MS)
    expect(log).toEqual(['digests.pruned'])
  })

  test('are no obstacle to the next one after a long pause, and none of their papers comes again', async () => {
    const day = { entries: [{ day: '2026-12-31' as never }] }
    await importRecords(db, [aDayPaper(0), aDayPaper(1)])
    const { id } = await subscribe(db, 'ada')
    const composer = aComposer(db, WEDNESDAY_SEVEN)
    await composer.plan()
    await composer.compose()
    await db.updateTable('delivery').set({ state: 'sent', ended_at: 1, next_at: null }).execute()
    const later = Date.parse('2026-12-31T06:00:00Z')
    await db.updateTable('subscription').set({ next_at: later }).execute()
    await pruneOldDigests(db, { days: 30, now: later }, never, atOnce)
    // The first of the two is featured once more.
    await importRecords(db, [aDayPaper(0, { ...day, origin: { at: 2 } }), aDayPaper(2, day)])
    composer.time.now = later

    await composer.plan()
    const [next] = await composer.compose()

    expect(next).toBe(`${id}.2026-12-31`)
    expect((await findDigest(db, next!))?.papers.map((paper) => paper.id)).toEqual(['2611.00002'])
    expect(composer.logged).not.toContain('digest.uncomposed')
  })
})
