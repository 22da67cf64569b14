import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toOpenEditionDay } from '../../src/domain/arxiv-calendar.ts'
import { addDays, type Day } from '../../src/domain/time.ts'
import { toRestEnd } from '../../src/sources/arxiv/rest.ts'
import { runProgram, startProgram } from '../support/program.ts'
import { writeAnnouncedPapers } from '../support/upstreams/announced-papers.ts'
import { createArxiv } from '../support/upstreams/arxiv.ts'
import { type DailyEditions, writeEditions } from '../support/upstreams/daily-editions.ts'
import { createDailyPapers } from '../support/upstreams/daily-papers.ts'
import { growWorld } from '../support/upstreams/grow-world.ts'
import { type RunningUpstream, serveUpstream } from '../support/upstreams/serve.ts'

// The program runs by the machine's clock, so the upstreams tell of the days around the present one. For half an hour
// after midnight in UTC it asks arXiv for nothing, and these tests would wait for that.
const isArxivAtRest = [0, 120_000].some((ms) => toRestEnd(Date.now() + ms) !== undefined)
const TODAY = toOpenEditionDay(Date.now())
const CATEGORIES = ['cs.CL', 'cs.LG']
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9'
const LONGEST_MS = 60_000

let folder = ''
let editions: DailyEditions = new Map()
let upstreams: { arxiv: RunningUpstream; daily: RunningUpstream }
let env: Record<string, string> = {}

beforeAll(async () => {
  const span = [addDays(TODAY, -40), addDays(TODAY, 4)] as const
  const world = growWorld(writeAnnouncedPapers(...span, { perDay: 30, categories: CATEGORIES }))
  editions = writeEditions(world, ...span)
  const clock = (): number => Date.now()
  upstreams = {
    arxiv: await serveUpstream(createArxiv(world), clock),
    daily: await serveUpstream(createDailyPapers(editions), clock),
  }
})
afterAll(() => Promise.all([upstreams.arxiv.close(), upstreams.daily.close()]))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-sources-'))
  const { arxiv, daily } = upstreams
  env = {
    ...{ BROADSHEET_DATA: folder, PORT: '0', SOURCES: 'arxiv,daily_papers', BACKFILL_DAYS: '2' },
    ...{ ARXIV_OAI_URL: `${arxiv.url}/oai`, ARXIV_RSS_URL: arxiv.url, ARXIV_API_URL: `${arxiv.url}/api/query` },
    ...{ DAILY_PAPERS_URL: daily.url, ARXIV_CATEGORIES: CATEGORIES.join(','), CONTACT: 'ada@papers.example' },
  }
  return () => rmSync(folder, { recursive: true, force: true })
})

/** Serves until something that is asked for is there, and returns it with what was logged. */
async function serveUntil<T>(find: (url: string) => Promise<T | undefined>): Promise<{ found: T; err: string }> {
  const { child, line, ended } = startProgram(['serve'], env)
  const [url = ''] = /http:\S+/.exec(await line) ?? []
  const latest = Date.now() + LONGEST_MS
  let found = await find(url)
  while (found === undefined && Date.now() < latest) {
    await wait(200)
    found = await find(url)
  }
  child.kill('SIGTERM')
  const { status, err } = await ended
  expect(status).toBe(0)
  if (found === undefined) throw new Error(`It was not there in time: ${err}`)
  return { found, err }
}

/** The newest day with an edition, and the ids of its papers. */
function findNewest(): { day: Day; ids: string[] } {
  const day = [...editions.keys()]
    .filter((one) => one <= TODAY)
    .sort()
    .at(-1)!
  return { day, ids: editions.get(day)!.map(({ paper }) => paper.id) }
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ')

describe('a new installation', { timeout: 120_000 }, () => {
  test('shows the newest real edition within a minute of its start, and no sample any more', async () => {
    const { day, ids } = findNewest()

    const { found: page } = await serveUntil(async (url) => {
      const answer = await fetch(`${url}/api/daily_papers?date=${day}&limit=100`)
      const items = (await answer.json()) as { paper: { id: string } }[]
      if (ids.some((id) => !items.some(({ paper }) => paper.id === id))) return undefined
      // How the start stands is looked at once a second: the notice of the sample may outlive it by so much.
      const edition = await (await fetch(`${url}/papers/date/${day}`)).text()
      return edition.includes('sample, which is made up') ? undefined : edition
    })

    for (const id of ids) expect(page).toContain(id)
    expect(page).not.toContain('These papers are a sample')
    expect(upstreams.daily.asked.map(({ userAgent }) => userAgent)).toContainEqual(
      expect.stringMatching(/^Broadsheet\/\S+ \(\+mailto:ada@papers\.example\)$/),
    )
  })

  test('says where it stands while it cannot reach anybody, and goes on showing the sample', async () => {
    env = { ...env, ARXIV_OAI_URL: NOWHERE, ARXIV_RSS_URL: NOWHERE, ARXIV_API_URL: NOWHERE, DAILY_PAPERS_URL: NOWHERE }

    const { found, err } = await serveUntil(async (url) => {
      const page = await (await fetch(url)).text()
      return page.includes('There is no network.') ? page : undefined
    })

    expect(found).toContain('sample')
    expect(err).toMatch(/"source":"daily_papers".*cannot be reached/)
  })
})

describe.skipIf(isArxivAtRest)('the commands of sources', { timeout: 120_000 }, () => {
  test('fetch what is due once, tell how sources stand, and find nothing wrong', async () => {
    const first = await runProgram(['sync'], env)
    const again = await runProgram(['sync'], env)
    const table = await runProgram(['sources'], env)
    const told = JSON.parse((await runProgram(['sources', '--json'], env)).out) as Record<string, unknown>[]
    const doctor = JSON.parse((await runProgram(['doctor', '--json', '--sources'], env)).out) as Record<
      string,
      string
    >[]

    expect([first.status, again.status, table.status]).toEqual([0, 0, 0])
    expect(first.out).toMatch(/^arXiv: [\d,]+ records read: [\d,]+ new, .*\nDaily Papers: [\d,]+ records read: /)
    expect(again.out).toMatch(/^arXiv: nothing was due\. It is asked next at .*\nDaily Papers: nothing was due\./)
    expect(table.out).toMatch(/^SOURCE +LAST SUCCESS +NEWEST BATCH +HERE OF ANNOUNCED +ASKED NEXT\narxiv +20/)
    expect(told).toMatchObject([
      // At weekends and before one in New York nobody can read any more what was announced last.
      { name: 'arxiv', failures: 0, newestBatch: { state: expect.stringMatching(/^(?:complete|unchecked)$/) } },
      { name: 'daily_papers', failures: 0, succeededAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) },
    ])
    expect(doctor.filter(({ outcome }) => outcome === 'failure')).toEqual([])
    expect(doctor.find(({ check }) => check === 'sources')).toMatchObject({ outcome: 'ok' })
    expect(doctor.filter(({ check }) => check === 'arxiv').length).toBeGreaterThan(2)
  })

  test('go on at once where a server was killed', async () => {
    const { child, ended } = startProgram(['serve'], env)
    await new Promise<void>((resolve) => {
      let log = ''
      child.stderr.on('data', (text: string) => {
        log += text
        if (log.includes('sync.answered')) resolve()
      })
    })
    child.kill('SIGKILL')
    await ended

    const { status, err } = await runProgram(['sync'], env)

    expect(status).toBe(0)
    expect(err).not.toContain('Another process')
    expect(err).toContain(' is read\n')
  })

  test('ask who did not answer as often as they are told to, and so does a server that starts', async () => {
    const cutOff = { ...env, SOURCES: 'daily_papers', DAILY_PAPERS_URL: NOWHERE }
    const failed = []
    for (let times = 0; times < 4; times++) failed.push(await runProgram(['sync'], cutOff))

    // By itself it would be asked again in a quarter of an hour.
    env = { ...env, SOURCES: 'daily_papers' }
    const { day, ids } = findNewest()
    const { found } = await serveUntil(async (url) => {
      const listed = (await (await fetch(`${url}/api/daily_papers?date=${day}&limit=100`)).json()) as unknown[]
      return listed.length === ids.length ? listed : undefined
    })

    expect(failed.map(({ status }) => status)).toEqual([75, 75, 75, 75])
    expect(failed.every(({ err }) => err.includes(' failed: '))).toBe(true)
    expect(found).toHaveLength(ids.length)
  })

  test('fetch past days, and the same again costs nothing', async () => {
    const words = ['backfill', '--from', addDays(TODAY, -6), '--to', addDays(TODAY, -4)]

    const first = await runProgram(words, env)
    const asked = upstreams.arxiv.asked.length
    const again = await runProgram(words, env)

    expect([first.status, again.status]).toEqual([0, 0])
    expect(first.out).toMatch(
      /^arXiv: [\d,]+ records of (\d+) of \1 tasks?\.\nDaily Papers: [\d,]+ records of 3 of 3 tasks\.$/m,
    )
    expect(again.err).toMatch(/^arXiv, .*, all done before\.$/m)
    expect(upstreams.arxiv.asked.length).toBe(asked)
  })
})

test.each([
  [['sync'], {}, 2, /No source is switched on/],
  [['sync', 'arxive'], { SOURCES: 'arxiv' }, 2, /There is no source "arxive"/],
  [['sync', '--since', 'monday'], { SOURCES: 'arxiv' }, 2, /--since must be a day/],
  [['backfill'], { SOURCES: 'arxiv' }, 2, /--from/],
  [['backfill', '--from', '2026-02-02', '--to', '2026-02-01'], { SOURCES: 'arxiv' }, 2, /lies after/],
  [['backfill', '--from', '2026-02-01'], { SOURCES: 'github' }, 2, /can look back/],
] as const)('%j with %j ends with %i', async (words, settings, status, message) => {
  const ended = await runProgram([...words], { BROADSHEET_DATA: folder, ...settings })

  expect(ended.status).toBe(status)
  expect(ended.err).toMatch(message)
})

test('without a source, sources says so', async () => {
  const { out, status } = await runProgram(['sources'], { BROADSHEET_DATA: folder })

  expect(status).toBe(0)
  expect(squeeze(out)).toContain('No source is switched on. Switched off: arxiv, daily_papers, biorxiv')
})
