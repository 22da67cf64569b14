import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { findArxivId } from '../../src/domain/arxiv-id.ts'
import type { Harvest, PaperSource, Subject } from '../../src/domain/harvest.ts'
import { MOST_COUNT, type Paper, type PaperId } from '../../src/domain/paper.ts'
import type { AskUpstream } from '../../src/domain/ports.ts'
import { isDay } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { createDailyPapersSource } from '../../src/sources/daily-papers/source.ts'
import { createGithubSource } from '../../src/sources/github/source.ts'
import { createOpenalexSource } from '../../src/sources/openalex/source.ts'
import { createSemanticScholarSource } from '../../src/sources/semantic-scholar/source.ts'
import { aContext } from '../support/harvest-context.ts'
import { mutateBytes } from '../support/mutated-bytes.ts'
import { mutateJson } from '../support/mutated-json.ts'

/** `npm run fuzz` asks for more. */
const MUTATIONS = Number(process.env['MUTATIONS'] ?? 2000)
const RECORDED = new URL('../../../shared/data/hf/raw_daily/', import.meta.url)
const MOST_GROWTH_BYTES = 64e6
const NOW = Date.UTC(2026, 4, 20, 6)
const SUBJECTS: Subject[] = [101, 102, 103, 104].map((number) => ({
  id: `2605.00${number}` as PaperId,
  doi: `10.5555/tides.${number}`,
  githubRepo: 'https://github.com/tidal/slack',
}))

type Case = { name: string; key: string; create(ask: AskUpstream): PaperSource; fixtures: string[] }
const address = 'http://upstream.test'
const clock = () => NOW
const DAILY_PAPERS: Case = {
  name: 'the Daily Papers',
  // A Sunday: asked for a working day, the answers of other days would be refused unread.
  key: 'edition 2026-05-17',
  create: (ask) => createDailyPapersSource({ ask, address, clock }),
  fixtures: ['edition', 'edition-of-2024', 'careless-crawler', 'one-paper'].map((name) => `daily-papers/${name}.json`),
}
const CASES: Case[] = [
  DAILY_PAPERS,
  {
    name: 'GitHub',
    key: 'stars of the last 14 days, 2026-05-20T06:00:00.000Z',
    create: (ask) => createGithubSource({ ask, address, token: undefined, clock }),
    fixtures: ['github/repository.json'],
  },
  {
    name: 'Semantic Scholar',
    key: 'citations of the last 30 days, 2026-05-20T06:00:00.000Z',
    create: (ask) => createSemanticScholarSource({ ask, address, key: undefined }),
    fixtures: ['semantic-scholar/batch.json'],
  },
  {
    name: 'OpenAlex',
    key: 'citations of the last 30 days, 2026-05-20T06:00:00.000Z',
    create: (ask) => createOpenalexSource({ ask, address, key: undefined, clock }),
    fixtures: ['openalex/works.json'],
  },
]

/** What a source makes of an answer; `undefined` where it refuses it in the way that is agreed. */
async function harvestOf({ create, key }: Case, bytes: Uint8Array): Promise<Harvest | undefined> {
  const ask: AskUpstream = ({ url }) =>
    Promise.resolve({ status: 200, bytes, type: 'application/json', at: NOW, validator: {}, url })
  try {
    return await create(ask).harvest(key, undefined, aContext(SUBJECTS))
  } catch (thrown) {
    if (thrown instanceof UpstreamError) return undefined
    throw thrown
  }
}

/** What of a harvest could not be kept, or should not be. */
function listFlaws({ items, signals = [] }: Harvest): string[] {
  const papers = items.flatMap((item) => ('paper' in item ? [item.paper] : []))
  const counts = [
    ...signals.map(({ count }) => count),
    ...papers.flatMap((paper) => Object.values(paper.counts).flatMap(({ timed, untimed }) => [timed?.count, untimed])),
  ].filter((count) => count !== undefined)
  const isCount = (count: number): boolean => Number.isInteger(count) && count >= 0 && count <= MOST_COUNT
  return [
    ...papers.flatMap(listFlawsOfPaper),
    ...counts.filter((count) => !isCount(count)).map((count) => `count ${count}`),
    ...(isKeepable(JSON.stringify({ items, signals })) ? [] : ['text that no database keeps']),
  ]
}

function listFlawsOfPaper({ id, fields, entries }: Paper): string[] {
  const flaws: string[] = []
  if (findArxivId(id)?.id !== (id as string)) flaws.push(`id ${id}`)
  if (fields.title.trim() === '') flaws.push(`no title of ${id}`)
  if (!entries.every(({ day }) => isDay(day))) flaws.push(`day of ${id}`)
  const instants = [fields.publishedAt, fields.withdrawnAt, ...entries.map(({ submittedAt }) => submittedAt)]
  if (instants.some((at) => at !== undefined && !Number.isFinite(at))) flaws.push(`instant of ${id}`)
  return flaws
}

/** Neither NUL nor half a surrogate pair, which `JSON.stringify` writes as escapes. */
function isKeepable(json: string): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(json)
}

/** As bytes it is hardly JSON any more; else it is, with other values in it. */
function spoil(bytes: Buffer, seed: number, asBytes: boolean): Uint8Array {
  return asBytes ? mutateBytes(bytes, seed) : Buffer.from(mutateJson(bytes.toString(), seed))
}

/** Bytes in use after all that can be let go was. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}

async function fuzz(one: Case, answers: readonly Buffer[]): Promise<{ kept: number; grownBytes: number }> {
  let [kept, before] = [0, 0]
  for (let seed = 0; seed < MUTATIONS; seed++) {
    // What is compiled and kept once is not growth.
    if (seed === Math.floor(MUTATIONS / 4)) before = measureHeap()
    const round = Math.floor(seed / answers.length)
    const harvest = await harvestOf(one, spoil(answers[seed % answers.length]!, seed, round % 2 === 0))
    if (harvest === undefined) continue
    kept++
    expect(listFlaws(harvest), `mutation ${seed}`).toEqual([])
  }
  return { kept, grownBytes: measureHeap() - before }
}

describe('an answer in JSON, however spoilt, is read in part or refused by name, and leaves nothing behind', () => {
  const timeout = 60_000 + MUTATIONS * 60

  test.each(CASES)('of $name, as it was written for these tests', { timeout }, async (one) => {
    const { kept, grownBytes } = await fuzz(
      one,
      one.fixtures.map((name) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))),
    )

    // Both happen, or the mutations are too harsh or too mild to show anything.
    expect(kept).toBeGreaterThan(MUTATIONS / 20)
    expect(kept).toBeLessThan(MUTATIONS * 0.95)
    expect(grownBytes).toBeLessThan(MOST_GROWTH_BYTES)
  })

  test.skipIf(!existsSync(RECORDED))(
    'of the Daily Papers, as they were recorded (skipped where ../shared/data/hf is absent)',
    { timeout },
    async () => {
      const answers = readdirSync(RECORDED)
        .sort()
        .map((name) => gunzipSync(readFileSync(new URL(name, RECORDED))))

      const { kept, grownBytes } = await fuzz(DAILY_PAPERS, answers)

      expect(answers).toHaveLength(105)
      expect(kept).toBeGreaterThan(MUTATIONS / 20)
      expect(grownBytes).toBeLessThan(MOST_GROWTH_BYTES)
    },
  )
})
