import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../src/domain/time.ts'
import { openDatabase } from '../../src/store/db.ts'
import { freshDatabaseUrl } from '../support/databases.ts'
import type { Asked } from '../support/upstreams/serve.ts'
import { listAnnouncedDays } from '../support/upstreams/announced-papers.ts'
import { toEasternTime } from '../../src/domain/eastern-time.ts'
import { type Fault, FAULTS } from '../support/upstreams/faults.ts'
import { listBatches, listDifferences, listPaperDifferences, readStore, type StoreContent } from './read-store.ts'
import { type Mishaps, runSync, type Scene, type SyncRun } from './run-sync.ts'
import { findLacks, listExpected } from './expected-papers.ts'
import { readNinetyDays, writeTenDays } from './scenes.ts'

/** `npm run proof` asks for all of them; the normal tests see ten days that we wrote. */
const IS_WHOLE = process.env['PROOF'] === 'whole'
/** The normal tests do without PostgreSQL here: other tests hold what the store promises against both. */
const ON_POSTGRES = process.env['PROOF_DATABASE'] === 'postgres'
const SEED = Number(process.env['PROOF_SEED'] ?? 1)
const MINUTE_MS = 60_000
/** Only the process is killed, not the machine: a disk would do no more than memory, a hundred times more slowly. */
const FAST_FOLDER = '/dev/shm'
const RARE: readonly Fault[] = ['old_ids', 'contradicting', 'stale']
/** By their own terms: arXiv's three seconds, and a second between two requests to the Daily Papers. */
const ARXIV_GAP_MS = 3000
const DAILY_GAP_MS = 1000
const KEPT_DAYS = 44

describe(`${IS_WHOLE ? 'thirteen weeks' : 'ten days'} on ${ON_POSTGRES ? 'PostgreSQL' : 'SQLite'}`, () => {
  const folder = mkdtempSync(join(existsSync(FAST_FOLDER) ? FAST_FOLDER : tmpdir(), 'broadsheet-proof-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  let scene: Scene
  let [calm, wild]: [SyncRun?, SyncRun?] = []
  let [expected, found]: [StoreContent?, StoreContent?] = []
  let batches: Awaited<ReturnType<typeof listBatches>> = []

  beforeAll(async () => {
    scene = IS_WHOLE ? await readNinetyDays() : writeTenDays()
    const urls: [string, string] = [
      await makeDatabase(join(folder, 'calm.db')),
      await makeDatabase(join(folder, 'wild.db')),
    ]
    // Faults that find nothing to spoil do not count: more are drawn so that three in ten are left.
    const mishaps: Mishaps = { seed: SEED, faults: 0.36, requestsAKill: 60, together: [0.3, 0.7] }
    calm = await runSync(urls[0], scene, { seed: SEED, faults: 0, requestsAKill: 0 })
    wild = await runSync(urls[1], scene, mishaps)
    ;[expected, found] = [await readContent(urls[0], scene), await readContent(urls[1], scene)]
    const db = openDatabase(urls[1])
    // What falls due later is planned a day ahead.
    batches = (await listBatches(db)).filter(({ due_at }) => due_at <= scene.until)
    await db.destroy()
  }, 60 * MINUTE_MS)

  test('the upstreams failed at three requests in ten in every way there is, and the process was killed', () => {
    const asked = [...wild!.arxiv, ...wild!.dailyPapers]
    const spoilt = asked.filter(({ fault }) => fault !== undefined)

    expect(asked.filter(({ error }) => error !== undefined)).toEqual([])
    expect(spoilt.length / asked.length).toBeGreaterThanOrEqual(0.3)
    const missing = FAULTS.filter((fault) => !spoilt.some((one) => one.fault === fault))
    // What only some answers can have wrong with them may not come in ten days.
    expect(missing.filter((fault) => IS_WHOLE || !RARE.includes(fault))).toEqual([])
    expect(wild!.kills).toBeGreaterThan(IS_WHOLE ? 50 : 4)
    expect(calm!.kills).toBe(0)
  })

  test('two processes shared the work for a while, and neither took anything from the other while that lived', () => {
    const count = (event: string): number[] => wild!.events.map((events) => events.get(event) ?? 0)

    expect(count('sync.answered').filter((answers) => answers > 10)).toHaveLength(2)
    expect(count('sync.lost')).toEqual([0, 0])
    expect(count('sync.overtaken')).toEqual([0, 0])
  })

  test('a run without faults has what was announced: every paper of these days, in its last version', () => {
    const announced = listExpected(scene)

    expect(announced.length).toBeGreaterThan(IS_WHOLE ? 3000 : 150)
    expect(findLacks(announced, expected!.papers)).toEqual([])
  })

  test('the store equals that of a run without faults, paper for paper', () => {
    expect(expected!.papers.length).toBeGreaterThan(IS_WHOLE ? 3000 : 200)
    expect(listPaperDifferences(expected!.papers, found!.papers)).toEqual([])
  })

  test('every edition is complete: all that was announced is there, in the version that was announced', () => {
    const [from, until] = [toEasternTime(scene.from).day, toEasternTime(scene.until).day]
    const days = listAnnouncedDays(from, until).filter((day) => day > from)

    const complete = batches.filter(({ missing, completed_at }) => missing === 0 && completed_at !== null)
    expect(batches.filter((batch) => batch.day > from && !complete.includes(batch))).toEqual([])
    // The feeds of days before the beginning were gone: nobody can tell what they announced, and nobody says so.
    expect(complete.filter(({ day }) => day <= from)).toEqual([])
    expect(days.filter((day) => !complete.some((batch) => batch.day === day && batch.announced > 0))).toEqual([])
    // The day before the beginning has no feed any more: what was announced then is reckoned from what can be read.
    const isSeen = (line: string): boolean => line > from
    expect(listDifferences(expected!.batches.filter(isSeen), found!.batches.filter(isSeen))).toEqual([])
    // What was announced is forgotten after 45 days, once a day: of the days at that border either may still have some.
    const isKept = (line: string): boolean => isSeen(line) && line > addDays(until, -KEPT_DAYS)
    expect(listDifferences(expected!.announcements.filter(isKept), found!.announcements.filter(isKept))).toEqual([])
  })

  test('the last votes, comments and stars of every paper are there', () => {
    expect(expected!.votes.length).toBeGreaterThan(100)
    expect(listDifferences(expected!.votes, found!.votes)).toEqual([])
  })

  test('nobody is asked sooner than their terms allow', () => {
    for (const run of [calm!, wild!]) {
      expect(findSmallestGap(run.arxiv)).toBeGreaterThanOrEqual(ARXIV_GAP_MS)
      expect(findSmallestGap(run.dailyPapers)).toBeGreaterThanOrEqual(DAILY_GAP_MS)
    }
  })

  test('nobody is asked twice at once', () => {
    for (const run of [calm!, wild!]) {
      expect([...run.arxiv, ...run.dailyPapers].filter(({ open }) => open > 0)).toEqual([])
    }
  })

  test('every request names us and how to reach us, and takes packed answers', () => {
    const asked = [...wild!.arxiv, ...wild!.dailyPapers]

    const unnamed = asked.filter(
      ({ userAgent = '' }) => !/^Broadsheet\/.* \(\+mailto:proof@example\.org\)$/.test(userAgent),
    )
    expect(unnamed).toEqual([])
    expect(asked.filter(({ acceptEncoding = '' }) => !acceptEncoding.includes('gzip'))).toEqual([])
  })

  test('arXiv is not asked in the half hour in which it fails', () => {
    const minutes = wild!.arxiv.map(({ at }) => Math.floor(at / MINUTE_MS) % (24 * 60))

    expect(minutes.filter((minute) => minute >= 5 && minute < 31)).toEqual([])
  })
})

async function makeDatabase(path: string): Promise<string> {
  return ON_POSTGRES ? freshDatabaseUrl({ dialect: 'postgres' }) : `sqlite:${path}`
}

function findSmallestGap(asked: readonly Asked[]): number {
  return Math.min(...asked.slice(1).map(({ at }, index) => at - asked[index]!.at))
}

async function readContent(url: string, { from }: Scene): Promise<StoreContent> {
  const db = openDatabase(url)
  try {
    return await readStore(db, from)
  } finally {
    await db.destroy()
  }
}
