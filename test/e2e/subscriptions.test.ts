import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toOpenEditionDay } from '../../src/domain/arxiv-calendar.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { aFeatured } from '../support/builders.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { startProgram } from '../support/program.ts'
import { importRecords } from '../support/records.ts'

// The program runs by the machine's clock, so its papers are of the edition that is open now.
const DAY = toOpenEditionDay(Date.now())
const LONGEST_MS = 60_000
const TITLES = ['Tides, and who waits for them', 'The patience of owls', 'Small errors in long talks']

/** What the program needs to start with: an edition of three papers. */
async function fillStore(folder: string): Promise<void> {
  const db = openDatabase(`sqlite:${join(folder, 'broadsheet.db')}`)
  await migrateToLatest(db)
  const papers = TITLES.map((title, place) =>
    aFeatured({
      id: `2605.0000${place + 1}` as PaperId,
      ...{ votes: 30 - place, entries: [{ day: DAY, place }] },
      fields: {
        ...{ title, authors: ['Ada Kestrel', 'B. Plover'], categories: ['cs.LG'], primaryCategory: 'cs.LG' },
        abstract: `${title}: we ask how it comes about. We find that it comes about by itself. Nobody had counted it before.`,
        announcedDay: DAY,
      },
    }),
  )
  await importRecords(db, papers)
  await db.destroy()
}

describe.skipIf(!hasBrowser)('a reader with a browser without scripts, and a mailbox', () => {
  let folder: string
  let mailbox: MailServer
  let program: ReturnType<typeof startProgram>
  let browser: Browser
  let page: Page
  let url: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'broadsheet-subscriptions-'))
    await fillStore(folder)
    mailbox = await startMailServer()
    program = startProgram(['serve'], {
      ...{ BROADSHEET_DATA: folder, PORT: '0', LOG_FORMAT: 'json' },
      ...{ MAIL_URL: `smtp://127.0.0.1:${mailbox.port}`, MAIL_FROM: 'digest@papers.example' },
    })
    url = /http:\S+/.exec(await program.line)?.[0] ?? ''
    browser = await openBrowser()
    page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'nb-NO' })).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    program?.child.kill()
    await program?.ended
    await mailbox?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The mail that comes after so many others. */
  async function receive(place: number): Promise<Email> {
    const latest = Date.now() + LONGEST_MS
    while (mailbox.received.length <= place && Date.now() < latest) await wait(50)
    const mail = mailbox.received[place]
    if (!mail) throw new Error(`No mail ${place + 1} came`)
    return PostalMime.parse(mail.bytes)
  }
  /** Waits for the page of a heading: the one before it may stand until the answer has come. */
  const see = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  const findLink = (text: string | undefined, folderName: string): string =>
    new RegExp(`${url}/${folderName}/[\\w.-]+`).exec(text ?? '')?.[0] ?? ''

  test('subscribes, confirms, reads, says what is too much, and leaves by one click', async () => {
    // Subscribes, by the keyboard alone.
    await page.goto(`${url}/papers`)
    await page.getByLabel('Your e-mail address').focus()
    await page.keyboard.type('ada@reader.example')
    await page.keyboard.press('Enter')
    await see('Look into your inbox')

    // Confirms: the link alone begins nothing.
    const question = await receive(0)
    const confirmation = findLink(question.text, 'confirm')
    expect(question.to?.[0]?.address).toBe('ada@reader.example')
    expect(question.text?.replace(/\s+/g, ' ')).toContain('in the time zone that you choose when you confirm')
    expect(findLink(question.html, 'confirm')).toBe(confirmation)
    await page.goto(confirmation)
    await see('Begin this digest?')
    expect(await page.getByLabel('In the time of').inputValue()).toBe('Europe/Oslo')
    await page.getByRole('button', { name: 'Begin' }).click()
    expect(await page.getByRole('status').textContent()).toContain('It has begun')
    const inbox = page.url().replace(/\?.*/, '')

    // Looks at the next one, and has it sent.
    await page.getByRole('link', { name: 'Preview the next one' }).click()
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual(expect.arrayContaining(TITLES))
    await page.goto(inbox)
    await page.getByRole('button', { name: 'Send now' }).click()
    const digest = await receive(1)
    for (const title of TITLES) {
      expect(digest.text).toContain(title)
      expect(digest.html).toContain(title)
    }

    // Says that one is too much.
    const less = /"(http:[^"]*\/f\/l\.[^"]+)"/.exec(digest.html ?? '')?.[1] ?? ''
    await page.goto(less)
    const unwanted = await page.getByRole('heading', { level: 2 }).textContent()
    await see('Less like this?')
    await page.getByRole('button', { name: 'Less like this' }).click()
    await see('Noted: less like this')
    expect(TITLES).toContain(unwanted?.trim())

    // Reads it again at the private link.
    await page.goto(findLink(digest.text, 'inbox'))
    expect(page.url()).toBe(inbox)
    await page.getByRole('region', { name: 'Past digests' }).getByRole('link').first().click()
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual(expect.arrayContaining(TITLES))

    // Leaves, as a mail program does it. (That it may is only told of addresses of HTTPS: RFC 8058, section 2.)
    const header = (key: string) => digest.headers.find((each) => each.key === key)?.value ?? ''
    const leave = /<(http[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? ''
    await page.goto(leave)
    await see('End this digest?')
    const left = await fetch(leave, {
      ...{ method: 'POST', redirect: 'manual', body: 'List-Unsubscribe=One-Click' },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect([left.status, left.headers.get('set-cookie')]).toEqual([200, null])
    await page.goto(inbox)
    expect(await page.getByRole('region', { name: 'Ended' }).textContent()).toContain('Trending papers')
    expect(await page.getByRole('button', { name: 'Send now' }).count()).toBe(0)

    // Nothing of all that stands in the log.
    program.child.kill()
    const { err, out } = await program.ended
    const secrets = [inbox, less, leave, confirmation].map((link) => link.slice(link.lastIndexOf('/') + 1))
    expect(err).toContain('/inbox/:secret')
    for (const secret of [...secrets, 'ada@', 'reader.example']) {
      expect(secret.length).toBeGreaterThan(3)
      expect(`${out}${err}`).not.toContain(secret)
    }
  })
})
