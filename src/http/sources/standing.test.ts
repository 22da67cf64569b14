import { DomUtils, parseDocument, parseFeed } from 'htmlparser2'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { announce, ARXIV, aStanding, DAILY_PAPERS } from '../../../test/support/a-standing.ts'
import { anApp, anAppOf, NOON } from '../../../test/support/an-app.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { Day, UnixMs } from '../../domain/time.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import { claimSource, markFailure, markSuccess } from '../../store/source-states.ts'
import { advanceTask, findTasks, insertTasks } from '../../store/tasks.ts'
import { settleTroubles, tellTrouble } from '../../store/troubles.ts'

const HOUR = 3_600_000
const FRIDAY = '2026-05-29' as Day // the day of `NOON`; its announcement was due at 05:00 UTC
const SECRET = 'https://feeds.example.org/u/s3cret.xml?token=abc'

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
})
afterEach(() => db.destroy())

function anAppWith(sources = [ARXIV, DAILY_PAPERS], switchedOff: SourceName[] = ['github', 'openalex']) {
  return anApp(db, { sources: aStanding(db, () => NOON, { sources, switchedOff }) })
}

/** arXiv answered an hour ago, lacks two papers of Friday, has failed twice since and is asked again in half an hour. */
async function letArxivFail(): Promise<void> {
  await claimSource(db, 'arxiv', { runner: 'r', now: NOON, until: NOON })
  await markSuccess(db, 'arxiv', NOON - HOUR)
  await announce(db, FRIDAY, { announced: 814, missing: 2, retryAt: NOON + HOUR })
  for (const ago of [600_000, 300_000]) {
    const message = 'oaipmh.arxiv.org answered 503.'
    await tellTrouble(db, { source: 'arxiv', kind: 'busy', subject: '', message }, NOON - ago)
    await markFailure(db, 'arxiv', { kind: 'silent', now: NOON - ago, trouble: message, stoppedUntil: NOON + HOUR / 2 })
  }
  await insertTasks(db, [{ source: 'arxiv', key: 'changed', subject: 'changed', dueAt: NOON - HOUR, place: 0 }])
}

/** Something is wrong with a source for an hour; with `settledAt` no longer. */
async function tell(source: SourceName, message: string, subject: string = '', settledAt?: UnixMs): Promise<void> {
  await tellTrouble(db, { source, kind: 'broken', subject, message }, NOON - HOUR)
  if (settledAt !== undefined) await settleTroubles(db, source, { kinds: ['broken'] }, settledAt)
}

function toText(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

describe('/about', () => {
  test('shows of each source its last success, its batch, what is wrong and when it is asked next', async () => {
    await letArxivFail()

    const html = await (await anAppWith().request('/about')).text()

    const [table = ''] = /<table class="standing">.*?<\/table>/s.exec(html) ?? []
    expect(toText(table)).toBe(
      ' Source Last success Newest batch Asked next ' +
        'arXiv 29 May 2026, 15:00 UTC 29 May 2026 : 812 of 814 papers 29 May 2026, 16:30 UTC ' +
        'arXiv asks us to wait. oaipmh.arxiv.org answered 503. Since 29 May 2026, 15:50 UTC , 2 times. ' +
        'It is left alone until 29 May 2026, 16:30 UTC . ' +
        'Daily Papers never read none not planned ',
    )
    expect(html).toContain('Switched off: GitHub, OpenAlex.')
    expect(html).toContain('<link rel="alternate" type="application/atom+xml"')
  })

  test('shows of each source what of past days it is fetching, and what is being read', async () => {
    const keys = ['day 1', 'day 2', 'day 3', 'day 4', 'day 5', 'day 6']
    await insertTasks(
      db,
      keys.map((key, place) => {
        return { source: 'arxiv', key, subject: key, purpose: 'backfill', dueAt: NOON - 24 * HOUR, place } as const
      }),
    )
    const tasks = await findTasks(db, 'arxiv', keys)
    for (const [place, key] of keys.slice(0, 3).entries()) {
      await advanceTask(db, tasks.get(key)!, { taken: 1000, faults: 0 }, NOON - (12 - 4 * place) * 60_000)
    }
    await advanceTask(db, tasks.get('day 4')!, { taken: 400, faults: 1, resume: '401', total: 719 }, NOON)
    const app = anAppWith()

    const html = await (await app.request('/about')).text()
    const [arxiv] = (await (await app.request('/api/v1/sources')).json()) as Record<string, unknown>[]

    const [table = ''] = /<table class="standing">.*?<\/table>/s.exec(html) ?? []
    // Three of six tasks are left, and the last ones took four minutes each.
    expect(toText(table)).toContain(
      'Backfill: 3 of 6 steps done, 3,400 records read, about 15 minutes left. ' +
        'Being read now: 400 of 719 records, 1 left out.',
    )
    expect(table).toContain('<progress aria-labelledby="backfill-arxiv" max="6" value="3"')
    expect(arxiv).toMatchObject({
      catchUps: [{ purpose: 'backfill', planned: 6, ended: 3, taken: 3400, leftMinutes: 15 }],
    })
  })

  test('says that nothing is asked where nothing is switched on', async () => {
    const html = await (await anAppWith([], ['arxiv']).request('/about')).text()

    expect(html).toContain('No source is asked by itself')
    expect(html).toContain('Switched off: arXiv.')
  })
})

describe('/api/v1/sources', () => {
  test('tells the same, the switched off ones last', async () => {
    await letArxivFail()

    const answer = await anAppWith([ARXIV], ['github']).request('/api/v1/sources')

    const [arxiv, github, ...more] = (await answer.json()) as Record<string, unknown>[]
    expect(more).toEqual([])
    expect(github).toEqual({ name: 'github', title: 'GitHub', isOn: false })
    expect(arxiv).toMatchObject({
      ...{ name: 'arxiv', title: 'arXiv', isOn: true, terms: ARXIV.terms, failures: 2, due: 1 },
      ...{ succeededAt: '2026-05-29T15:00:00.000Z', failedAt: '2026-05-29T15:55:00.000Z' },
      ...{ stoppedUntil: '2026-05-29T16:30:00.000Z', nextAt: '2026-05-29T16:30:00.000Z' },
      newestBatch: {
        ...{ day: '2026-05-29', state: 'incomplete', announced: 814, here: 812 },
        ...{ dueAt: '2026-05-29T05:00:00.000Z', nextTryAt: '2026-05-29T17:00:00.000Z' },
        next: { day: '2026-06-01', dueAt: '2026-06-01T05:00:00.000Z' },
      },
      problems: [{ kind: 'busy', title: 'arXiv asks us to wait', times: 2, isSettled: false }],
      tasks: [{ taken: 0, faults: 0, isUnderWay: false, dueAt: '2026-05-29T15:00:00.000Z' }],
    })
  })

  test('carries a tag that changes with what it tells, though no paper does', async () => {
    await letArxivFail()
    const app = anAppWith()
    const first = await app.request('/api/v1/sources')
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '' }
    const same = await app.request('/api/v1/sources', { headers })

    await markSuccess(db, 'arxiv', NOON)
    const changed = await app.request('/api/v1/sources', { headers })

    expect([first.status, same.status, changed.status]).toEqual([200, 304, 200])
  })
})

describe('/api/v1/problems', () => {
  test('tells what went wrong, whether it is over, and nothing that must not be told', async () => {
    await tell('feed', `${SECRET} is no feed; 10.0.0.7:8080 answered`, SECRET)
    await tell('arxiv', 'Half an answer.', '', NOON)

    const answer = await anAppWith().request('/api/v1/problems')

    const problems = (await answer.json()) as Record<string, unknown>[]
    const times = { firstAt: '2026-05-29T15:00:00.000Z', lastAt: '2026-05-29T15:00:00.000Z', times: 1 }
    expect(problems.map(({ id: _, ...problem }) => problem)).toEqual([
      {
        ...{ source: 'arxiv', kind: 'broken', title: 'arXiv answered what cannot be read', message: 'Half an answer.' },
        ...{ ...times, isSettled: true, settledAt: '2026-05-29T16:00:00.000Z' },
      },
      {
        ...{ source: 'feed', kind: 'broken', title: 'A feed answered what cannot be read' },
        ...{ subject: 'feeds.example.org', message: 'feeds.example.org is no feed; an internal address answered' },
        ...{ ...times, isSettled: false },
      },
    ])
    expect(new Set(problems.map(({ id }) => id)).size).toBe(2)
  })

  test('does not tell what broke inside', async () => {
    const trouble = { source: 'arxiv', kind: 'internal', subject: '', message: 'ENOENT: /srv/secret/file' } as const
    await tellTrouble(db, trouble, NOON)

    const text = await (await anAppWith().request('/api/v1/problems')).text()

    expect(text).not.toContain('/srv')
    expect(text).toContain('has been written into the log')
  })

  test('is cut at a limit', async () => {
    await tell('arxiv', 'One.')
    await tell('feed', 'Two.')

    const answer = await anAppWith().request('/api/v1/problems?limit=1')

    expect(await answer.json()).toHaveLength(1)
    expect((await anAppWith().request('/api/v1/problems?limit=0')).status).toBe(400)
  })
})

// Read by a parser of feeds that is not ours; that a browser takes it for XML is seen in test/e2e/accessibility.test.ts.
describe('/problems.atom', () => {
  const read = async (answer: Response) => {
    const text = await answer.text()
    return { text, feed: parseFeed(text, { xmlMode: true }) }
  }

  test('has an entry for each problem, the last changed first', async () => {
    await tell('feed', `<b>${SECRET}</b> & "more" \u0007`, SECRET)
    await tell('arxiv', 'Half an answer.', 'listed', NOON)

    const answer = await anAppWith().request('/problems.atom')
    const { feed } = await read(answer)

    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(feed).toMatchObject({
      ...{ type: 'atom', id: 'https://broadsheet.example/problems.atom', title: 'Problems with sources · Broadsheet' },
      updated: new Date('2026-05-29T16:00:00Z'),
    })
    expect(feed?.items).toMatchObject([
      {
        title: 'Over: arXiv answered what cannot be read (listed)',
        description: 'This is over. Before, it said: Half an answer.',
        ...{ link: 'https://broadsheet.example/about#sources', pubDate: new Date('2026-05-29T16:00:00Z') },
      },
      {
        title: 'A feed answered what cannot be read (feeds.example.org)',
        description: '<b>feeds.example.org</b> & "more" \ufffd',
        pubDate: new Date('2026-05-29T15:00:00Z'),
      },
    ])
  })

  // RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, and 4.2.7.2: a feed should link to itself.
  test('has all that a feed must have', async () => {
    await tell('arxiv', 'Half an answer.')

    const { text } = await read(await anAppWith().request('/problems.atom'))

    const [root] = DomUtils.getElementsByTagName('feed', parseDocument(text, { xmlMode: true }))
    const [entry] = DomUtils.getElementsByTagName('entry', root ?? [])
    const names = (node: typeof root) => node?.children.flatMap((child) => ('name' in child ? child.name : []))
    expect(root?.attribs['xmlns']).toBe('http://www.w3.org/2005/Atom')
    expect(names(root)).toEqual(['id', 'title', 'subtitle', 'link', 'link', 'updated', 'author', 'entry'])
    expect(names(entry)).toEqual(['id', 'title', 'published', 'updated', 'category', 'link', 'content'])
    expect(text).toContain(
      '<link rel="self" type="application/atom+xml" href="https://broadsheet.example/problems.atom"/>',
    )
  })

  test('keeps the id of a problem while it lasts and when it is over', async () => {
    await tell('feed', 'Half an answer.')
    const before = (await read(await anAppWith().request('/problems.atom'))).feed?.items[0]

    await settleTroubles(db, 'feed', { kinds: ['broken'] }, NOON)
    const after = (await read(await anAppWith().request('/problems.atom'))).feed?.items[0]

    expect(URL.canParse(before?.id ?? '')).toBe(true)
    expect(after?.id).toBe(before?.id)
    expect(after?.pubDate).not.toEqual(before?.pubDate)
  })

  test('is a feed without entries where nothing went wrong, and answers 304 while that is so', async () => {
    const app = anAppOf({})
    const first = await app.request('/problems.atom')
    const same = await app.request('/problems.atom', { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })

    expect((await read(first)).feed).toMatchObject({ type: 'atom', items: [], updated: new Date(0) })
    expect(same.status).toBe(304)
  })
})
