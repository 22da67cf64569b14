import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, describe, expect, test } from 'vitest'
import type { Digest } from '../../src/domain/digest.ts'
import { addDays, DAY_MS, HOUR_MS } from '../../src/domain/time.ts'
import { pause } from '../../src/platform/pause.ts'
import { SeededRandom } from '../../src/services/sample/random.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { aDayPaper, subscribe, WEDNESDAY, WEDNESDAY_SEVEN } from '../support/a-subscriber.ts'
import { bundleProgram } from '../support/bundled.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { importRecords } from '../support/records.ts'
import { runAndKill, someMoment } from '../support/run-and-kill.ts'

/** `npm run kills` sets more. Half of them on the first morning, half on the second. */
const KILLS = Math.max(2, Math.round(Number(process.env['KILLS'] ?? 10) * 0.4))
const READERS = KILLS * 18
const PROGRAM = await bundleProgram('mail-and-end')
/** So many are being sent at once: no kill leaves more of which nobody knows. */
const AT_ONCE = 8
/** Steps are plan, compose and deliver; each takes some tens of milliseconds. */
const MOST = { steps: 4, delayMs: 60 }
/** A dozen digests take more than so many writes from the plan to the mail. */
const MOST_WRITES = 40
/** Readers of an hour after the other, less than a digest may be late. */
const HOURS = 6

const countLines: Parameters<typeof someMoment>[2] = (running) => running.countLines()

const THURSDAY = addDays(WEDNESDAY, 1)
const PAPERS = [0, 1, 2, 3, 4, 5].map((place) =>
  aDayPaper(place, { entries: [{ day: place < 4 ? WEDNESDAY : THURSDAY }] }),
)
/** Featured on both mornings. */
const AGAIN = aDayPaper(2, { entries: [{ day: WEDNESDAY }, { day: THURSDAY }], origin: { at: 2 } })
const NAMES = Array.from({ length: READERS }, (_, number) => `reader-${String(number).padStart(5, '0')}`)

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-mornings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(dialects)('planning, composing and delivering that is killed, on $dialect', (where) => {
  const random = new SeededRandom()
  random.restart(17, 0)

  /** A database with papers of two days and readers who are due, and a server that takes a moment for each mail. */
  async function prepare() {
    const url = await freshDatabaseUrl(where)
    const db = openDatabase(url)
    await migrateToLatest(db)
    await importRecords(db, [...PAPERS, AGAIN])
    for (const [number, name] of NAMES.entries()) {
      const hour = 7 + (number % HOURS)
      const rhythm = { span: 'day', weekdays: [0, 1, 2, 3, 4, 5, 6], hour, zone: 'Europe/Oslo' } as const
      await subscribe(db, name, { rhythm, nextAt: WEDNESDAY_SEVEN + (number % HOURS) * HOUR_MS })
    }
    const server = await startMailServer({ pause: () => pause(Math.floor(random.ratio() * 5)) })
    const words = [PROGRAM, url, String(server.port), join(folder, where.dialect)]
    const runAt = (at: number) => runAndKill([...words, String(at)])
    // Between two writes, and in whatever it does at some moment, as mails that are on their way.
    const killAt = (at: number, kind: number) =>
      kind % 2 === 0
        ? runAndKill([...words, String(at), String(1 + Math.floor(random.ratio() * MOST_WRITES))])
        : runAndKill([...words, String(at)], someMoment(random, MOST, countLines))
    return { db, server, runAt, killAt }
  }

  test(
    `after ${KILLS} kills at random moments each of ${READERS} readers has one digest a day, each paper once, and one mail of each or it is listed as unknown`,
    async () => {
      const { db, server, runAt, killAt } = await prepare()

      let [kills, midway] = [0, 0]
      for (const morning of [WEDNESDAY_SEVEN, WEDNESDAY_SEVEN + DAY_MS]) {
        const most = kills + Math.ceil((KILLS - kills) / (morning === WEDNESDAY_SEVEN ? 2 : 1))
        for (const from = kills; kills < most; kills++) {
          const at = morning + Math.floor((HOURS * (kills - from)) / (most - from)) * HOUR_MS
          if (!(await killAt(at, kills))) break
          if (await isMidway(db, at)) midway++
        }
        // Two at once do what is left.
        const end = morning + HOURS * HOUR_MS
        await Promise.all([runAt(end), runAt(end)])
      }

      const sent = await checkDigests(db)
      const unknown = await checkMails(db, server, sent)
      expect(unknown).toBeLessThanOrEqual(kills * AT_ONCE)
      expect(kills).toBe(KILLS)
      expect(midway).toBeGreaterThan(0)
      await Promise.all([server.close(), db.destroy()])
    },
    KILLS * 6000 + 30_000,
  )
})

/** Whether something that is due is not yet delivered. */
async function isMidway(db: Db, at: number): Promise<boolean> {
  const due = await db.selectFrom('subscription').select('id').where('next_at', '<=', at).execute()
  const digests = await db.selectFrom('digest').select('id').where('composed_at', 'is', null).execute()
  const open = await db.selectFrom('delivery').select('digest_id').where('ended_at', 'is', null).execute()
  return due.length + digests.length + open.length > 0
}

/** Each reader has a digest of each of the two days, with a delivery, and every paper in one of them. @returns the digests */
async function checkDigests(db: Db): Promise<Digest[]> {
  const rows = await db.selectFrom('digest').selectAll().orderBy('id').execute()
  const digests = rows.map(({ content }) => JSON.parse(content ?? 'null') as Digest)
  const taken = await db.selectFrom('digest_paper').selectAll().execute()
  const ids = digests.map(({ id }) => id)
  expect(ids).toEqual(NAMES.flatMap((name) => [`s-${name}.${WEDNESDAY}`, `s-${name}.${THURSDAY}`]))
  const deliveries = await db.selectFrom('delivery').select('digest_id').orderBy('digest_id').execute()
  expect(deliveries.map(({ digest_id: id }) => id)).toEqual(ids)
  const kept = taken.map(({ digest_id: id, paper_id: paper }) => `${id} ${paper}`)
  expect(kept.toSorted()).toEqual(
    digests.flatMap(({ id, papers }) => papers.map((each) => `${id} ${each.id}`)).toSorted(),
  )
  for (const name of NAMES) {
    const own = taken.filter(({ subscription_id: id }) => id === `s-${name}`).map(({ paper_id: id }) => id)
    expect(own.toSorted()).toEqual(PAPERS.map(({ id }) => id))
  }
  return digests
}

/** Each digest came once, as it was frozen, or it is unknown and came at most once. @returns how many are unknown */
async function checkMails(db: Db, { received }: MailServer, digests: readonly Digest[]): Promise<number> {
  const deliveries = await db.selectFrom('delivery').selectAll().execute()
  const states = new Map(deliveries.map(({ digest_id: id, state }) => [id, state]))
  const came = new Map<string, string[]>()
  for (const { to, bytes } of received) {
    const { subject = '', text = '' } = await PostalMime.parse(bytes)
    came.set(subject, [...(came.get(subject) ?? []), `${to} ${text.trim()}`])
  }
  for (const { id, subscriptionId, papers } of digests) {
    const whole = [`${subscriptionId.slice(2)}@papers.example ${papers.map((paper) => paper.id).join(' ')}`]
    const expected = states.get(id) === 'unknown' && !came.has(id) ? undefined : whole
    expect({ id, came: came.get(id) }).toEqual({ id, came: expected })
    came.delete(id)
  }
  expect([...came.keys()]).toEqual([])
  expect(new Set(states.values())).not.toContainEqual(expect.not.stringMatching(/^(?:sent|unknown)$/))
  return deliveries.filter(({ state }) => state === 'unknown').length
}
