import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toOpenEditionDay } from '../../src/domain/arxiv-calendar.ts'
import type { Paper } from '../../src/domain/paper.ts'
import type { SubscriptionId } from '../../src/domain/subscription.ts'
import { type Day, DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { aDayPaper, subscribe } from '../support/a-subscriber.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { startProgram } from '../support/program.ts'
import { readMail } from '../support/read-mail.ts'
import { importRecords } from '../support/records.ts'

const CLOCK = new URL('../support/later-clock.js', import.meta.url).href
const LONGEST_MS = 60_000
// Their ids have the length that links have room for.
const [ID, SECRET] = ['u000000000000000000001', 's000000000000000000001']
// The program runs by the machine's clock, so its papers are of the edition that is open now.
const NOW = Date.now()
const [TODAY, LATER] = [toOpenEditionDay(NOW), toNextEdition(NOW)]
const RETRIEVAL = {
  ...{ title: 'Sparse retrieval of whales', abstract: 'Hydrophones hear humpbacks sing below Arctic ice floes.' },
}
const LENSING = {
  ...{ title: 'Gravitational lensing of bread', abstract: 'Ovens raise dough of rye flour, butter, yeast and sugar.' },
}

/** Some minutes after a digest is due on the first day after this one with another edition. */
function toNextEdition(now: number): number {
  let at = now + DAY_MS
  while (toOpenEditionDay(at) === toOpenEditionDay(now)) at += DAY_MS
  return at + MINUTE_MS
}

/** Of today one that is wanted and one that is not; of later one like each, of which few and many are for it. */
function listPapers(): Paper[] {
  const on = (day: Day, place: number, wish: Parameters<typeof aDayPaper>[1] = {}) => {
    const fields = { ...wish.fields, announcedDay: day }
    return aDayPaper(place, { ...wish, entries: [{ day }], fields })
  }
  const later = toOpenEditionDay(LATER)
  return [
    ...[1, 2].map((place) => on(TODAY, place)),
    ...[0, 3, 4].map((place) => on(later, place)),
    on(later, 5, { fields: LENSING, votes: 500 }),
    on(later, 6, { fields: RETRIEVAL, votes: 1 }),
  ]
}

/** A reader to whom a digest of the edition is due since a minute ago, and each day at this time. */
async function fillStore(db: Db): Promise<void> {
  await migrateToLatest(db)
  await importRecords(db, listPapers())
  const hour = new Date(NOW).getUTCHours()
  const rhythm = { span: 'day', weekdays: [0, 1, 2, 3, 4, 5, 6], hour, zone: 'UTC' } as const
  await subscribe(db, 'ada', {
    ...{ id: ID as SubscriptionId, rhythm, confirmedAt: NOW - HOUR_MS, nextAt: NOW - MINUTE_MS },
  })
  await db.updateTable('recipient').set({ secret: SECRET }).execute()
}

describe.skipIf(!hasBrowser)('a reader of a digest with a browser without scripts', () => {
  let folder: string
  let db: Db
  let mailbox: MailServer
  let browser: Browser
  let page: Page
  let program: ReturnType<typeof startProgram>
  let url: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-links-'))
    db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
    await fillStore(db)
    mailbox = await startMailServer()
    browser = await openBrowser()
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await stop()
    await mailbox?.close()
    await db?.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  async function serve(aheadMs: number): Promise<void> {
    program = startProgram(['serve'], {
      ...{ BROADSHEET_DATA: folder, PORT: '0', NODE_OPTIONS: `--import ${CLOCK}`, CLOCK_AHEAD_MS: String(aheadMs) },
      ...{ MAIL_URL: `smtp://127.0.0.1:${mailbox.port}`, MAIL_FROM: 'digest@papers.example' },
    })
    url = /http:\S+/.exec(await program.line)?.[0] ?? ''
  }
  async function stop(): Promise<void> {
    program?.child.kill()
    await program?.ended
  }
  /** The mail that comes after so many others. */
  async function receive(place: number): Promise<Email> {
    const latest = Date.now() + LONGEST_MS
    while (mailbox.received.length <= place && Date.now() < latest) await wait(50)
    const mail = mailbox.received[place]
    if (!mail) throw new Error(`No mail ${place + 1} came`)
    return PostalMime.parse(mail.bytes)
  }
  const heading = () => page.getByRole('heading', { level: 1 }).textContent()
  async function press(link: string, button: string): Promise<void> {
    await page.goto(link)
    await page.getByRole('button', { name: button, exact: true }).first().click()
  }

  test('follows every link of it, says what is wanted, and finds that heeded in the next one', async () => {
    await serve(0)
    const digest = await receive(0)

    // Every link, of both parts, leads to a page of this server, and nothing is done by looking.
    const links = [...new Set(readMail(digest.html ?? '').links)]
    const written: string[] = (digest.text ?? '').match(/^https?:\S+$/gm) ?? []
    const headings = new Map<string, string>()
    for (const link of links) {
      const answer = await page.goto(link)
      expect([link, answer?.status()]).toEqual([link, 200])
      headings.set(link, ((await heading()) ?? '').trim())
    }
    const find = (name: string, nth = 0) => [...headings].filter(([, one]) => one === name)[nth]?.[0] ?? ''
    expect(links.every((link) => link.startsWith(url))).toBe(true)
    expect(written.filter((link) => !links.includes(link))).toEqual([])
    expect(links.filter((link) => !written.includes(link)).map((link) => new URL(link).pathname)).toEqual(['/'])
    expect([...headings.values()]).toEqual(
      expect.arrayContaining(['Sparse retrieval observed', 'Gravitational lensing observed', 'Your digests']),
    )
    expect(links.map((link) => new URL(link).pathname)).toContain(`/papers/date/${TODAY}`)
    expect([...headings.values()].filter((one) => one === 'More like this?')).toHaveLength(2)
    expect([...headings.values()].filter((one) => one === 'Less like this?')).toHaveLength(2)
    expect(await db.selectFrom('digest_feedback').selectAll().execute()).toEqual([])

    // More like the first paper, less like the second.
    await press(find('More like this?'), 'More like this')
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toContain('Sparse retrieval observed')
    await press(find('Less like this?', 1), 'Less like this')
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toContain('Gravitational lensing observed')

    // Changes it, pauses it, and has it go on.
    const inbox = find('Your digests')
    await page.goto(inbox)
    await page.locator('summary').first().click()
    await page.getByLabel('Papers at most').first().selectOption('3')
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await press(inbox, 'Pause')
    expect(await page.locator('dl.facts').first().textContent()).toContain('Paused')
    await press(inbox, 'Go on')
    await stop()

    // The next one comes by itself.
    await serve(LATER - NOW)
    const next = await receive(1)
    const headed = readMail(next.html ?? '')
      .headings.filter((one) => one.startsWith('h3'))
      .map((one) => one.slice(3))
    expect(headed).toEqual([RETRIEVAL.title, 'Tidal marshes observed', 'Protein folding observed'])
    expect(next.text).toContain('Close to “Sparse retrieval observed”, which you asked more of.')
    expect(mailbox.received).toHaveLength(2)

    // Leaves by the link at its end.
    const leave = /Unsubscribe:\n(\S+)/.exec(next.text ?? '')?.[1] ?? ''
    await press(leave, 'End it')
    expect(await heading()).toContain('This digest has ended')
    expect(await db.selectFrom('subscription').select('state').execute()).toEqual([{ state: 'ended' }])
  })
})
