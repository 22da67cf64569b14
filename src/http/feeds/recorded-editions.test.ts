import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anApp } from '../../../test/support/an-app.ts'
import { hasRecordings, importRecordings, readRecordedDays } from '../../../test/support/recorded-days.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'

describe.skipIf(!hasRecordings)('feeds of recorded editions (skipped where ../shared/data/hf is absent)', () => {
  let db: Db
  beforeAll(async () => {
    db = openDatabase('sqlite::memory:')
    await migrateToLatest(db)
    await importRecordings(db)
  }, 120_000)
  afterAll(() => db.destroy())

  test('hold every paper of their day once, whole, in each form', async () => {
    const app = anApp(db)
    for (const { day, items } of readRecordedDays()) {
      const ids = items.map(({ paper }) => `tag:broadsheet.example,2026:papers/${paper.id}`).sort()
      const read = async (form: string) => (await app.request(`/feeds/date/${day}.${form}`)).text()

      const [atom, rss, json] = [await read('atom'), await read('rss'), await read('json')]

      const entries = parseAtomFeed(atom).entries ?? []
      expect(entries.map(({ id }) => id ?? '').sort()).toEqual(ids)
      expect((parseRssFeed(rss).items ?? []).map(({ guid }) => guid?.value ?? '').sort()).toEqual(ids)
      expect((parseJsonFeed(json).items ?? []).map(({ id }) => id ?? '').sort()).toEqual(ids)
      for (const { title, content, updated, published } of entries) {
        expect(title?.value).toMatch(/\S/)
        expect(content?.value?.length).toBeGreaterThan(200)
        expect(Date.parse(updated ?? '')).toBeGreaterThanOrEqual(Date.parse(published ?? ''))
      }
    }
  }, 120_000)
})
