import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DeliveryError } from '../../src/domain/delivery-error.ts'
import type { Digest, DigestId } from '../../src/domain/digest.ts'
import { AppError } from '../../src/domain/error.ts'
import type { Headline } from '../../src/domain/headline.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Channel } from '../../src/domain/ports.ts'
import type { SubscriptionId } from '../../src/domain/subscription.ts'
import { addDays, type Day, DAY_MS, HOUR_MS, type UnixMs } from '../../src/domain/time.ts'
import { type Composing, createComposing } from '../../src/services/digests/composing.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import type { SearchRequest } from '../../src/services/search/searching.ts'
import type { Db } from '../../src/store/db.ts'
import { writeFeedback } from '../../src/store/digest-feedback.ts'
import { findDigest } from '../../src/store/digests.ts'
import { keepPlans } from '../../src/store/due-subscriptions.ts'
import { aDayPaper, subscribe, WEDNESDAY, WEDNESDAY_SEVEN } from '../support/a-subscriber.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'
import { deliveringDeps } from '../support/some-deliveries.ts'

const never = new AbortController().signal
const THURSDAY = addDays(WEDNESDAY, 1)

describe.each(dialects)('digests on $dialect', (where) => {
  let db: Db
  let now: UnixMs
  let asked: SearchRequest[]
  let logged: string[]
  let found: (request: SearchRequest) => Headline[]
  beforeEach(async () => {
    db = await freshDatabase(where)
    now = WEDNESDAY_SEVEN
    asked = []
    logged = []
    found = () => []
  })
  afterEach(() => db.destroy())

  const create = (): Composing =>
    createComposing({
      db,
      clock: () => now,
      log: (event) => void logged.push(event),
      searching: {
        searchPapers: async (request) => {
          asked.push(request)
          const hits = await Promise.resolve(found(request))
          return {
            ...{ found: hits.map((headline) => ({ headline, score: 1, title: [] })), hasMore: false, matched: 0 },
            ...{ isExact: true, filters: [], problems: [], isPartial: false, waiting: 0 },
          }
        },
      },
    })

  /** Plans and composes all that is due; in the order of their ids. */
  async function compose(composing = create()): Promise<Digest[]> {
    await composing.planDue(never)
    const ids: DigestId[] = []
    for (;;) {
      const { composed, failed, discarded } = await composing.composeDue(never)
      ids.push(...composed)
      if (composed.length + failed + discarded === 0) break
    }
    const digests = await Promise.all(ids.map((id) => findDigest(db, id)))
    return digests.flatMap((digest) => digest ?? []).sort((a, b) => (a.id < b.id ? -1 : 1))
  }
  const listIds = (digests: readonly Digest[]) =>
    digests.map(({ papers }) => papers.map(({ id }) => id.slice(-1)).join(''))
  const count = async (table: 'digest' | 'digest_paper' | 'delivery') =>
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n

  test('hold no mark that turns what follows round, and no end of a line, whatever papers and wishes hold', async () => {
    const turned = '\u202eA\r\n\u2066B'
    await importRecords(db, [
      aDayPaper(0, {
        fields: {
          title: turned,
          abstract: `${turned} is.`,
          authors: [turned],
          organization: { handle: 'lab', fullname: turned },
        },
      }),
    ])
    await subscribe(db, 'ada', { wish: { kind: 'author', name: turned } })

    const [digest] = await compose()

    const { title, authors, organisation, sentences, reason } = digest?.papers[0] ?? {}
    expect([digest?.title, title, authors, organisation, sentences, reason]).toEqual([
      ...['Papers by A B', 'A B', ['A B'], 'A B', ['A B is.'], 'By A B, as you asked.'],
    ])
  })

  test('hold the papers of the day, frozen with their delivery, each with its reason', async () => {
    await importRecords(db, [
      aDayPaper(0, {
        fields: {
          title: 'On $O(n^2)$ tides',
          authors: ['Ada Kestrel', 'Bo', 'Cy', 'Di'],
          organization: { handle: 'lab' },
        },
      }),
      aDayPaper(1, { entries: [{ day: addDays(WEDNESDAY, -1) }] }),
      aDayPaper(2, { entries: [], votes: 0, fields: { announcedDay: WEDNESDAY, primaryCategory: 'math.ST' } }),
    ])
    await subscribe(db, 'ada')

    const [digest] = await compose()
    await importRecords(db, [aDayPaper(0, { votes: 5000, origin: { at: 9 } })])

    expect(digest).toMatchObject({
      ...{ id: `s-ada.${WEDNESDAY}`, from: WEDNESDAY, to: WEDNESDAY, dueAt: WEDNESDAY_SEVEN, title: 'The edition' },
      ...{ considered: 2, isCatchUp: false },
    })
    expect(await findDigest(db, digest?.id as DigestId)).toEqual(digest)
    expect(digest?.papers).toMatchObject([
      {
        ...{
          id: '2611.00000',
          title: 'On O(n²) tides',
          authors: ['Ada Kestrel', 'Bo', 'Cy', 'Di'],
          authorCount: 4,
          votes: 90,
        },
        ...{ organisation: 'lab', topic: 'Computation and Language', reason: 'The only one featured.' },
        sentences: ['Salt water floods reeds twice daily.', 'We measure sediment behind dykes and find it doubled.'],
      },
      { id: '2611.00002', announcedDay: WEDNESDAY, reason: 'Announced in Statistics Theory.' },
    ])
    expect([await count('digest_paper'), await count('delivery')]).toEqual([2, 1])
  })

  test('are made once, whoever plans and composes at the same time', async () => {
    await importRecords(db, [aDayPaper(0)])
    for (const name of ['a', 'b', 'c']) await subscribe(db, name)

    await Promise.all([compose(), compose(), compose()])

    expect([await count('digest'), await count('digest_paper'), await count('delivery')]).toEqual([3, 3, 3])
  })

  test('never bring a paper twice, and at most as many as were wished for', async () => {
    await importRecords(db, [
      ...[0, 1, 2, 3].map((place) => aDayPaper(place)),
      aDayPaper(4, { entries: [{ day: THURSDAY }] }),
      // Again, two days later.
      ...[0, 5].map((place) => aDayPaper(place, { entries: [{ day: addDays(THURSDAY, 1) }], origin: { at: 2 } })),
    ])
    await subscribe(db, 'ada', { size: 3 })

    const digests = await compose()
    now += DAY_MS
    digests.push(...(await compose()))
    now += DAY_MS
    digests.push(...(await compose()))

    expect(listIds(digests)).toEqual(['012', '4', '5'])
  })

  test('are not made for a time that was changed while they were planned', async () => {
    const { id } = await subscribe(db, 'ada', { nextAt: now + DAY_MS })
    const digest = { from: WEDNESDAY, to: WEDNESDAY, dueAt: now }

    const made = await keepPlans(db, [{ subscriptionId: id, dueAt: now, nextAt: now + 2 * DAY_MS, digest }])

    expect([made, await count('digest'), await create().findNextAt()]).toEqual([0, 0, now + DAY_MS])
  })

  test('group papers by topic, topics by their best paper', async () => {
    const fields = { categories: ['cs.IR'], primaryCategory: 'cs.IR' }
    await importRecords(db, [aDayPaper(0), aDayPaper(1, { fields }), aDayPaper(2), aDayPaper(3, { fields })])
    await subscribe(db, 'ada')

    expect(listIds(await compose())).toEqual(['0213'])
  })

  test('leave out a paper that is nearly another one', async () => {
    const { title, abstract = '' } = aDayPaper(0).fields
    const fields = { title: `${title} again`, abstract: `${abstract} Revised.` }
    await importRecords(db, [aDayPaper(0), aDayPaper(1), aDayPaper(2, { fields })])
    await subscribe(db, 'ada')

    expect(listIds(await compose())).toEqual(['01'])
  })

  test('bring what was featured later on the last day, though they were full, and nothing that they left out', async () => {
    const entries = [{ day: WEDNESDAY, submittedAt: WEDNESDAY_SEVEN - 1 }]
    await importRecords(
      db,
      [0, 1, 2].map((place) => aDayPaper(place, { entries })),
    )
    await subscribe(db, 'ada', { size: 2 })
    const first = await compose()
    const later = [{ day: WEDNESDAY, submittedAt: WEDNESDAY_SEVEN + 1 }]
    await importRecords(db, [aDayPaper(3, { entries: later }), aDayPaper(4, { entries: [{ day: THURSDAY }] })])
    now += DAY_MS

    const [second] = await compose()

    expect(listIds([...first, second as Digest])).toEqual(['01', '34'])
    expect(second).toMatchObject({ from: THURSDAY, to: THURSDAY, considered: 1 })
  })

  test('of what trends bring on the next day what was left out before', async () => {
    await importRecords(
      db,
      [0, 1, 2].map((place) => aDayPaper(place)),
    )
    await subscribe(db, 'ada', { wish: { kind: 'trending' }, size: 2 })

    const first = await compose()
    now += DAY_MS

    expect(listIds([...first, ...(await compose())])).toEqual(['01', '2'])
  })

  test('bring what reached the store a day late, where there was room for it', async () => {
    const late = { entries: [], votes: 0, fields: { announcedDay: WEDNESDAY } }
    await importRecords(
      db,
      [0, 1, 2].map((place) => aDayPaper(place)),
    )
    await subscribe(db, 'full', { size: 3 })
    await subscribe(db, 'spacious', { size: 4 })
    await compose()
    await importRecords(db, [aDayPaper(3, late)])
    now += DAY_MS

    expect(listIds(await compose())).toEqual(['', '3'])
  })

  test('bring what reached the store days late, where it had nothing all that time, and nothing from before', async () => {
    const of = (days: number) => ({ entries: [], votes: 0, fields: { announcedDay: addDays(WEDNESDAY, days) } })
    await importRecords(db, [aDayPaper(0), aDayPaper(1), aDayPaper(2, of(0))])
    await subscribe(db, 'ada', { size: 2 })
    const sent = listIds(await compose())
    for (let day = 1; day <= 4; day++) {
      now += DAY_MS
      sent.push(...listIds(await compose()))
    }
    // The source is heard again on the fifth day.
    await importRecords(db, [aDayPaper(3, of(1)), aDayPaper(4, of(5))])
    now += DAY_MS

    const [digest] = await compose()

    expect(sent).toEqual(['01', '', '', '', ''])
    expect(listIds([digest as Digest])).toEqual(['43'])
  })

  test('leave out a paper that is nearly one of the last digest', async () => {
    const { title, abstract = '' } = aDayPaper(0).fields
    const fields = { title: `${title} again`, abstract: `${abstract} Revised.` }
    const entries = [{ day: THURSDAY }]
    await importRecords(db, [aDayPaper(0), aDayPaper(1, { entries, fields }), aDayPaper(2, { entries })])
    await subscribe(db, 'ada')

    const first = await compose()
    now += DAY_MS

    expect(listIds([...first, ...(await compose())])).toEqual(['0', '2'])
  })

  test('heed what was asked more and less of', async () => {
    const retrieval = {
      title: 'Sparse retrieval of whales',
      abstract: 'Hydrophones hear humpbacks sing below Arctic ice floes.',
    }
    const lensing = {
      title: 'Gravitational lensing of bread',
      abstract: 'Ovens raise dough of rye flour, butter, yeast and sugar.',
    }
    await importRecords(db, [
      ...[1, 2].map((place) => aDayPaper(place)),
      ...[0, 3, 4].map((place) => aDayPaper(place, { entries: [{ day: THURSDAY }] })),
      aDayPaper(5, { entries: [{ day: THURSDAY }], fields: lensing, votes: 500 }),
      aDayPaper(6, { entries: [{ day: THURSDAY }], fields: retrieval, votes: 1 }),
    ])
    const { id } = await subscribe(db, 'ada', { size: 2 })
    await subscribe(db, 'bo', { size: 2 })
    await compose()
    await writeFeedback(db, id, { paperId: '2611.00001' as PaperId, kind: 'more', at: now })
    await writeFeedback(db, id, { paperId: '2611.00002' as PaperId, kind: 'less', at: now })
    now += DAY_MS

    const [ada, bo] = await compose()

    expect(listIds([ada as Digest, bo as Digest])).toEqual(['60', '50'])
    expect(ada?.papers[0]?.reason).toBe('Close to “Sparse retrieval observed”, which you asked more of.')
  })

  test('hold what was asked more of before it was sent, for its own reason, and nothing of what was not wanted', async () => {
    await importRecords(
      db,
      [0, 1, 2, 3].map((place) => aDayPaper(place)),
    )
    const { id } = await subscribe(db, 'ada', { size: 2 })
    await writeFeedback(db, id, { paperId: '2611.00003' as PaperId, kind: 'more', at: now })
    await writeFeedback(db, id, { paperId: '2611.00000' as PaperId, kind: 'less', at: now })

    const [digest] = await compose()

    expect(digest?.papers.map(({ id: paper, reason }) => `${paper.slice(-1)}: ${reason}`)).toEqual([
      '3: Fourth of 4 featured.',
      '1: Second of 4 featured.',
    ])
  })

  test('without papers are delivered only to who wants to be told', async () => {
    await subscribe(db, 'ada')
    await subscribe(db, 'bo', { sendsEmpty: true })

    const digests = await compose()

    expect(listIds(digests)).toEqual(['', ''])
    expect(await db.selectFrom('delivery').select('digest_id').execute()).toEqual([{ digest_id: `s-bo.${WEDNESDAY}` }])
  })

  test('after an absence bring what was missed', async () => {
    await importRecords(
      db,
      [0, 1, 2].map((place) => aDayPaper(place, { entries: [{ day: addDays(WEDNESDAY, place) }] })),
    )
    await subscribe(db, 'ada')
    await compose()
    now += 2 * DAY_MS

    const [digest] = await compose()

    expect(digest).toMatchObject({ from: THURSDAY, to: '2026-11-20', edition: '2026-11-20', isCatchUp: true })
    expect(listIds([digest as Digest])).toEqual(['12'])
  })

  const refusing: Channel = { name: 'mail', send: () => Promise.reject(new DeliveryError('refused', 'Not wanted.')) }
  test.each([
    ['dropped', 13, []],
    ['failed', 0, [refusing]],
  ])('that %s count for nothing: the next one brings their papers', async (state, hoursLate, channels) => {
    await importRecords(db, [aDayPaper(0), aDayPaper(1, { entries: [{ day: THURSDAY }] })])
    await subscribe(db, 'ada')
    await compose()
    const clock = () => WEDNESDAY_SEVEN + hoursLate * HOUR_MS
    await createDelivering(deliveringDeps(db, { channels, clock })).deliverDue(never)
    expect(await db.selectFrom('delivery').select('state').execute()).toEqual([{ state }])
    now += DAY_MS

    const [digest] = await compose()

    expect(digest?.from).toBe(WEDNESDAY)
    expect(listIds([digest as Digest])).toEqual(['01'])
  })

  test('go on after one that is damaged, without its papers', async () => {
    await importRecords(db, [aDayPaper(0), aDayPaper(1, { entries: [{ day: THURSDAY }] })])
    await subscribe(db, 'ada')
    await compose()
    await db.updateTable('digest').set({ content: '{' }).execute()
    now += DAY_MS

    const digests = await compose()

    expect(listIds(digests)).toEqual(['1'])
    expect(logged).not.toContain('digest.uncomposed')
  })

  test('that nobody composed in time are taken away, and their papers come with the next', async () => {
    await importRecords(db, [aDayPaper(0)])
    await subscribe(db, 'ada')
    await create().planDue(never)
    now += 13 * 3_600_000

    const late = await compose()
    now = WEDNESDAY_SEVEN + DAY_MS
    const [next] = await compose()

    expect(late).toEqual([])
    expect(next?.from).toBe(WEDNESDAY)
    expect(listIds([next as Digest])).toEqual(['0'])
  })

  test('are not made for who paused, ended, never confirmed, or takes no mail', async () => {
    await importRecords(db, [aDayPaper(0)])
    for (const state of ['paused', 'ended', 'pending'] as const) await subscribe(db, state, { state })
    await subscribe(db, 'gone')
    await db
      .updateTable('recipient')
      .set({ suppressed_at: 1, suppressed_reason: 'Gone.' })
      .where('id', '=', 'r-gone')
      .execute()

    expect(await compose()).toEqual([])
    expect(await count('digest')).toBe(0)
  })

  test('of others go out when one cannot be composed, which is tried again with growing pauses', async () => {
    await importRecords(db, [aDayPaper(0)])
    await subscribe(db, 'ada', { wish: { kind: 'search', query: 'tides' } })
    await subscribe(db, 'bo')
    found = () => {
      throw new AppError('unavailable', 'The index is not there yet.')
    }
    const composing = create()

    const digests = await compose(composing)
    const [stuck] = await db.selectFrom('digest').selectAll().where('composed_at', 'is', null).execute()
    const retryAt = await composing.findNextAt()
    found = () => []
    now = retryAt ?? 0
    const later = await compose(composing)

    expect(digests.map(({ subscriptionId }) => subscriptionId)).toEqual(['s-bo'])
    expect(stuck).toMatchObject({ attempts: 1, trouble: 'The index is not there yet.' })
    expect(retryAt).toBe(WEDNESDAY_SEVEN + 60_000)
    expect(later.map(({ subscriptionId }) => subscriptionId)).toEqual(['s-ada'])
    expect(logged).toContain('digest.uncomposed')
  })

  test('go out at once when asked for, once an edition, and the next one brings what is new', async () => {
    await importRecords(db, [aDayPaper(0), aDayPaper(1, { entries: [{ day: THURSDAY }] })])
    const { id } = await subscribe(db, 'ada', { nextAt: WEDNESDAY_SEVEN + DAY_MS })
    const composing = create()

    await composing.sendNow(id)
    const first = await compose(composing)
    const again = await composing.sendNow(id).catch((error: unknown) => (error as AppError).code)
    now += DAY_MS
    const next = await compose(composing)

    expect(listIds([...first, ...next])).toEqual(['0', '1'])
    expect(again).toBe('conflict')
    await expect(composing.sendNow('s-nobody' as SubscriptionId)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('can be looked at before they are due, and nothing is kept', async () => {
    await importRecords(db, [aDayPaper(0)])
    const subscription = await subscribe(db, 'ada', { state: 'pending' })

    const { digest, isNew } = await create().preview(subscription)

    expect([isNew, ...listIds([digest])]).toEqual([true, '0'])
    expect(await count('digest')).toBe(0)
  })

  test('are looked at without what was sent, and say where there has been no new edition', async () => {
    await importRecords(db, [aDayPaper(0), aDayPaper(1), aDayPaper(2, { entries: [{ day: THURSDAY }] })])
    const subscription = await subscribe(db, 'ada', { size: 1 })
    const composing = create()
    await compose(composing)

    const same = await composing.preview(subscription)
    now += DAY_MS
    const next = await composing.preview(subscription)

    expect([same.isNew, ...listIds([same.digest])]).toEqual([false, ''])
    expect([next.isNew, ...listIds([next.digest])]).toEqual([true, '2'])
    expect(next.digest).toMatchObject({ from: THURSDAY, to: THURSDAY, isCatchUp: false })
  })

  const FLOODED = 'Salt water floods reeds twice daily. We measure sediment behind dykes and find it tripled.'
  const FORMER = 'doi:10.5555/tides' as PaperId
  const joinTides = (day: Day) => importRecords(db, [aDayPaper(0, { formerIds: [FORMER], entries: [{ day }] })])

  test('bring no paper again that was sent under an id that it had before', async () => {
    await importRecords(db, [aDayPaper(0, { id: FORMER }), aDayPaper(1, { entries: [{ day: THURSDAY }] })])
    await subscribe(db, 'ada')
    const [first] = await compose()
    now += DAY_MS
    await compose()
    await joinTides(addDays(THURSDAY, 1))
    await importRecords(db, [aDayPaper(2, { entries: [{ day: addDays(THURSDAY, 1) }] })])
    now += DAY_MS

    const third = await compose()

    expect(first?.papers.map(({ id }) => id)).toEqual([FORMER])
    expect(listIds(third)).toEqual(['2'])
  })

  test('heed what was said of a paper under an id that it had before', async () => {
    await importRecords(db, [
      aDayPaper(1, { entries: [{ day: THURSDAY }] }),
      aDayPaper(2, { entries: [{ day: THURSDAY }], fields: { title: 'Tidal marshes again', abstract: FLOODED } }),
    ])
    await joinTides(THURSDAY)
    const { id } = await subscribe(db, 'ada')
    await writeFeedback(db, id, { paperId: FORMER, kind: 'less', at: 1 })
    now += DAY_MS

    const [digest] = await compose()

    expect(listIds([digest as Digest])).toEqual(['1'])
  })

  test('have no heading above the best papers where nobody named their subject, and others of the kind last', async () => {
    const unnamed = { categories: [], primaryCategory: '' }
    await importRecords(db, [
      aDayPaper(0, { fields: unnamed }),
      aDayPaper(1),
      aDayPaper(2, { fields: unnamed }),
      aDayPaper(3, { fields: { categories: ['math.ST'], primaryCategory: 'math.ST' } }),
    ])
    await subscribe(db, 'ada')

    const [digest] = await compose()

    expect(digest?.papers.map(({ topic, reason }) => `${topic}: ${reason}`)).toEqual([
      ': First of 4 featured.',
      'Computation and Language: Second of 4 featured.',
      'Statistics Theory: Fourth of 4 featured.',
      'Other subjects: Third of 4 featured.',
    ])
  })

  test('of a search hold what holds most of its words, of the days asked for', async () => {
    const records = [aDayPaper(0), aDayPaper(1), aDayPaper(2, { entries: [{ day: addDays(WEDNESDAY, -9) }] })]
    await importRecords(db, records)
    found = () =>
      records.map(({ id, fields: { title, abstract = '' } }) => ({
        ...{ id, title, abstract, authors: [], categories: [], votes: 3, comments: 0, changeNumber: 1 },
      }))
    await subscribe(db, 'ada', { wish: { kind: 'search', query: 'salt reeds' } })
    await subscribe(db, 'bo', {
      wish: { kind: 'search', query: '"retrieval' },
      rhythm: { span: 'week', weekdays: [3], hour: 7, zone: 'Europe/Oslo' },
    })

    const digests = await compose()

    expect(digests.map(({ title }) => title)).toEqual(['Papers on “salt reeds”', 'Papers on "retrieval'])
    expect(digests[0]?.papers).toMatchObject([
      { id: '2611.00000', reason: 'Its abstract has the words you search for.' },
    ])
    expect(asked.map(({ text }) => text)).toEqual([
      'edition:2026-11-18 salt reeds',
      `edition:${[12, 13, 14, 15, 16, 17, 18].map((day) => `2026-11-${day}`).join(',')} "retrieval`,
    ])
  })

  test('of papers like a few say to which they are close, and leave out what is like none', async () => {
    const alike = { title: 'Tidal dykes', abstract: 'Sediment of marshes behind dykes, flooded by salt water.' }
    const records = [aDayPaper(1), aDayPaper(2, { fields: alike })]
    await importRecords(db, [aDayPaper(0, { entries: [{ day: '2026-01-02' as Day }] }), ...records])
    found = ({ like = [] }) => {
      if (like.includes('2611.99999' as PaperId)) throw new AppError('invalid', 'not in the index')
      return records.map(({ id, fields: { title } }) => ({
        ...{ id, title, authors: [], categories: [], votes: 0, comments: 0, changeNumber: 1 },
      }))
    }
    const papers = ['2611.00000', '2611.99999'] as PaperId[]
    await subscribe(db, 'ada', { wish: { kind: 'similar', papers } })

    const [digest] = await compose()

    expect(digest?.title).toBe('Papers like “Tidal marshes observed” and 1 other')
    expect(digest?.papers).toMatchObject([
      { id: '2611.00002', reason: 'Close to “Tidal marshes observed”, which you gave as an example.' },
    ])
  })

  test('of a category, an author, an organisation and of what trends hold theirs alone', async () => {
    const other = { categories: ['math.ST', 'cs.IR'], primaryCategory: 'math.ST' }
    await importRecords(db, [
      aDayPaper(0, { fields: { authors: ['José García'] } }),
      aDayPaper(1, { fields: { ...other, organization: { handle: 'lab', fullname: 'Lantern Hill' } } }),
      aDayPaper(2, { entries: [], votes: 0, fields: { ...other, announcedDay: WEDNESDAY } }),
      aDayPaper(3, { entries: [{ day: addDays(WEDNESDAY, -3) }] }),
    ])
    await subscribe(db, 'a', { wish: { kind: 'category', code: 'cs.IR' } })
    await subscribe(db, 'b', { wish: { kind: 'category', code: 'math' } })
    await subscribe(db, 'c', { wish: { kind: 'author', name: 'jose  garcia' } })
    await subscribe(db, 'd', { wish: { kind: 'organisation', handle: 'lab' } })
    await subscribe(db, 'e', { wish: { kind: 'trending' } })

    const digests = await compose()

    expect(
      digests.map(({ title, papers }) => [title, ...papers.map(({ id, reason }) => `${id.slice(-1)}: ${reason}`)]),
    ).toEqual([
      [
        'Information Retrieval',
        '1: Featured; first of 2 in Information Retrieval.',
        '2: Announced in Statistics Theory, and listed under Information Retrieval.',
      ],
      ['math', '1: Featured; first of 2 in math.', '2: Announced in Statistics Theory.'],
      ['Papers by jose garcia', '0: By jose garcia, as you asked.'],
      ['Papers from Lantern Hill', '1: From Lantern Hill, as you asked.'],
      ['Trending papers', '0: First among what trends.', '3: Third among what trends.', '1: Second among what trends.'],
    ])
  })
})
