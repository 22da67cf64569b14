import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { upsertAccounts, upsertOrganizations } from '../../src/store/accounts.ts'
import type { Db } from '../../src/store/db.ts'
import * as editions from '../../src/store/editions.ts'
import { checkDatabase } from '../../src/store/migrate.ts'
import { toPaperRow } from '../../src/store/paper-row.ts'
import * as papers from '../../src/store/papers.ts'
import type { Schema } from '../../src/store/schema.ts'
import { lockChanges, writePapers } from '../../src/store/write-papers.ts'
import { aPaper } from '../support/builders.ts'

const DIALECTS = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  postgres: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}

const day = '2026-04-01' as Day
const later = '2026-04-07' as Day
const part = { offset: 0, size: 50 }
const paper = aPaper({
  formerIds: ['title:0' as PaperId],
  entries: [{ day, place: 0 }],
})
const write = { paper, row: toPaperRow(paper, '0'), absorbed: ['title:0' as PaperId] }

/** Every function of the store that asks the database, by name. */
const CALLS: Record<string, (db: Db) => Promise<unknown>> = {
  checkDatabase,
  countFeatured: (db) => editions.countFeatured(db, { from: day, to: day }),
  countListed: (db) => editions.countListed(db, day),
  findCurrentIds: (db) => papers.findCurrentIds(db, ['title:0']),
  findIdsByDoi: (db) => papers.findIdsByDoi(db, ['10.1/x']),
  findIdsByTitle: (db) => papers.findIdsByTitle(db, ['0']),
  findLooseIdsByTitle: (db) => papers.findLooseIdsByTitle(db, ['0']),
  findNewestDay: (db) => editions.findNewestDay(db, day),
  findNextDay: (db) => editions.findNextDay(db, day, later),
  findPaper: (db) => papers.findPaper(db, 'title:0'),
  hasFeatured: (db) => editions.hasFeatured(db, {}),
  hasPapers: papers.hasPapers,
  listChanges: (db) => papers.listChanges(db, 100, 5),
  'listFeatured of a day': (db) => editions.listFeatured(db, { from: day, to: day, ...part }),
  'listFeatured of a week': (db) => editions.listFeatured(db, { from: day, to: later, ...part }),
  'listFeatured of a submitter': (db) => editions.listFeatured(db, { submitter: 'ada', ...part }),
  listListed: (db) => editions.listListed(db, { from: day, to: day, ...part }),
  listPapersById: (db) => papers.listPapersById(db, 500, '2604.00001'),
  lockChanges,
  upsertAccounts: (db) => upsertAccounts(db, [{ value: { handle: 'ada' }, asOf: 1 }]),
  upsertOrganizations: (db) => upsertOrganizations(db, [{ value: { handle: 'lab' }, asOf: 1 }]),
  writePapers: (db) => writePapers(db, [write], 0),
}

describe.each(Object.keys(DIALECTS) as (keyof typeof DIALECTS)[])('queries on %s', (name) => {
  test('are those that were reviewed: a changed one is seen in queries.*.sql', async () => {
    const lines: string[] = []
    for (const [call, run] of Object.entries(CALLS)) lines.push(`-- ${call}`, ...(await listQueries(name, run)), '')

    await expect(lines.join('\n')).toMatchFileSnapshot(`./queries.${name}.sql`)
  })
})

/** What a function asks a database that has no rows; one that needs a row asks no further. */
async function listQueries(name: keyof typeof DIALECTS, run: (db: Db) => Promise<unknown>): Promise<string[]> {
  const asked: string[] = []
  const db = new Kysely<Schema>({ dialect: DIALECTS[name], log: ({ query }) => void asked.push(`${query.sql};`) })
  await run(db).catch((error: unknown) => {
    if (!(error instanceof Error) || error.message !== 'no result') throw error
  })
  await db.destroy()
  return asked.map((sql) => sql.replace(/\s+/g, ' '))
}
