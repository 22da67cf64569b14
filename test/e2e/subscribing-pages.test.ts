/// <reference lib="dom" />
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { UNSAID_ZONE } from '../../src/domain/rhythm.ts'
import type { Db } from '../../src/store/db.ts'
import { hasBrowser, showInBrowser, type Shown } from '../support/browser.ts'
import { freshDatabase } from '../support/databases.ts'
import { anOrder, type Joined } from '../support/subscribers.ts'
import { aSubscriptionApp, type SubscriptionApp } from '../support/subscription-app.ts'

describe.skipIf(!hasBrowser)('pages of subscriptions, in a browser', () => {
  let db: Db
  let given: SubscriptionApp
  let shown: Shown
  let ada: Joined
  beforeAll(async () => {
    db = await freshDatabase({ dialect: 'sqlite' })
    given = aSubscriptionApp(db)
    shown = await showInBrowser(given.app)
    ada = await given.join('ada@example.org')
  })
  afterAll(async () => {
    await shown?.close()
    await db?.destroy()
  })

  let page: Page
  let complaints: string[]
  beforeEach(() => void (complaints = []))
  afterEach(() => page.context().close())

  async function open(path: string, options: BrowserContextOptions): Promise<void> {
    page = await (await shown.browser.newContext(options)).newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${shown.base}${path}`)
  }

  /** The page that confirms a digest for which no zone was chosen. */
  async function toQuestion(address: string): Promise<string> {
    await given.ask(address, { rhythm: { ...anOrder().rhythm, zone: UNSAID_ZONE } })
    await given.deliver()
    const mail = given.mails.at(-1)
    return `/confirm/${mail?.kind === 'question' ? mail.token : ''}`
  }
  const zone = () => page.getByLabel('In the time of')

  test.each([
    ['Europe/Oslo', 'en-US', 'Europe/Oslo'],
    // Browsers give this one by the name it had before.
    ['Asia/Calcutta', 'en-US', 'Asia/Kolkata'],
    ['America/Los_Angeles', 'nb-NO', 'America/Los_Angeles'],
  ])('a device of %s with a browser in %s is taken for one in %s', async (timezoneId, locale, expected) => {
    await open(await toQuestion(`${timezoneId.replace('/', '.')}@example.org`), { timezoneId, locale })

    expect(await zone().inputValue()).toBe(expected)
    expect(await page.getByText('As the clock of this device has it.').isVisible()).toBe(true)
    expect(complaints).toEqual([])
  })

  test.each([
    ['a device that hides its zone', 'hidden@example.org', { timezoneId: 'UTC' }],
    ['a browser without JavaScript', 'plain@example.org', { javaScriptEnabled: false }],
  ])('who comes with %s is asked, and begins nothing before an answer', async (_, address, options) => {
    const path = await toQuestion(address)
    await open(path, { locale: 'en-US', ...options })

    const before = await zone().inputValue()
    await page.getByRole('button', { name: 'Begin' }).click()
    const stayed = page.url()
    await zone().selectOption('Asia/Kolkata')
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.waitForURL(/told=begun/)

    expect([before, stayed]).toEqual(['', `${shown.base}${path}`])
  })

  test('"Subscribe" on the private page opens the form of one more, without JavaScript too', async () => {
    await open(`/inbox/${ada.recipient.secret}`, { javaScriptEnabled: false })

    await page.getByRole('link', { name: 'Subscribe', exact: true }).click()

    expect(await page.getByRole('button', { name: 'Add it' }).isVisible()).toBe(true)
  })

  test.each([
    [() => `/inbox/${ada.recipient.secret}`, ['Preview the next one', 'Atom', 'RSS', 'JSON Feed']],
    [() => `/inbox/${ada.recipient.secret}/preview/${ada.subscription.id}`, ['More like this', 'Less like this']],
  ])('what leads somewhere looks like it (%s)', async (toPath, names) => {
    await open(toPath(), { javaScriptEnabled: false })

    for (const name of names) {
      const line = await page
        .getByRole('link', { name, exact: true })
        .first()
        .evaluate((link) => getComputedStyle(link).textDecorationLine)
      expect([name, line]).toEqual([name, 'underline'])
    }
  })
})
