import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { pause } from '../../src/platform/pause.ts'
import { SeededRandom } from '../../src/services/sample/random.ts'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { bundleProgram } from '../support/bundled.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { runAndKill, someMoment } from '../support/run-and-kill.ts'
import { keepDigests, readDeliveries, someDigests } from '../support/some-deliveries.ts'

/** `npm run kills` sets more; 200 kills are over 2,000 digests. */
const KILLS = Number(process.env['KILLS'] ?? 10)
const DIGESTS = KILLS * 10
const PROGRAM = await bundleProgram('deliver-and-end')
/** So many are being sent at once: no kill leaves more of which nobody knows. */
const AT_ONCE = 8
/** After some messages, and some milliseconds more: each takes about one, and the server's answer up to five. */
const MOST = { steps: 11, delayMs: 8 }

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-mailers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(dialects)('delivering that is killed, on $dialect', (where) => {
  const random = new SeededRandom()
  random.restart(13, 0)

  /** A database with digests that are due, and a server that takes a moment for each. */
  async function prepare() {
    const url = await freshDatabaseUrl(where)
    const db = openDatabase(url)
    await migrateToLatest(db)
    await keepDigests(db, someDigests(DIGESTS))
    const server = await startMailServer({ pause: () => pause(Math.floor(random.ratio() * 5)) })
    return { url, db, server, words: [PROGRAM, url, String(server.port), join(folder, where.dialect)] }
  }

  test(
    `after ${KILLS} kills at random moments each of ${DIGESTS} recipients has one message, or is listed as unknown`,
    async () => {
      const { db, server, words } = await prepare()

      let [kills, midway] = [0, 0]
      while (kills < KILLS) {
        if (
          !(await runAndKill(
            words,
            someMoment(random, MOST, () => server.received.length),
          ))
        )
          break
        kills++
        if (server.received.length > 0 && server.received.length < DIGESTS) midway++
      }
      await runAndKill(words)

      const deliveries = await readDeliveries(db)
      const counts = countReceived(server)
      const countFor = (id: string) => counts.get(`reader-${Number(id.slice(1, 22))}@reader.example`) ?? 0
      const sent = deliveries.filter(({ state }) => state === 'sent')
      const unknown = deliveries.filter(({ state }) => state === 'unknown')
      expect(sent.length + unknown.length).toBe(DIGESTS)
      expect(sent.filter(({ digest_id: id }) => countFor(id) !== 1)).toEqual([])
      expect(unknown.filter(({ digest_id: id }) => countFor(id) > 1)).toEqual([])
      expect(unknown.length).toBeLessThanOrEqual(kills * AT_ONCE)
      expect(unknown.every(({ trouble }) => trouble?.includes('may have arrived'))).toBe(true)
      expect(kills).toBe(KILLS)
      expect(midway).toBeGreaterThan(0)
      await Promise.all([server.close(), db.destroy()])
    },
    KILLS * 6000 + 30_000,
  )

  test('three at once send each digest once, though one of them is killed', async () => {
    const { db, server, words } = await prepare()

    const afterFive = someMoment(random, { steps: 5, delayMs: 0 }, () => server.received.length)
    await Promise.all([runAndKill(words, afterFive), runAndKill(words), runAndKill(words)])

    const states = (await readDeliveries(db)).map(({ state }) => state)
    const counts = [...countReceived(server).values()]
    expect(states.filter((state) => state !== 'sent' && state !== 'unknown')).toEqual([])
    expect(counts.every((count) => count === 1)).toBe(true)
    expect(states.filter((state) => state === 'sent').length).toBeLessThanOrEqual(counts.length)
    await Promise.all([server.close(), db.destroy()])
  })
})

function countReceived({ received }: MailServer): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { to } of received) counts.set(to, (counts.get(to) ?? 0) + 1)
  return counts
}
