import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { announce, aStanding, awaitBatch } from '../../../test/support/a-standing.ts'
import { anApp } from '../../../test/support/an-app.ts'
import { aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Day, UnixMs } from '../../domain/time.ts'
import { markReckoned } from '../../store/announced-batches.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'

// arXiv announces Friday's papers on Thursday evening. Its announcement can be read at 01:00 in New York, 06:00 UTC.
const THURSDAY = '2026-11-19' as Day
const FRIDAY = '2026-11-20' as Day
const FRIDAY_NOON = Date.parse('2026-11-20T17:00:00Z')
const SATURDAY_NOON = Date.parse('2026-11-21T17:00:00Z')

let now: UnixMs
let db: Db
beforeEach(async () => {
  now = FRIDAY_NOON
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
})
afterEach(() => db.destroy())

function anAppNow() {
  const clock = () => now
  return anApp(db, { clock, sources: aStanding(db, clock) })
}

/** The notices of a page, as text. */
async function readNotices(path: string, app = anAppNow()): Promise<string[]> {
  const html = await (await app.request(path)).text()
  return [...html.matchAll(/<p class="notice">(.*?)<\/p>/gs)].map(([, notice = '']) => notice.replace(/<[^>]+>/g, ''))
}

async function hold(...days: Day[]): Promise<void> {
  const papers = days.map((day, index) =>
    aPaper({ id: `2611.0000${index + 1}` as PaperId, fields: { title: `Owls ${day}`, announcedDay: day } }),
  )
  await importRecords(db, papers)
}

describe('an edition', () => {
  test('of which papers are missing says how many are here, and when it is tried again', async () => {
    await hold(FRIDAY)
    await announce(db, FRIDAY, { announced: 1814, missing: 2, retryAt: Date.parse('2026-11-20T17:05:00Z') })

    const notice =
      '1,812 of 1,814 announced papers are here; the rest is being fetched. The next try is on 20 November 2026, 17:05 UTC.'
    expect(await readNotices('/papers/date/2026-11-20')).toEqual([notice])
    expect(await readNotices('/')).toEqual([notice])
    expect(await (await anAppNow().request('/papers/date/2026-11-20.md')).text()).toContain(
      notice.slice(0, notice.indexOf('.')),
    )
  })

  test('says so once what is missing was given up', async () => {
    await hold(FRIDAY)
    await announce(db, FRIDAY, { announced: 3, missing: 1, closedAt: Date.parse('2026-11-20T17:05:00Z') })

    expect(await readNotices('/papers/date/2026-11-20')).toEqual([
      '2 of 3 announced papers are here; the rest was asked for again and again, and was not to be had.',
    ])
  })

  test('whose announcement is late or was never read says whose papers it holds all the same', async () => {
    await hold(FRIDAY)
    await awaitBatch(db, FRIDAY)
    const late = await readNotices('/papers/date/2026-11-20')
    await markReckoned(db, 'arxiv', { day: FRIDAY, count: 1 }, now)
    now += 1000

    expect(late).toEqual([
      'What arXiv announced for this day is not known yet. The papers here are those that were submitted in time for it.',
    ])
    expect(await readNotices('/papers/date/2026-11-20')).toEqual([
      'What arXiv announced for this day was not read in time. The papers here are those that were submitted in time for it.',
    ])
  })

  test('says nothing while all is well', async () => {
    await hold(THURSDAY, FRIDAY)
    await announce(db, THURSDAY, { announced: 3, missing: 0 })
    await announce(db, FRIDAY, { announced: 3, missing: 0 })

    expect(await readNotices('/')).toEqual([])
    expect(await readNotices('/papers/date/2026-11-19')).toEqual([])
  })

  test('that is late says so on the page of the newest one that is here, and nowhere else', async () => {
    await hold('2026-11-18' as Day, THURSDAY)
    await announce(db, THURSDAY, { announced: 3, missing: 0 })
    await awaitBatch(db, FRIDAY)

    expect(await readNotices('/')).toEqual([
      'The papers of Friday 20 November 2026 are late. arXiv has not announced them, or does not answer. They were due on 20 November 2026, 06:00 UTC.',
    ])
    expect(await readNotices('/papers/date/2026-11-18')).toEqual([])
  })

  test('that is due, and not for three hours, is not called late', async () => {
    await hold(THURSDAY)
    await awaitBatch(db, FRIDAY)
    now = Date.parse('2026-11-20T09:00:00Z')

    expect(await readNotices('/')).toEqual([])
  })

  test('says at a weekend that no papers are announced, and when the next come', async () => {
    await hold(FRIDAY)
    await announce(db, FRIDAY, { announced: 3, missing: 0 })
    now = SATURDAY_NOON

    expect(await readNotices('/')).toEqual([
      'No papers are announced for Saturday 21 November 2026. arXiv announces none for weekends. The next edition is that of Monday 23 November 2026. arXiv announces its papers on Sunday at 20:00 in New York (23 November 2026, 01:00 UTC).',
    ])
  })

  // No papers are announced on the evening of Thanksgiving, 26 November: Friday has none, and the weekend follows.
  test('says on a holiday that it is one', async () => {
    await hold('2026-11-26' as Day)
    now = Date.parse('2026-11-27T17:00:00Z')

    expect(await readNotices('/')).toEqual([
      'No papers are announced for Friday 27 November 2026. arXiv keeps a holiday. The next edition is that of Monday 30 November 2026. arXiv announces its papers on Sunday at 20:00 in New York (30 November 2026, 01:00 UTC).',
    ])
  })

  test('that is late is not hidden by a weekend', async () => {
    await hold(THURSDAY)
    await awaitBatch(db, FRIDAY)
    now = SATURDAY_NOON

    const notices = await readNotices('/')

    expect(notices.map((notice) => notice.split('.')[0])).toEqual([
      'The papers of Friday 20 November 2026 are late',
      'No papers are announced for Saturday 21 November 2026',
    ])
  })

  test('of a week, and of a time before arXiv was followed, says nothing', async () => {
    await hold('2026-11-12' as Day, FRIDAY)
    await announce(db, FRIDAY, { announced: 4, missing: 2 })

    expect(await readNotices('/papers/week/2026-W47')).toEqual([])
    expect(await readNotices('/papers/date/2026-11-12')).toEqual([])
  })

  test('is shown anew when its batch changes though no paper does', async () => {
    await hold(FRIDAY)
    await announce(db, FRIDAY, { announced: 4, missing: 2 })
    const app = anAppNow()
    const first = await app.request('/papers/date/2026-11-20')
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '' }
    const same = await app.request('/papers/date/2026-11-20', { headers })

    await announce(db, FRIDAY, { announced: 4, missing: 1 })
    now += 1000 // as often as that it is looked
    await setImmediate() // requests of one turn are told the same
    const changed = await app.request('/papers/date/2026-11-20', { headers })

    expect([same.status, changed.status]).toEqual([304, 200])
    expect(await changed.text()).toContain('3 of 4 announced papers')
  })

  test('is shown anew when it becomes late though nothing is written', async () => {
    await hold(THURSDAY)
    await awaitBatch(db, FRIDAY)
    now = Date.parse('2026-11-20T09:00:00Z')
    const app = anAppNow()
    const first = await app.request('/')

    now += 1000
    await setImmediate()
    const late = await app.request('/', { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })

    expect(late.status).toBe(200)
    expect(await late.text()).toContain('are late')
  })
})

describe('a day without papers', () => {
  test.each([
    ['2026-11-20T08:00:00Z', 'Not here yet', 'is asked for from 20 November 2026, 06:00 UTC on, and stands here'],
    ['2026-11-20T17:00:00Z', 'Not here yet', 'The papers of Friday 20 November 2026 are late.'],
  ])('whose announcement is awaited says so at %s', async (at, title, reason) => {
    await hold(THURSDAY)
    await awaitBatch(db, FRIDAY)
    now = Date.parse(at)

    const html = await (await anAppNow().request('/papers/date/2026-11-20')).text()

    expect(html).toContain(`<h1 id="what">${title}</h1>`)
    expect(html).toContain(reason)
  })

  test('at a weekend says when the next papers come, while they are to come', async () => {
    now = SATURDAY_NOON
    const coming = 'on Sunday at 20:00 in New York (23 November 2026, 01:00 UTC)'
    await hold(FRIDAY)

    expect(await (await anAppNow().request('/papers/date/2026-11-21')).text()).toContain(coming)
    expect(await (await anAppNow().request('/papers/date/2026-11-21.md')).text()).toContain(coming)
    expect(await (await anAppNow().request('/papers/date/2026-11-14')).text()).not.toContain('New York')
  })
})
