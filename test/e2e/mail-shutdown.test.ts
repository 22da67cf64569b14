import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toOpenEditionDay } from '../../src/domain/arxiv-calendar.ts'
import type { Channel } from '../../src/domain/ports.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { beginWork } from '../../src/services/at-work.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { aDayPaper, subscribe } from '../support/a-subscriber.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { startProgram } from '../support/program.ts'
import { importRecords } from '../support/records.ts'
import { deliveringDeps } from '../support/some-deliveries.ts'

const NOW = Date.now()
const READERS = 12
/** So many messages are on their way at once, and no more are claimed than twice as many. */
const CONNECTIONS = 2
/** The promise is 5 s; a loaded machine may take longer to tell us. */
const GENEROUS_MS = 15_000

describe('the program, asked to end with messages in the air', () => {
  let folder = ''
  let db: Db
  let server: MailServer
  /** Messages whose end has come and that are not answered yet. */
  let held: (() => void)[]
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-shutdown-'))
    db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
    await migrateToLatest(db)
    await importRecords(db, [aDayPaper(0, { entries: [{ day: toOpenEditionDay(NOW) }] })])
    const rhythm = {
      span: 'day',
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      hour: new Date(NOW).getUTCHours(),
      zone: 'UTC',
    } as const
    for (let number = 0; number < READERS; number++) {
      await subscribe(db, `reader-${number}`, { rhythm, confirmedAt: NOW - HOUR_MS, nextAt: NOW - MINUTE_MS })
    }
    held = []
    server = await startMailServer({ pause: () => new Promise((resolve) => held.push(resolve)) })
  })
  afterEach(async () => {
    for (const release of held) release()
    await server.close()
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  const serve = () =>
    startProgram(['serve'], {
      ...{ BROADSHEET_DATA: folder, PORT: '0', MAIL_CONNECTIONS: String(CONNECTIONS) },
      ...{ MAIL_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'digest@papers.example' },
    })
  const listStates = async () => (await db.selectFrom('delivery').select('state').execute()).map(({ state }) => state)

  /** Delivers as whoever starts next on the same folder. @returns to whom */
  async function deliverNext(): Promise<string[]> {
    const { name: worker, listGone, leave } = beginWork(join(folder, 'mailers'))
    const sent: string[] = []
    const channel: Channel = {
      name: 'mail',
      async send({ recipient }, onHandOver) {
        await onHandOver()
        sent.push(recipient.address)
      },
    }
    const deps = deliveringDeps(db, { worker, listGone, channels: [channel], clock: () => Date.now() })
    await createDelivering(deps).deliverDue(new AbortController().signal)
    leave()
    return sent
  }

  test('waits for their answers, sends no more, and ends in time; of those without one nobody knows, all others go out next', async () => {
    const { child, line, ended } = serve()
    const site = /http:\S+/.exec(await line)?.[0] ?? ''
    const ask = () =>
      fetch(site).then(
        () => 'open',
        () => 'closed',
      )
    await expect.poll(() => held.length, { timeout: GENEROUS_MS }).toBe(CONNECTIONS)

    const begin = performance.now()
    child.kill('SIGTERM')
    await expect.poll(ask, { timeout: GENEROUS_MS }).toBe('closed')
    held[0]?.()
    const { status } = await ended
    const tookMs = performance.now() - begin
    const stopped = await listStates()
    const sent = [...server.received.map(({ to }) => to), ...(await deliverNext())]

    expect(status).toBe(0)
    expect(tookMs).toBeLessThan(GENEROUS_MS)
    expect(stopped.filter((state) => state === 'sent')).toHaveLength(1)
    expect([held.length, server.received.length]).toEqual([CONNECTIONS, 1])
    expect(new Set(sent).size).toBe(READERS - 1)
    expect(sent).toHaveLength(READERS - 1)
    expect((await listStates()).toSorted()).toEqual([...Array<string>(READERS - 1).fill('sent'), 'unknown'])
  })
})
