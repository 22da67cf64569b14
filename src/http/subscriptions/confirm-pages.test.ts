import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/databases.ts'
import { anOrder } from '../../../test/support/subscribers.ts'
import { aSubscriptionApp, postForm, type SubscriptionApp } from '../../../test/support/subscription-app.ts'
import { UNSAID_ZONE } from '../../domain/rhythm.ts'
import type { Db } from '../../store/db.ts'

const GUESSED = 'Guessed from the language of your browser'
const CHOOSE = /<select[^>]* name="zone"[^>]*[^>]* required[^>]*>\s*<option value="" +selected>Choose your time zone/

let db: Db
let given: SubscriptionApp
beforeEach(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  given = aSubscriptionApp(db)
})
afterEach(() => db.destroy())

/** Asks for a digest by the clocks of a zone; the path of the page that confirms it. */
async function ask(zone: string): Promise<string> {
  await given.ask('bob@example.org', { rhythm: { ...anOrder().rhythm, zone } })
  await given.deliver()
  const mail = given.mails.at(-1)
  return `/confirm/${mail?.kind === 'question' ? mail.token : ''}`
}

const open = async (path: string, languages: string): Promise<string> =>
  (await given.app.request(path, { headers: { 'Accept-Language': languages } })).text()
const rows = () => db.selectFrom('subscription').select(['state', 'rhythm']).execute()

describe('who confirms a digest and has chosen no time zone', () => {
  test('is asked for it, and nothing stands in the field, where the language tells too little', async () => {
    const path = await ask(UNSAID_ZONE)

    const page = await open(path, 'en-US,en;q=0.9')

    expect(page).toMatch(CHOOSE)
    expect(page).not.toContain('<option selected>')
    expect(page).not.toContain(GUESSED)
  })

  test('sees a guess as one where the language tells a country of one zone', async () => {
    const path = await ask(UNSAID_ZONE)

    const page = await open(path, 'nb-NO,nb;q=0.9')

    expect(page).toContain('<option selected>Europe/Oslo</option>')
    expect(page).toContain(GUESSED)
  })

  test('begins nothing without choosing one, and is asked again', async () => {
    const path = await ask(UNSAID_ZONE)

    const refused = await postForm(given.app, path, { zone: '' })
    const page = await refused.text()
    const before = await rows()
    const begun = await postForm(given.app, path, { zone: 'Asia/Kolkata' })

    expect(refused.status).toBe(400)
    expect(page).toMatch(/role="alert"><strong>Choose the time zone/)
    expect(page).toMatch(CHOOSE)
    expect(before).toMatchObject([{ state: 'pending' }])
    expect(begun.status).toBe(303)
    expect(await rows()).toMatchObject([{ state: 'active', rhythm: expect.stringContaining('"zone":"Asia/Kolkata"') }])
  })

  test('has the script that knows the zone of the device, and none but ours may run', async () => {
    const path = await ask(UNSAID_ZONE)

    const answer = await given.app.request(path)
    const [, script = ''] = /<script type="module" src="([^"]*)"/.exec(await answer.text()) ?? []

    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect((await given.app.request(script)).headers.get('content-type')).toContain('text/javascript')
  })
})

test('a zone that was chosen stands on the page that confirms, and nobody guesses another', async () => {
  const path = await ask('Asia/Tokyo')

  const page = await open(path, 'nb-NO')

  expect(page).toContain('<option selected>Asia/Tokyo</option>')
  expect(page).not.toContain('data-asked')
  expect(page).not.toContain(GUESSED)
})
