import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import { createPruner, pruneSubscriptions } from '../../src/services/subscriptions/prune-subscriptions.ts'
import { migrateAsFarAs } from '../../src/store/backup/schema-version.ts'
import { listFeedback, writeFeedback } from '../../src/store/digest-feedback.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { findSentPapers } from '../../src/store/digest-papers.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { restore, takeBackup } from '../support/backups.ts'
import { type Dialect, dialects, freshDatabaseUrl } from '../support/databases.ts'
import { aDigest, putDigest } from '../support/past-digests.ts'
import { someSubscribers } from '../support/subscribers.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const never = new AbortController().signal
const PAPERS = ['2611.00001', 'doi:10.1/x'] as PaperId[]

function open(url: string): Db {
  const db = openDatabase(url)
  onTestFinished(() => db.destroy())
  return db
}

async function freshDb(where: Dialect): Promise<Db> {
  const db = open(await freshDatabaseUrl(where))
  await migrateToLatest(db)
  return db
}

const pairs = dialects.flatMap((from) => dialects.map((to) => ({ from, to })))

describe.each(pairs)('a backup of $from.dialect restored into $to.dialect', ({ from, to }) => {
  test('keeps subscribers, their private links, what they were sent, and questions that are not answered', async () => {
    const [source, target] = [await freshDatabaseUrl(from), await freshDatabaseUrl(to)]
    const before = open(source)
    await migrateToLatest(before)
    const asked = someSubscribers(before)
    const { recipient, subscription } = await asked.join('ann@example.org')
    const digest = aDigest(subscription.id, '2026-11-19', PAPERS)
    await putDigest(before, digest)
    await writeFeedback(before, subscription.id, { paperId: PAPERS[1]!, kind: 'less', at: 5 })
    await asked.ask('bob@example.org')
    await asked.deliver()
    await asked.ask('cat@example.org')

    await restore(target, await takeBackup(source))

    const after = open(target)
    const restored = someSubscribers(after)
    restored.time.now = asked.time.now
    expect(await restored.findInbox(recipient.secret)).toEqual(await asked.findInbox(recipient.secret))
    expect(await restored.findPastDigest(recipient.secret, digest.id)).toMatchObject({ digest })
    expect(await findSentPapers(after, subscription.id, PAPERS)).toEqual(new Set(PAPERS))
    expect(await listFeedback(after, subscription.id, 9)).toEqual([{ paperId: PAPERS[1], kind: 'less', at: 5 }])
    const question = asked.mails.at(-1)
    expect(await restored.confirm(question?.kind === 'question' ? question.token : '', '192.0.2.9')).toMatchObject({
      ...{ state: 'confirmed', recipient: { address: 'bob@example.org' } },
    })
    await restored.deliver()
    expect(restored.mails.map(({ to: address }) => address)).toEqual(['cat@example.org'])
  })
})

describe.each(dialects)('subscriptions on $dialect', (where) => {
  test('find their place in a database that an older version filled', async () => {
    const db = open(await freshDatabaseUrl(where))
    await migrateAsFarAs(db, '0003-sources')
    await sql`insert into paper (id, title_shelf, title_key, title, votes, comments, origins, change_number)
      values ('2604.00001', 1, 'k', 'From an older version', 3, 0, '[]', 1)`.execute(db)
    await sql`insert into task (source, key, subject, due_at, place, attempts, restarts, answers, taken, faults)
      values ('arxiv', 'listed', 'listed', 1, 0, 0, 0, 0, 0, 0)`.execute(db)

    await migrateToLatest(db)
    await migrateToLatest(db)

    expect(await db.selectFrom('paper').select('title').execute()).toEqual([{ title: 'From an older version' }])
    expect(await db.selectFrom('task').select('key').execute()).toEqual([{ key: 'listed' }])
    expect(await someSubscribers(db).join('ann@example.org')).toMatchObject({ state: 'confirmed' })
  })

  test('are one digest a day, and one delivery a digest, whoever tries to make another', async () => {
    const db = await freshDb(where)
    const { subscription } = await someSubscribers(db).join('ann@example.org')
    const digest = aDigest(subscription.id, '2026-11-19', PAPERS)
    await putDigest(db, digest)

    const later = aDigest(subscription.id, '2026-11-20', PAPERS)
    const stranger = aDigest('a'.repeat(22) as typeof subscription.id, '2026-11-19')

    await expect(putDigest(db, { ...digest, id: 'other' as typeof digest.id })).rejects.toThrow(/unique/i)
    await expect(putDigest(db, later)).rejects.toThrow(/unique/i)
    await expect(putDigest(db, stranger)).rejects.toThrow(/foreign key/i)
  })

  test('that nobody confirmed are forgotten with their addresses once the question expired, the others kept', async () => {
    const db = await freshDb(where)
    const subscribers = someSubscribers(db)
    const ann = await subscribers.join('ann@example.org')
    await subscribers.ask('ann@example.org', { wish: { kind: 'edition' } })
    await subscribers.ask('bob@example.org')
    await subscribers.deliver()
    const left = await subscribers.join('left@example.org')
    await subscribers.end(left.recipient.secret, left.subscription.id)

    const early = await pruneSubscriptions(db, subscribers.time.now + 2 * DAY_MS - HOUR_MS)
    const late = await pruneSubscriptions(db, subscribers.time.now + 2 * DAY_MS)

    expect(early).toEqual({ subscriptions: 0, recipients: 0 })
    expect(late).toEqual({ subscriptions: 2, recipients: 1 })
    const kept = await db.selectFrom('recipient').select('address').orderBy('address').execute()
    expect(kept.map(({ address }) => address)).toEqual(['ann@example.org', 'left@example.org'])
    expect((await subscribers.findInbox(ann.recipient.secret))?.subscriptions).toMatchObject([
      { subscription: { id: ann.subscription.id, state: 'active' } },
    ])
    expect(await db.selectFrom('confirmation').select('confirmed_from').execute()).toHaveLength(2)
  })

  test('are looked through at most once an hour, however often that is called for', async () => {
    const db = await freshDb(where)
    const subscribers = someSubscribers(db)
    const count = async () => (await db.selectFrom('subscription').select('id').execute()).length
    await subscribers.ask('ann@example.org')
    const begin = subscribers.time.now + 2 * DAY_MS
    let now = begin - 1
    const prune = createPruner({ db, clock: () => now, log: () => undefined })
    const seen: [nextAt: number, kept: number][] = []

    for (const minutes of [0, 1, 59, 60, 61]) {
      now = begin - 1 + minutes * 60_000
      seen.push([(await prune(never)) - (begin - 1), await count()])
    }

    // Looked for just before ann's question expired, it is not looked for again until the hour is over.
    expect(seen).toEqual([
      [HOUR_MS, 1],
      [HOUR_MS, 1],
      [HOUR_MS, 1],
      [2 * HOUR_MS, 0],
      [2 * HOUR_MS, 0],
    ])
  })

  test('that were asked for again wait for the newer question', async () => {
    const db = await freshDb(where)
    const subscribers = someSubscribers(db)
    await subscribers.ask('ann@example.org')
    subscribers.time.now += DAY_MS
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()

    subscribers.time.now += 2 * DAY_MS - HOUR_MS
    const pruned = await pruneSubscriptions(db, subscribers.time.now)

    expect(pruned).toEqual({ subscriptions: 0, recipients: 0 })
    const last = subscribers.mails.at(-1)
    expect(await subscribers.confirm(last?.kind === 'question' ? last.token : '', '192.0.2.9')).toMatchObject({
      state: 'confirmed',
    })
  })

  test('an address to which nothing may be sent is remembered, whoever asks', async () => {
    const db = await freshDb(where)
    const subscribers = someSubscribers(db)
    await subscribers.ask('ann@example.org')
    await db.updateTable('recipient').set({ suppressed_at: 1, suppressed_reason: 'It complained.' }).execute()

    await pruneSubscriptions(db, subscribers.time.now + 9 * DAY_MS)

    expect(await db.selectFrom('recipient').select('address').execute()).toHaveLength(1)
    expect(await db.selectFrom('subscription').select('id').execute()).toHaveLength(0)
  })
})
