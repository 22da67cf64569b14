import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Readable } from 'node:stream'
import { afterAll } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { exportPapers } from '../../src/services/export-papers.ts'
import { restoreBackup, type RestoreOptions, type RestoreReport } from '../../src/services/backup/restore-backup.ts'
import { saveBackup } from '../../src/services/backup/save-backup.ts'
import { samplePapers } from '../../src/services/sample/sample-papers.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { writeFeedback } from '../../src/store/digest-feedback.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { aFeatured, aPaper } from './builders.ts'
import { aDigest, putDigest } from './past-digests.ts'
import { importRecords } from './records.ts'
import { someSubscribers } from './subscribers.ts'
import { SYNC_CALLS } from './sync-calls.ts'

/** The instant at which the backups of tests are taken. */
export const TAKEN_AT = Date.parse('2026-05-29T16:00:00Z')

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-backups-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

/** A path in a folder that goes after the file's last test. */
export function freshPath(): string {
  return join(folder, `${++files}.backup`)
}

/** Papers with all that a store can hold of them: places in editions, people, organisations, former keys, any script. */
export function somePapers(): Paper[] {
  const [day, later] = ['2026-04-01' as Day, '2026-04-08' as Day]
  const submitter = { handle: 'ada', fullname: 'Ada “the first” 李', followerCount: 3, pro: true }
  return [
    aPaper({ id: 'title:00ff' as PaperId, fields: { title: 'Known by its title first' } }),
    aPaper({ id: '2604.00009' as PaperId, fields: { title: 'Known by its title first', abstract: 'Then by id.' } }),
    aFeatured({
      id: '2604.00002' as PaperId,
      votes: 12_431,
      fields: { title: 'دفتر 😀 \\emph{a}\u2028b', organization: { handle: 'lab', fullname: 'The Lab' } },
      entries: [
        { day, submitter, place: 0 },
        { day: later, submitter: { handle: 'b' } },
      ],
    }),
    ...samplePapers({ count: 120, seed: 3, days: 5, lastDay: later }),
  ]
}

/** Fills the database at an address with some papers, `somePapers` by default. */
export async function fillDatabase(url: string, papers: readonly Paper[] = somePapers()): Promise<void> {
  const db = openDatabase(url)
  await migrateToLatest(db)
  if (papers.length > 0) {
    await importRecords(db, papers)
    await fillSyncTables(db)
    await fillSubscriptionTables(db)
  }
  await db.destroy()
}

/** A row in each table by which papers come from sources. */
async function fillSyncTables(db: Db): Promise<void> {
  const names = [...Object.keys(SYNC_CALLS)].filter((name) => /^(insert|write|claim|markAnnounced|tell)/.test(name))
  for (const name of names) await SYNC_CALLS[name]?.(db)
}

/** A subscriber who had a digest and liked a paper of it, and somebody who has not answered yet. */
async function fillSubscriptionTables(db: Db): Promise<void> {
  const subscribers = someSubscribers(db)
  const { subscription } = await subscribers.join('ada@example.org')
  await putDigest(db, aDigest(subscription.id, '2026-11-19'))
  const [paperId, at] = ['2611.00001' as PaperId, TAKEN_AT]
  await writeFeedback(db, subscription.id, { paperId, kind: 'more', at })
  await subscribers.ask('bob@example.org', { wish: { kind: 'search', query: 'دفتر 😀' } })
}

/** All papers of the database at an address, as export lines. */
export async function readExport(url: string): Promise<string[]> {
  const db = openDatabase(url)
  const lines = await Array.fromAsync(exportPapers(db))
  await db.destroy()
  return lines
}

/** Takes a backup; returns the path of its file. */
export async function takeBackup(databaseUrl: string, at: number = TAKEN_AT): Promise<string> {
  const path = freshPath()
  const installation = { version: '1.2.3', clock: () => at, secretTag: undefined }
  await saveBackup({ databaseUrl, installation }, path, false)
  return path
}

/** The lines of a backup's file. */
export function readLinesOf(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString().split('\n').slice(0, -1)
}

/** The bytes of a file of such lines. */
export function toBytes(lines: readonly string[]): Buffer {
  return gzipSync(lines.map((line) => `${line}\n`).join(''))
}

/** Restores what stands in a file or in bytes; at a time before all others, unless `options` tell one. */
export function restore(url: string, from: string | Uint8Array, options?: RestoreOptions): Promise<RestoreReport> {
  const bytes = typeof from === 'string' ? readFileSync(from) : from
  return restoreBackup(url, Readable.from([Buffer.from(bytes)]), { clock: () => 0, ...options })
}
