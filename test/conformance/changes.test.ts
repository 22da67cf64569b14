import type { KyselyPlugin } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { toTitleKey } from '../../src/domain/title-key.ts'
import { exportPapers } from '../../src/services/export-papers.ts'
import { findStoreVersion } from '../../src/store/catalogue.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { listHeadlines } from '../../src/store/headlines.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { listChanges } from '../../src/store/papers.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const TITLE = 'A title of five words or more'
const ID = '2604.00001' as PaperId

function byTitle(title: string): Paper {
  const id = `title:${toTitleKey(title)}` as PaperId
  return aPaper({ id, fields: { title }, origin: { source: 'saved_page' } })
}

describe.each(dialects)('changes on $dialect', (where) => {
  let [db, other]: Db[] = []
  beforeEach(async () => {
    const url = await freshDatabaseUrl(where)
    ;[db, other] = [openDatabase(url), openDatabase(url)]
    await migrateToLatest(db)
  })
  afterEach(() => Promise.all([db?.destroy(), other?.destroy()]))
  const databases = (): [Db, Db] => [db as Db, other as Db]

  test('reach a follower that reads while two papers are joined', async () => {
    const [reader, writer] = databases()
    await importRecords(writer, [byTitle(TITLE)])
    let joining: Promise<unknown> | undefined
    const join = (): Promise<unknown> =>
      (joining ??= importRecords(writer, [aPaper({ id: ID, fields: { title: TITLE } })]))

    const first = await listChanges(reader.withPlugin(afterQueries(join)), 100, 1)
    const second = await listChanges(reader, 100, first.at(-1)?.changeNumber ?? 1)

    const present = [...first, ...second].flatMap(({ id, joinedTo }) => (joinedTo === undefined ? [id] : []))
    expect(present).toEqual([ID])
    expect([...first, ...second].map(({ changeNumber }) => changeNumber)).toEqual([2, 3])
  })

  test('of an account that papers show are seen in the version and in the headlines', async () => {
    const [store] = databases()
    const featured = (followerCount: number, at: number): Paper =>
      aFeatured({
        entries: [{ day: '2026-04-01' as Day, submitter: { handle: 'ada', followerCount } }],
        origin: { at },
      })
    const state = async () => {
      const [headline] = await listHeadlines(store, [{ id: featured(0, 0).id, votes: 1 }])
      return { version: await findStoreVersion(store), number: headline?.changeNumber }
    }
    await importRecords(store, [featured(10, 1)])
    const before = await state()

    await importRecords(store, [featured(999, 1)])
    const after = await state()
    await importRecords(store, [featured(999, 1)])

    expect(after.version).not.toBe(before.version)
    expect(after.number).toBeGreaterThan(before.number ?? 0)
    expect(await state()).toEqual(after)
  })

  test('during an export lose no paper that changes its id', async () => {
    const [reader, writer] = databases()
    const rest = Array.from({ length: 600 }, (_, index) =>
      aPaper({
        id: `2605.${String(index).padStart(5, '0')}` as PaperId,
        fields: { title: `Number ${index} of many papers` },
      }),
    )
    await importRecords(writer, [...rest, byTitle(TITLE)])

    const lines: string[] = []
    for await (const line of exportPapers(reader)) {
      if (lines.length === 0) await importRecords(writer, [aPaper({ id: ID, fields: { title: TITLE } })])
      lines.push(line)
    }

    expect(lines.filter((line) => line.includes(TITLE))).toHaveLength(1)
    expect(lines).toHaveLength(601)
    expect((await listChanges(reader, 1, 0)).length).toBe(1) // the connection is free again
  })
})

/** Does something after each query's answer, before the next can be asked. */
function afterQueries(act: () => Promise<unknown>): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await act()
      return result
    },
  }
}
