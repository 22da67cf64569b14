import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ARXIV, aStanding, awaitBatch, DAILY_PAPERS } from '../../../test/support/a-standing.ts'
import { anApp, NOON } from '../../../test/support/an-app.ts'
import { aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { TaskPurpose } from '../../domain/harvest.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { Day, UnixMs } from '../../domain/time.ts'
import { showSampleWhileEmpty } from '../../services/shown-store.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import { claimSource, markFailure, markSuccess } from '../../store/source-states.ts'
import { advanceTask, findTasks, insertTasks } from '../../store/tasks.ts'
import { tellTrouble } from '../../store/troubles.ts'

const RELOAD = '<meta http-equiv="refresh" content="10"'

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
})
afterEach(() => db.destroy())

/** What is shown of a path while nothing was fetched yet; the notice as text. */
async function open(path: string, now: UnixMs = NOON, offersMail = true) {
  const shown = showSampleWhileEmpty(db, () => now)
  const sources = aStanding(db, () => now, { sources: [ARXIV, DAILY_PAPERS] })
  const html = await (await anApp(db, { ...shown.reading, clock: () => now, sources, offersMail }).request(path)).text()
  await shown.close()
  const [, notice = ''] = /<div class="notice" role="status">(.*?)<\/div>/s.exec(html) ?? []
  return {
    html,
    notice: notice
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  }
}

/** Plans `count` tasks of a source that are due, and one that is not. */
async function plan(source: SourceName, count: number, purpose?: TaskPurpose): Promise<void> {
  const keys = Array.from({ length: count }, (_, index) => String(index))
  const wish = { source, dueAt: NOON - 1, place: 0, ...(purpose && { purpose }) }
  const due = keys.map((key) => ({ ...wish, key, subject: key }))
  await insertTasks(db, [...due, { source, key: 'later', subject: 'later', dueAt: NOON + 3_600_000, place: 0 }])
}

/** Has one task brought its last answer, of `taken` records that are no papers of ours. */
async function end(source: SourceName, key: string, taken: number): Promise<void> {
  await claimSource(db, source, { runner: 'r', now: NOON, until: NOON })
  const task = (await findTasks(db, source, [key])).get(key)
  if (task) await advanceTask(db, task, { taken, faults: 0 }, NOON - 1)
  await markSuccess(db, source, NOON - 1)
}

async function fail(source: SourceName, message: string): Promise<void> {
  await claimSource(db, source, { runner: 'r', now: NOON, until: NOON })
  await tellTrouble(db, { source, kind: 'silent', subject: '', message }, NOON)
  await markFailure(db, source, { kind: 'silent', now: NOON, trouble: message, stoppedUntil: NOON + 60_000 })
}

describe('before the first paper is here', () => {
  test('the sample says how far each source is, and loads itself again', async () => {
    await plan('arxiv', 3)
    await end('arxiv', '0', 1200)

    const { html, notice } = await open('/')

    expect(notice).toBe(
      'The first papers are being fetched. Until they are here you see a sample, which is made up. ' +
        'This page reloads itself every ten seconds. Stop reloading ' +
        'arXiv 1 of 3 steps done, 1,200 records read Daily Papers to be asked in a moment',
    )
    expect(html).toContain(RELOAD)
    expect(html).toContain('<progress aria-labelledby="first-arxiv" max="3" value="1"')
    expect(html).not.toContain('import PATH')
  })

  test('whoever is disturbed by that can end it, and have it again', async () => {
    const { html, notice } = await open('/?reload=off')

    expect(html).not.toContain(RELOAD)
    expect(notice).toContain('This page does not reload itself. Reload every ten seconds')
    expect(html).toMatch(/<a href="\/\?reload=on">Reload/)
    expect((await open('/?reload=on')).html).toContain(RELOAD)
  })

  test.each(['/', '/papers/date/2026-05-03', '/papers/week/2025-W20'])(
    '%s has no form while it loads itself again, which would wipe it, but the way to one',
    async (path) => {
      const reloading = (await open(path)).html
      const standing = (await open(`${path}?reload=off`)).html

      expect([reloading, standing].map((html) => html.includes(RELOAD))).toEqual([true, false])
      expect([reloading, standing].map((html) => html.includes('<form'))).toEqual([false, true])
      expect(reloading).toMatch(
        /<h2 id="subscribe">Get [^]*<a class="button main" href="\/subscriptions\?wish=trending">/,
      )
    },
  )

  test('it is said plainly that there is no network', async () => {
    await plan('arxiv', 1)
    await plan('daily_papers', 1)
    await fail('arxiv', 'rss.arxiv.org cannot be reached (ENOTFOUND).')
    await fail('daily_papers', 'huggingface.co cannot be reached (ENOTFOUND).')

    const { notice, html } = await open('/')

    expect(notice).toContain(
      'There is no network. None of the sources can be reached. The next try is on 29 May 2026, 16:01 UTC',
    )
    expect(notice).toContain('arXiv 0 of 1 step done rss.arxiv.org cannot be reached (ENOTFOUND).')
    expect(html).not.toContain(RELOAD)
    expect(html).toContain('<form')
    expect(notice).toContain('This page does not reload itself. Reload every ten seconds')
  })

  test('without a network nobody is told of a next try while one is under way', async () => {
    await fail('arxiv', 'rss.arxiv.org cannot be reached (ENOTFOUND).')

    const { notice } = await open('/')

    expect(notice).toContain('There is no network. None of the sources can be reached. They are asked again and again.')
  })

  test('one source that answers shows that there is a network', async () => {
    await plan('daily_papers', 1)
    await fail('arxiv', 'rss.arxiv.org cannot be reached (ENOTFOUND).')
    await end('daily_papers', '0', 0)

    const { notice } = await open('/')

    expect(notice).toContain('The first papers are being fetched.')
    expect(notice).toContain('rss.arxiv.org cannot be reached')
  })

  test('progress is shown anew though no paper came', async () => {
    let now = NOON
    await plan('arxiv', 2)
    const app = anApp(db, { clock: () => now, sources: aStanding(db, () => now) })
    const first = await app.request('/')

    await end('arxiv', '0', 5)
    now += 1000
    await new Promise(setImmediate) // requests of one turn are told the same
    const second = await app.request('/', { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })

    expect(second.status).toBe(200)
    expect(await second.text()).toContain('1 of 2 steps done')
  })
})

test('from the first paper on no page loads itself again', async () => {
  await plan('arxiv', 3)
  await importRecords(db, [aPaper()])

  const { html, notice } = await open('/')

  expect(notice).toBe('')
  expect(html).not.toContain(RELOAD)
})

describe('from the first paper on, while more of the first papers come', () => {
  const readLine = (html: string): string =>
    (/<p class="notice">(.*?)<\/p>/s.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')

  test('a line on the edition says how far each source is that is not done, and the page does not load itself', async () => {
    await plan('arxiv', 3, 'start')
    await plan('daily_papers', 1, 'start')
    await end('daily_papers', '0', 7)
    await end('arxiv', '0', 1200)
    await importRecords(db, [aPaper()])

    const { html, notice } = await open('/')

    expect(notice).toBe('')
    expect(readLine(html)).toBe('More of the first papers are coming. arXiv: 1 of 3 steps done. How each source stands')
    expect(html).toContain('<a href="/about#sources">')
    expect(html).not.toContain(RELOAD)
  })

  test('it says what is held up, and stands beside what is to be said of the edition', async () => {
    await plan('arxiv', 2, 'start')
    await fail('arxiv', 'rss.arxiv.org cannot be reached (ENOTFOUND).')
    await importRecords(db, [aPaper({ fields: { announcedDay: '2026-05-28' as Day } })])
    await awaitBatch(db, '2026-05-29' as Day)

    const { html } = await open('/')

    expect(html).toContain('The papers of Friday 29 May 2026 are late.')
    expect(html).toContain('arXiv: 0 of 2 steps done, held up at present.')
  })

  test('it is gone when the last of them has ended, whatever else is fetched', async () => {
    await plan('arxiv', 1, 'start')
    await end('arxiv', '0', 1200)
    await plan('daily_papers', 2, 'backfill')
    await importRecords(db, [aPaper()])

    expect((await open('/')).html).not.toContain('class="notice"')
  })
})
