import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApp } from '../../../../test/support/an-app.ts'
import { aPaper } from '../../../../test/support/builders.ts'
import { importRecords } from '../../../../test/support/records.ts'
import type { PaperId } from '../../../domain/paper.ts'
import { type Db, openDatabase } from '../../../store/db.ts'
import { migrateToLatest } from '../../../store/migrate.ts'
import { writeSignals } from '../../../store/signals.ts'

const ID = 'hep-th/9901001' as PaperId
const FORMER = 'title:0011223344556677' as PaperId
const [TWO, THREE, FOUR] = ['02', '03', '04'].map((hour) => Date.parse(`2026-04-01T${hour}:05:00Z`)) as [
  number,
  number,
  number,
]

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  await importRecords(db, [aPaper({ id: ID, formerIds: [FORMER] })])
})
afterEach(() => db.destroy())

async function ask(path: string): Promise<{ status: number; json: unknown }> {
  const answer = await anApp(db).request(`/api/v1/papers/${path}`)
  return { status: answer.status, json: await answer.json() }
}

const votes = {
  ...{ name: 'votes', source: 'daily_papers' },
  points: [
    { at: '2026-04-01T02:05:00.000Z', count: 1 },
    { at: '2026-04-01T04:05:00.000Z', count: 9 },
  ],
}
const ofSemanticScholar = {
  ...{ name: 'citations', source: 'semantic_scholar' },
  points: [{ at: '2026-04-01T03:05:00.000Z', count: 4 }],
}

describe('/api/v1/papers/{id}/counts', () => {
  beforeEach(async () => {
    await writeSignals(db, 'daily_papers', [
      { id: ID, name: 'votes', at: FOUR, count: 9 },
      { id: ID, name: 'votes', at: TWO, count: 1 },
    ])
    await writeSignals(db, 'semantic_scholar', [{ id: ID, name: 'citations', at: THREE, count: 4 }])
  })

  test.each([ID, 'hep-th%2F9901001v2', FORMER])('tells of each number how it changed, by the id %s', async (id) => {
    expect(await ask(`${id}/counts`)).toEqual({ status: 200, json: [ofSemanticScholar, votes] })
  })

  test('tells of those numbers alone that are named', async () => {
    expect((await ask(`${ID}/counts?name=votes`)).json).toEqual([votes])
    expect((await ask(`${ID}/counts?name=votes&name=citations`)).json).toEqual([ofSemanticScholar, votes])
    expect((await ask(`${ID}/counts?name=stars`)).json).toEqual([])
  })

  test('refuses a number that nobody counts, and an id that names no paper', async () => {
    expect(await ask(`${ID}/counts?name=likes`)).toMatchObject({
      status: 400,
      json: { detail: expect.stringContaining('expected one of votes, comments, stars, citations') as string },
    })
    expect((await ask('2604.99999/counts')).status).toBe(404)
  })
})
