import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { aFeatured } from '../../test/support/builders.ts'
import { importRecords } from '../../test/support/records.ts'
import type { Day } from '../domain/time.ts'
import { openDatabase } from '../store/db.ts'
import { migrateToLatest } from '../store/migrate.ts'
import { listFeaturedPapers } from './list-edition.ts'

test.each([{}, { submitter: 'ada' }, { from: '2026-04-01' as Day, to: '2026-04-30' as Day }])(
  'a page far past the end is told by the counts of days alone: %j',
  async (asked) => {
    const db = openDatabase('sqlite::memory:')
    await migrateToLatest(db)
    await importRecords(db, [aFeatured({ entries: [{ day: '2026-04-01' as Day }] })])
    let queries = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => (queries++, node),
      transformResult: ({ result }) => Promise.resolve(result),
    }

    const part = await listFeaturedPapers(db.withPlugin(counting))({ ...asked, offset: 1_000_000_000, size: 50 })
    await db.destroy()

    expect(part).toEqual({ items: [], hasMore: false })
    expect(queries).toBe(1)
  },
)
