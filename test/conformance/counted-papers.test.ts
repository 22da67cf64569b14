import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperSource, PlannedTask } from '../../src/domain/harvest.ts'
import { toShownCount } from '../../src/domain/join-papers.ts'
import type { CountName, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { planEdition } from '../../src/sources/daily-papers/edition-tasks.ts'
import { createDailyPapersSource } from '../../src/sources/daily-papers/source.ts'
import { createGithubSource } from '../../src/sources/github/source.ts'
import { createOpenalexSource } from '../../src/sources/openalex/source.ts'
import { createSemanticScholarSource } from '../../src/sources/semantic-scholar/source.ts'
import type { Db } from '../../src/store/db.ts'
import { findPapers } from '../../src/store/papers.ts'
import { listCountSeries } from '../../src/store/signals.ts'
import { type AnsweringServer, askAtOnce, type Reply, startAnsweringServer } from '../support/answering-server.ts'
import { syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const START = Date.UTC(2026, 4, 19, 14)
const HOUR = 3_600_000
const TIDES = '2605.00101' as PaperId
const LANTERNS = '2605.00102' as PaperId

/** The day's edition with so many votes for the first paper, and as many papers as are wanted. */
function anEdition(votes: number, size: number): Reply {
  const [submittedOnDailyAt, publishedAt] = ['2026-05-19T00:00:00.000Z', '2026-05-18T00:00:00.000Z']
  const paper = { submittedOnDailyAt, publishedAt, summary: 'We wait.', upvotes: 2 }
  const githubRepo = 'https://github.com/tidal/slack'
  return {
    value: [
      {
        paper: { ...paper, id: TIDES, title: 'Tides in logarithmic time', upvotes: votes, githubRepo },
        numComments: 0,
      },
      { paper: { ...paper, id: LANTERNS, title: 'Lanterns that light themselves' }, numComments: 1 },
    ].slice(0, size),
  }
}

describe.each(dialects)('what sources count, on $dialect', (where) => {
  let db: Db
  let server: AnsweringServer
  let now: number
  const clock = () => now
  const made = () => ({ ask: askAtOnce(clock), address: server.address, clock })

  beforeEach(async () => {
    now = START
    db = await freshDatabase(where)
    server = await startAnsweringServer()
  })
  afterEach(async () => {
    await db.destroy()
    await server.close()
  })

  /** Runs tasks of a source at `now`: those with which it begins, where no others are wished. */
  async function run(source: PaperSource, planned: readonly PlannedTask[] = source.planStart!(now)): Promise<void> {
    const sync = syncing(db, source, now)
    await sync.plan(...planned)
    await sync.run()
    expect(sync.logged.filter(({ event }) => event === 'sync.failed')).toEqual([])
  }

  async function readEdition(votes: number, size = 2): Promise<void> {
    server.reply = () => anEdition(votes, size)
    await run(createDailyPapersSource(made()), [planEdition('2026-05-19' as Day, now)])
  }

  async function findShown(id: PaperId, name: CountName): Promise<number> {
    return toShownCount((await findPapers(db, [id])).get(id)?.paper.counts[name])
  }

  async function findSeries(name: CountName) {
    const series = (await listCountSeries(db, TIDES)).filter((one) => one.name === name)
    return series.flatMap(({ source, points }) => points.map(({ at, count }) => [source, (at - START) / HOUR, count]))
  }

  test('an edition that is read every hour is a series of votes, and its papers have the last of them', async () => {
    for (const votes of [3, 3, 8]) {
      await readEdition(votes)
      now += HOUR
    }

    // A number that has not changed is told once.
    expect(await findSeries('votes')).toEqual([
      ['daily_papers', 0, 3],
      ['daily_papers', 2, 8],
    ])
    expect(await findShown(TIDES, 'votes')).toBe(8)
    expect(await findShown(LANTERNS, 'comments')).toBe(1)
  })

  test('a paper that is gone from an edition’s answer stays in the edition', async () => {
    await readEdition(3)
    now += HOUR
    await readEdition(4, 1)

    const papers = await findPapers(db, [TIDES, LANTERNS])
    expect([...papers.values()].map(({ paper }) => paper.entries.map(({ day }) => day))).toEqual([
      ['2026-05-19'],
      ['2026-05-19'],
    ])
  })

  test('stars and citations are asked for of the papers that are there, and shown with them', async () => {
    await readEdition(3)
    server.reply = ({ url }) => {
      if (url.pathname.startsWith('/repos/')) return { value: { stargazers_count: 40 }, headers: { ETag: '"a"' } }
      return { value: [{ citationCount: 7 }, null] }
    }
    await run(createGithubSource({ ...made(), token: undefined }))
    await run(createSemanticScholarSource({ ...made(), key: undefined }))

    expect(await findShown(TIDES, 'stars')).toBe(40)
    expect(await findShown(TIDES, 'citations')).toBe(7)
    expect(await findShown(LANTERNS, 'citations')).toBe(0)
    expect(await findSeries('citations')).toEqual([['semantic_scholar', 0, 7]])
  })

  test('of two services that count citations the larger number is shown, and both are kept', async () => {
    await readEdition(3)
    server.reply = () => ({ value: [{ citationCount: 7 }, null] })
    await run(createSemanticScholarSource({ ...made(), key: undefined }))
    now += HOUR
    const work = { doi: `https://doi.org/10.48550/arXiv.${TIDES}`, cited_by_count: 2 }
    server.reply = () => ({ value: { results: [work] } })
    await run(createOpenalexSource({ ...made(), key: undefined }))

    expect(await findShown(TIDES, 'citations')).toBe(7)
    expect(await findSeries('citations')).toEqual([
      ['openalex', 1, 2],
      ['semantic_scholar', 0, 7],
    ])
  })

  test('a repository that is unchanged is not told again', async () => {
    await readEdition(3)
    server.reply = ({ headers }) =>
      headers['if-none-match'] === '"a"'
        ? { status: 304, body: '' }
        : { value: { stargazers_count: 40 }, headers: { ETag: '"a"' } }
    await run(createGithubSource({ ...made(), token: undefined }))
    now += 24 * HOUR
    server.asked.length = 0

    await run(createGithubSource({ ...made(), token: undefined }))

    expect(server.asked.map(({ headers }) => headers['if-none-match'])).toEqual(['"a"', '"a"'])
    expect(await findSeries('stars')).toEqual([['github', 0, 40]])
  })
})
