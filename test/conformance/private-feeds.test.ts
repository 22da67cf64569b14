import { parseAtomFeed } from 'feedsmith'
import { type CompiledQuery, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Db } from '../../src/store/db.ts'
import { listLastDigests, listPastDigests, listReadableDigests } from '../../src/store/past-digests.ts'
import { aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { aDigest, putDigest } from '../support/past-digests.ts'
import { importRecords } from '../support/records.ts'
import type { Joined } from '../support/subscribers.ts'
import { aSubscriptionApp, type SubscriptionApp } from '../support/subscription-app.ts'

const PAPERS = ['2611.00001', '2611.00002', '2611.00003', '2611.00004']

describe.each(dialects)('private feeds on $dialect', (where) => {
  let db: Db
  let readers: SubscriptionApp
  let ann: Joined
  beforeEach(async () => {
    db = await freshDatabase(where)
    readers = aSubscriptionApp(db)
    ann = await readers.join('ann@example.org')
    await importRecords(
      db,
      PAPERS.map((id) => aPaper({ id: id as PaperId })),
    )
  })
  afterEach(() => db.destroy())

  const toPath = ({ recipient, subscription }: Joined, form = 'atom') =>
    `/feeds/digests/${readers.toFeedKey(recipient, subscription.id)}.${form}`
  const read = async (path: string) => (await readers.app.request(path)).text()
  const listPapers = async (joined: Joined) => {
    const { entries = [] } = parseAtomFeed(await read(toPath(joined)))
    return entries.map(({ id }) => id?.replace(/^.*\//, ''))
  }

  test('bring what one subscription brought, however many others its reader has', async () => {
    const weekly = await readers.join('ann@example.org', { wish: { kind: 'edition' } })
    await putDigest(db, aDigest(weekly.subscription.id, '2026-11-01', [PAPERS[0] ?? '']))
    for (let number = 0; number < 9; number++) {
      const daily = await readers.join('ann@example.org', { wish: { kind: 'search', query: `q${number}` } })
      for (let day = 10; day < 16; day++) await putDigest(db, aDigest(daily.subscription.id, `2026-11-${day}`, []))
    }

    expect(await listPapers(weekly)).toEqual(['2611.00001'])
  })

  test('leave out what nobody got, is not composed or not kept any more, and bring a paper that came again once', async () => {
    const of = (day: string, ...papers: (string | undefined)[]) =>
      aDigest(
        ann.subscription.id,
        day,
        papers.map((id) => id ?? ''),
      )
    const [first, second, third, fourth] = PAPERS
    await putDigest(db, of('2026-11-10', first))
    await db.updateTable('digest').set({ content: null }).execute()
    await putDigest(db, of('2026-11-11', second))
    for (const [day, state] of [
      ['2026-11-12', 'failed'],
      ['2026-11-13', 'dropped'],
    ] as const) {
      await putDigest(db, of(day, third), { state })
      await db
        .deleteFrom('digest_paper')
        .where('paper_id', '=', third ?? '')
        .execute()
    }
    await putDigest(db, of('2026-11-14', third), { state: 'waiting', ended_at: null })
    const waiting = of('2026-11-15', fourth)
    await putDigest(db, waiting)
    await db.updateTable('digest').set({ composed_at: null, content: null }).where('id', '=', waiting.id).execute()

    expect(await listPapers(ann)).toEqual([third, second])
  })

  test('have addresses that lead to nothing else, and hold nothing that does', async () => {
    await putDigest(db, aDigest(ann.subscription.id, '2026-11-19', PAPERS))
    const key = readers.toFeedKey(ann.recipient, ann.subscription.id)

    const elsewhere = [`/inbox/${key}`, `/inbox/${key}/digests/x`, `/u/${key}`, `/f/m.${key}`, `/api/v1/inboxes/${key}`]
    const statuses = await Promise.all(elsewhere.map(async (path) => (await readers.app.request(path)).status))
    const texts = await Promise.all(['atom', 'rss', 'json'].map((form) => read(toPath(ann, form))))

    expect(statuses).toEqual([404, 404, 404, 404, 404])
    for (const text of texts) {
      expect(text).toContain('2611.00004')
      for (const secret of [ann.recipient.secret, '/inbox', '/u/', '/f/', 'ann@']) expect(text).not.toContain(secret)
    }
  })

  test('move with the private link, and are nobody’s whose key was changed', async () => {
    const bob = await readers.join('bob@example.org')
    const before = toPath(ann)
    const forged = `/feeds/digests/${bob.subscription.id}${before.slice(before.indexOf('.'))}`

    const recipient = await readers.replaceSecret(ann.recipient.secret)
    const after = toPath({ ...ann, recipient })

    const statuses = await Promise.all(
      [before, forged, after].map(async (path) => (await readers.app.request(path)).status),
    )
    expect(statuses).toEqual([404, 404, 200])
  })

  test('are announced by the private page in all three forms, and linked from it', async () => {
    const other = await readers.join('ann@example.org', { wish: { kind: 'category', code: 'cs.LG' } })
    const ended = await readers.join('ann@example.org', { wish: { kind: 'edition' } })
    await readers.end(ann.recipient.secret, ended.subscription.id)

    const page = await read(`/inbox/${ann.recipient.secret}`)

    const announced = [...page.matchAll(/<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)"/g)]
    expect(announced.map(([, ...told]) => told)).toEqual([
      ['application/atom+xml', 'Machine Learning (Atom)', toPath(other)],
      ['application/rss+xml', 'Machine Learning (RSS)', toPath(other, 'rss')],
      ['application/feed+json', 'Machine Learning (JSON Feed)', toPath(other, 'json')],
      ['application/atom+xml', 'Trending papers (Atom)', toPath(ann)],
      ['application/rss+xml', 'Trending papers (RSS)', toPath(ann, 'rss')],
      ['application/feed+json', 'Trending papers (JSON Feed)', toPath(ann, 'json')],
    ])
    for (const form of ['atom', 'rss', 'json']) expect(page).toContain(`<a href="${toPath(ann, form)}"`)
  })
})

describe.each(dialects)('the pages and feeds of a reader with twenty subscriptions, on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  test('look at as many rows after a year as after two months', async () => {
    const [young, old] = [await anInboxOf(60), await anInboxOf(365)]
    if (where.dialect === 'postgres') await sql`analyze`.execute(db)

    const costs = [await reckonCosts(young), await reckonCosts(old)]

    const [before = [], after = []] = costs
    // A join may look at the ten of a feed once more.
    for (const [place, rows] of after.entries()) expect(rows).toBeLessThanOrEqual((before[place] ?? 0) + 10)
  })

  async function anInboxOf(days: number): Promise<string> {
    const readers = aSubscriptionApp(db)
    const address = `reader-${days}@example.org`
    let recipient = ''
    for (let number = 0; number < 20; number++) {
      const joined = await readers.join(address, { wish: { kind: 'search', query: `q${number}` } })
      recipient = joined.recipient.id
      await putDays(joined.subscription.id, days)
    }
    return recipient
  }

  async function putDays(id: string, days: number): Promise<void> {
    const rows = Array.from({ length: days }, (_, number) => {
      const day = new Date(Date.UTC(2025, 10, 20 + number)).toISOString().slice(0, 10)
      const dueAt = Date.parse(day)
      return {
        ...{ id: `${id}.${day}`, subscription_id: id, from_day: day, to_day: day, due_at: dueAt, composed_at: dueAt },
        ...{ content: '{}', papers: 10, attempts: 0 },
      }
    })
    await db.insertInto('digest').values(rows).execute()
    const sent = rows.map((row) => ({
      ...{ digest_id: row.id, channel: 'mail', state: 'sent', attempts: 1, ended_at: row.due_at },
    }))
    await db.insertInto('delivery').values(sent).execute()
  }

  /** PostgreSQL counts the rows that it reads of each table. SQLite tells by which columns it looks rows up. */
  async function reckonCosts(recipient: string): Promise<number[]> {
    const ids = await db.selectFrom('subscription').select('id').where('recipient_id', '=', recipient).execute()
    const before = { dueAt: Date.parse('2025-12-20'), id: 'x' as never }
    const queries = await listQueries(db, async () => {
      await listPastDigests(db, recipient as never, { size: 51 })
      await listPastDigests(db, recipient as never, { size: 51, before })
      await listLastDigests(
        db,
        ids.map(({ id }) => id as never),
      )
      await listReadableDigests(db, ids[0]?.id as never, 10)
    })
    return Promise.all(queries.map(where.dialect === 'postgres' ? countRows : explain))
  }

  async function explain(query: CompiledQuery): Promise<number> {
    const { rows } = await db.executeQuery({ ...query, sql: `explain query plan ${query.sql}` })
    const steps = (rows as { detail: string }[]).map(({ detail }) => detail)
    // By the subscription alone a whole year would be read, but where a limit ends the reading of an index.
    expect(
      steps.filter((step) => /^SCAN|^SEARCH digest USING INDEX .*\(subscription_id=\?\)|digest_paper/.test(step)),
    ).toEqual([])
    return steps.length
  }

  async function countRows(query: CompiledQuery): Promise<number> {
    const { rows } = await db.connection().execute(async (one) => {
      // A table as small as these would be read whole.
      for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await sql.raw(`set enable_${way} = off`).execute(one)
      return one.executeQuery({ ...query, sql: `explain (analyze, timing off, format json) ${query.sql}` })
    })
    const [
      {
        'QUERY PLAN': [{ Plan: plan }],
      },
    ] = rows as [{ 'QUERY PLAN': [{ Plan: Step }] }]
    return sumRows(plan)
  }
})

type Step = { 'Relation Name'?: string; 'Actual Rows': number; 'Actual Loops': number; Plans?: Step[] } & Record<
  string,
  unknown
>

function sumRows(step: Step): number {
  const removed = Number(step['Rows Removed by Filter'] ?? 0)
  const isOfDigests = step['Relation Name'] === 'digest' || step['Relation Name'] === 'delivery'
  const own = isOfDigests ? (step['Actual Rows'] + removed) * step['Actual Loops'] : 0
  return (step.Plans ?? []).reduce((sum, part) => sum + sumRows(part), own)
}

/** What is asked of a database, as it is asked. */
async function listQueries(db: Db, work: () => Promise<unknown>): Promise<CompiledQuery[]> {
  const queries: CompiledQuery[] = []
  const executor = db.getExecutor()
  const ask = executor.executeQuery.bind(executor)
  executor.executeQuery = (query: CompiledQuery, ...rest: unknown[]) => {
    queries.push(query)
    return (ask as (query: CompiledQuery, ...rest: unknown[]) => never)(query, ...rest)
  }
  await work()
  executor.executeQuery = ask
  return queries
}
