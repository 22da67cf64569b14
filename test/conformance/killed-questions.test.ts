import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time.ts'
import { pause } from '../../src/platform/pause.ts'
import { SeededRandom } from '../../src/services/sample/random.ts'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { bundleProgram } from '../support/bundled.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { runAndKill, someMoment } from '../support/run-and-kill.ts'
import { FRIDAY_NOON, someSubscribers } from '../support/subscribers.ts'

/** `npm run kills` sets more. */
const KILLS = Math.max(2, Math.round(Number(process.env['KILLS'] ?? 10) * 0.3))
const READERS = KILLS * 10
/** As many as are under way at once. */
const AT_ONCE = 4
const PROGRAM = await bundleProgram('ask-and-end')
/** After some mails and some milliseconds more; a mail takes about three, and the server's answer up to five. */
const MOST = { steps: 7, delayMs: 10 }
/** By then what a sender held that died is sent by another. */
const CLAIM_MS = 10 * MINUTE_MS

describe.each(dialects)('mailing of questions that is killed, on $dialect', (where) => {
  test(
    `after ${KILLS} kills at random moments each of ${READERS} who asked has the question, with one link that confirms; a kill brings no more than ${AT_ONCE} a second time`,
    async () => {
      const random = new SeededRandom()
      random.restart(19, 0)
      const url = await freshDatabaseUrl(where)
      const db = openDatabase(url)
      await migrateToLatest(db)
      const subscribers = someSubscribers(db)
      const addresses = Array.from({ length: READERS }, (_, number) => `reader-${number}@reader.example`)
      for (const address of addresses) await subscribers.ask(address)
      const server = await startMailServer({ pause: () => pause(Math.floor(random.ratio() * 5)) })
      const words = [PROGRAM, url, String(server.port)]

      let [kills, now] = [0, FRIDAY_NOON]
      for (; kills < KILLS; kills++) {
        const moment = someMoment(random, MOST, () => server.received.length)
        if (!(await runAndKill([...words, String(now)], moment))) break
        now += CLAIM_MS
      }
      await runAndKill([...words, String(now)])

      const links = await readLinks(server)
      const twice = server.received.length - READERS
      expect([...links.keys()].toSorted()).toEqual(addresses.toSorted())
      expect([...links.values()].filter(({ size }) => size !== 1)).toEqual([])
      expect(twice).toBeGreaterThanOrEqual(0)
      expect(twice).toBeLessThanOrEqual(kills * AT_ONCE)
      expect(kills).toBe(KILLS)
      for (const [link = ''] of links.values()) {
        expect(await subscribers.confirm(link.slice(link.lastIndexOf('/') + 1), '192.0.2.9')).toMatchObject({
          state: 'confirmed',
        })
      }
      await Promise.all([server.close(), db.destroy()])
    },
    KILLS * 6000 + 30_000,
  )
})

/** The different links that came to each address. */
async function readLinks({ received }: MailServer): Promise<Map<string, Set<string>>> {
  const links = new Map<string, Set<string>>()
  for (const { to, bytes } of received) {
    const { text = '' } = await PostalMime.parse(bytes)
    links.set(to, (links.get(to) ?? new Set()).add(text.trim()))
  }
  return links
}
