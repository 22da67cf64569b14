import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DailyPaper } from '../../src/http/api/wire.ts'
import { importPapers } from '../../src/services/import-papers.ts'
import { readPapers } from '../../src/sources/read-papers.ts'
import type { Db } from '../../src/store/db.ts'
import { anApp } from '../support/an-app.ts'
import { createSpecCheck, hasSpec } from '../support/daily-papers-spec.ts'
import { freshDatabase } from '../support/databases.ts'
import { hasRecordings, importRecordings, readRecordedDays } from '../support/recorded-days.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')

/** Everything that the sources of the fixtures can tell, told well or badly. */
async function importFixtures(db: Db): Promise<unknown> {
  for (const folder of ['daily-papers', 'arxiv', 'saved-page']) {
    for (const name of readdirSync(join(FIXTURES, folder)).sort()) {
      await importPapers({ db, readPapers, clock: () => 1 }, createReadStream(join(FIXTURES, folder, name)))
    }
  }
  return undefined
}

const stores = [
  { name: 'our fixtures', fill: importFixtures, isThere: true },
  { name: 'the recorded answers', fill: importRecordings, isThere: hasRecordings },
]

if (!hasSpec) test.skip('answers keep to the description of the Daily Papers API (../shared/research is absent)')
if (!hasRecordings) test.skip('answers about recorded papers keep to it (../shared/data is absent)')

describe.skipIf(!hasSpec).each(stores.filter(({ isThere }) => isThere))('answers about $name', ({ fill }) => {
  let db: Db
  let ask: <T>(path: string) => Promise<T>
  beforeAll(async () => {
    db = await freshDatabase({ dialect: 'sqlite' })
    await fill(db)
    const app = anApp(db)
    ask = async (path) => (await app.request(path)).json() as never
  }, 120_000)
  afterAll(() => db.destroy())

  test.each([
    '',
    '?limit=100',
    '?limit=10&p=1',
    '?sort=trending&limit=100',
    '?sort=publishedAt',
    '?date=2026-04-02&limit=100',
    '?week=2026-W14&limit=100',
    '?month=2026-04&limit=100',
    '?month=2026-05&limit=100&p=1',
    '?month=2024-05&limit=100',
    '?p=100',
  ])('to /api/daily_papers%s keep to the description of the format', async (search) => {
    const findFaults = createSpecCheck('/api/daily_papers')

    const answer = await ask(`/api/daily_papers${search}`)

    expect(findFaults(answer)).toBeUndefined()
  })

  test('to /api/daily_papers about whoever featured a paper keep to it', async () => {
    const findFaults = createSpecCheck('/api/daily_papers')
    const newest = await ask<DailyPaper[]>('/api/daily_papers?limit=100')
    const [submitter = ''] = newest.flatMap(({ paper }) => paper.submittedOnDailyBy?.name ?? [])

    const answer = await ask<DailyPaper[]>(`/api/daily_papers?submitter=${submitter}&limit=100`)

    expect(findFaults(answer)).toBeUndefined()
    expect(new Set(answer.map(({ submittedBy }) => submittedBy.name))).toEqual(new Set([submitter]))
  })

  test('to /api/papers and /api/papers/{id} keep to it, for each of a hundred papers', async () => {
    const findListFaults = createSpecCheck('/api/papers')
    const findFaults = createSpecCheck('/api/papers/{paperId}')

    const list = await ask<{ id: string }[]>('/api/papers?limit=100')
    const details = await Promise.all(
      list.map(({ id }) => ask(`/api/papers/${encodeURIComponent(id)}?field=comments&field=submissionDeadline`)),
    )

    expect(list.length).toBeGreaterThan(3)
    expect(findListFaults(list)).toBeUndefined()
    expect(details.flatMap((detail) => findFaults(detail) ?? [])).toEqual([])
  })
})

describe.skipIf(!hasSpec)('the check itself', () => {
  test('finds a key too many, a null and a missing key', () => {
    const findFaults = createSpecCheck('/api/papers/{paperId}')

    const faults = findFaults({ id: '2604.00001', title: null, extra: 1 })

    expect(faults).toMatch(/additional properties/)
    expect(faults).toMatch(/title must be string/)
    expect(faults).toMatch(/required property 'discussionId'/)
  })

  test.skipIf(!hasRecordings)('passes the recorded answers themselves, since accounts have names in them', () => {
    const findFaults = createSpecCheck('/api/daily_papers')
    const recorded = readRecordedDays().filter(({ day }) => day >= '2026-05-01')

    const faults = recorded.flatMap(({ items }) => findFaults(items) ?? [])

    expect(recorded.length).toBeGreaterThan(15)
    expect(faults).toEqual([])
  })
})
