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
import {
  catalogueChanges,
  countCatalogued,
  findStoreVersion,
  rankCatalogued,
  rankVotedFor,
} from '../../src/store/catalogue.ts'
import * as days from '../../src/store/edition-days.ts'
import * as editions from '../../src/store/editions.ts'
import { listHeadlines } from '../../src/store/headlines.ts'
import { checkDatabase } from '../../src/store/migrate.ts'
import { toPaperRow } from '../../src/store/paper-row.ts'
import { claimTurn, releaseTurn, shiftTurn } from '../../src/store/paces.ts'
import * as papers from '../../src/store/papers.ts'
import * as searchable from '../../src/store/searchable-papers.ts'
import type { Schema } from '../../src/store/schema.ts'
import { listSourceReads, markSourcesRead } from '../../src/store/source-reads.ts'
import { countStore, findTallies, refreshTallies } from '../../src/store/tallies.ts'
import { lockChanges, writePapers } from '../../src/store/write-papers.ts'
import { aPaper } from '../support/builders.ts'
import { COMPOSING_CALLS } from '../support/composing-calls.ts'
import { DELIVERY_CALLS } from '../support/delivery-calls.ts'
import { SUBSCRIPTION_CALLS } from '../support/subscription-calls.ts'
import { SYNC_CALLS } from '../support/sync-calls.ts'

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
const write = { paper, row: toPaperRow(paper, '0'), absorbed: ['title:0' as PaperId], days: [day] }

/** Every function of the store that asks the database, by name. */
const CALLS: Record<string, (db: Db) => Promise<unknown>> = {
  checkDatabase,
  countFeatured: (db) => editions.countFeatured(db, { from: day, to: day }),
  countCatalogued: (db) => countCatalogued(db, 'author', 'ada kestrel', 1000),
  countStore,
  catalogueChanges: (db) => catalogueChanges(db, [{ changeNumber: 5, id: paper.id }], { from: 0, to: 5 }),
  claimTurn: (db) => claimTurn(db, { name: 'arxiv', holder: 'a', untilMs: 9 }, () => 1),
  findCurrentIds: (db) => papers.findCurrentIds(db, ['title:0']),
  findIdsByDoi: (db) => papers.findIdsByDoi(db, ['10.1/x']),
  findIdsByTitle: (db) => papers.findIdsByTitle(db, ['0']),
  findLooseIdsByTitle: (db) => papers.findLooseIdsByTitle(db, ['0']),
  findNeighbours: (db) => days.findNeighbours(db, { from: day, to: day, latest: later }),
  findNewestDay: (db) => days.findNewestDay(db, day),
  findOldestDay: days.findOldestDay,
  findSearchablePapers: (db) => searchable.findSearchablePapers(db, [paper.id]),
  findStoreVersion,
  findTallies,
  findPaper: (db) => papers.findPaper(db, 'title:0'),
  hasFeatured: (db) => days.hasFeatured(db, {}),
  hasPapers: papers.hasPapers,
  listChanges: (db) => papers.listChanges(db, 100, 5),
  listDayCounts: (db) => days.listDayCounts(db, day, later),
  listHeadlines: (db) => listHeadlines(db, [{ id: paper.id, votes: 1 }]),
  listNewest: (db) => papers.listNewest(db, 50, { publishedAt: 5, id: paper.id }),
  listPapersById: (db) => papers.listPapersById(db, 500, '2604.00001'),
  listSourceReads,
  lockChanges,
  markSourcesRead: (db) => markSourcesRead(db, new Set(['arxiv']), 1),
  placePapers: (db) => editions.placePapers(db, [paper.id]),
  rankCatalogued: (db) => rankCatalogued(db, 'category', 'cs.IR', part),
  'rankFeatured of a day': (db) => editions.rankFeatured(db, { from: day, to: day, ...part }),
  'rankFeatured of a week': (db) => editions.rankFeatured(db, { from: day, to: later, ...part }),
  'rankFeatured with votes': (db) => editions.rankFeatured(db, { to: day, leastVotes: 20, ...part }),
  'rankFeatured of a submitter': (db) => editions.rankFeatured(db, { submitter: 'ada', ...part }),
  'rankListed of a day': (db) => editions.rankListed(db, { from: day, to: day, ...part }),
  'rankListed with votes': (db) => editions.rankListed(db, { from: day, to: day, leastVotes: 20, ...part }),
  'rankListed of a week': (db) => editions.rankListed(db, { from: day, to: later, ...part }),
  rankVotedFor: (db) => rankVotedFor(db, 'category', 'cs.IR', { leastVotes: 20, ...part }),
  recountDays: (db) => days.recountDays(db, [day]),
  refreshTallies,
  releaseTurn: (db) => releaseTurn(db, { name: 'arxiv', holder: 'a', now: 1, gapMs: 3000 }),
  shiftTurn: (db) => shiftTurn(db, { name: 'arxiv', changedAt: 2, backMs: 1 }),
  upsertAccounts: (db) => upsertAccounts(db, [{ value: { handle: 'ada' }, asOf: 1 }]),
  upsertOrganizations: (db) => upsertOrganizations(db, [{ value: { handle: 'lab' }, asOf: 1 }]),
  walkSearchablePapers: (db) => searchable.walkSearchablePapers(db, 500).next(),
  writePapers: (db) => writePapers(db, [write], 0),
  ...SYNC_CALLS,
  ...COMPOSING_CALLS,
  ...DELIVERY_CALLS,
  ...SUBSCRIPTION_CALLS,
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
