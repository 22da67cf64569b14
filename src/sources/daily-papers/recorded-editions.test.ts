import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { aContext } from '../../../test/support/harvest-context.ts'
import type { Counts, Paper } from '../../domain/paper.ts'
import type { AskUpstream } from '../../domain/ports.ts'
import { readPapers } from '../read-papers.ts'
import { createDailyPapersSource } from './source.ts'

const FOLDER = new URL('../../../../shared/data/hf/raw_daily/', import.meta.url)
const NOW = Date.UTC(2026, 10, 21)

/** Harvests the edition of a file's day from an upstream that answers with the file. */
async function harvestFile(name: string): Promise<Paper[]> {
  const bytes = gunzipSync(readFileSync(new URL(name, FOLDER)))
  const ask: AskUpstream = ({ url }) =>
    Promise.resolve({ status: 200, bytes, type: 'application/json', at: NOW, validator: {}, url })
  const source = createDailyPapersSource({ ask, address: 'http://upstream.test', clock: () => NOW })
  const { items } = await source.harvest(`edition ${name.slice(0, 10)}`, undefined, aContext())
  return items.map((item) => ('paper' in item ? item.paper : expect.unreachable(item.fault.reason)))
}

async function importFile(name: string): Promise<Paper[]> {
  const papers: Paper[] = []
  for await (const batch of readPapers(toChunks(readFileSync(new URL(name, FOLDER))))) {
    for (const item of batch) if ('paper' in item) papers.push(item.paper)
  }
  return papers
}

async function* toChunks(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}

/** A record without what only an answer has that was given at a known time, to a known question. */
function toUndated({ id, fields, counts, entries }: Paper) {
  const told = Object.entries(counts).map(([name, count]) => [name, count.untimed ?? count.timed?.count])
  return { id, fields, entries, counts: Object.fromEntries(told) as Counts }
}

describe.skipIf(!existsSync(FOLDER))('recorded editions (skipped where ../shared/data/hf is absent)', () => {
  test('are harvested as they are imported, damaged ones too', async () => {
    const names = readdirSync(FOLDER).sort()

    const differing: string[] = []
    for (const name of names) {
      const [harvested, imported] = [await harvestFile(name), await importFile(name)]
      const same = JSON.stringify(harvested.map(toUndated)) === JSON.stringify(imported.map(toUndated))
      if (!same) differing.push(name)
    }

    // This answer tells no days at all: whoever asked for it knows the day, whoever finds it does not.
    expect(differing).toEqual(['2025-03-12.json.gz'])
    expect(names).toHaveLength(105)
  }, 60_000)

  test('an answer that tells no days is an edition of the day that was asked for', async () => {
    const papers = await harvestFile('2025-03-12.json.gz')

    expect(papers).toHaveLength(23)
    expect(papers.map(({ entries: [entry] }) => [entry?.day, entry?.place])).toEqual(
      papers.map((_, place) => ['2025-03-12', place]),
    )
  })

  test('counts and origins have the instant of the answer', async () => {
    const papers = await harvestFile('2025-05-23.json.gz')

    expect(new Set(papers.flatMap(({ origins }) => Object.values(origins).map(({ at }) => at)))).toEqual(new Set([NOW]))
    expect(new Set(papers.flatMap(({ counts }) => Object.values(counts).map((count) => count.timed?.at)))).toEqual(
      new Set([NOW]),
    )
  })
})
