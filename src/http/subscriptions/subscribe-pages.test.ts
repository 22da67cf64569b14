import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/databases.ts'
import { aSubscriptionApp, postForm, type SubscriptionApp } from '../../../test/support/subscription-app.ts'
import { UNSAID_ZONE } from '../../domain/rhythm.ts'
import type { Db } from '../../store/db.ts'

let db: Db
let given: SubscriptionApp
beforeEach(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  given = aSubscriptionApp(db)
})
afterEach(() => db.destroy())

/** The box as a browser sends it that nobody changed anything in. */
const BOX: [string, string][] = [
  ['address', 'ada@example.org'],
  ['wish', 'trending'],
  ['span', 'day'],
  ...['1', '2', '3', '4', '5'].map((day): [string, string] => ['days', day]),
  ['hour', '7'],
  ['size', '10'],
  ['zone', ''],
]
const withField = (name: string, ...values: string[]) => [
  ...BOX.filter(([other]) => other !== name),
  ...values.map((value): [string, string] => [name, value]),
]

const subscriptions = () => db.selectFrom('subscription').selectAll().execute()

describe('a form to subscribe', () => {
  test('asks by mail, and leads to a page that says so', async () => {
    const answer = await postForm(given.app, '/subscriptions', BOX)
    await given.deliver()

    const page = await given.app.request(answer.headers.get('location') ?? '')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/subscriptions/asked'])
    expect(await page.text()).toContain('Look into your inbox')
    expect(given.mails).toMatchObject([{ kind: 'question', to: 'ada@example.org' }])
    expect(await subscriptions()).toMatchObject([
      {
        state: 'pending',
        wish: '{"kind":"trending"}',
        rhythm: '{"span":"day","weekdays":[1,2,3,4,5],"hour":7,"zone":"UTC"}',
        size: 10,
        sends_empty: 0,
      },
    ])
  })

  test('is answered alike for an address that is new, known, a subscriber’s, and one that takes no mail', async () => {
    await given.join('known@example.org')
    const { recipient } = await given.join('dead@example.org')
    await db
      .updateTable('recipient')
      .set({ suppressed_at: 1, suppressed_reason: 'It is gone.' })
      .where('id', '=', recipient.id)
      .execute()

    const answers = await Promise.all(
      ['new@example.org', 'known@example.org', 'dead@example.org'].map((address) =>
        postForm(given.app, '/subscriptions', withField('address', address)),
      ),
    )

    const seen = answers.map(({ status, headers }) => [status, headers.get('location'), headers.get('set-cookie')])
    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(new Set(['[303,"/subscriptions/asked",null]']))
  })

  test('takes no guess for a zone that was chosen: the mail says that one chooses it', async () => {
    const headers = {
      ...{ 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
      'Accept-Language': 'nb-NO,en;q=0.5',
    }
    await given.app.request('/subscriptions', { method: 'POST', headers, body: new URLSearchParams(BOX).toString() })
    await given.deliver()

    const [sent] = given.mails
    expect(sent?.mail).toMatchObject({ subscription: { rhythm: { zone: UNSAID_ZONE } } })
  })

  test('keeps the zone that was chosen', async () => {
    await postForm(given.app, '/subscriptions', withField('zone', 'Asia/Kolkata'))

    expect((await subscriptions())[0]?.rhythm).toContain('"zone":"Asia/Kolkata"')
  })

  test('sends a weekly digest on the first of the days, as people count them', async () => {
    const weekly = withField('span', 'week').filter(([name]) => name !== 'days')

    await postForm(given.app, '/subscriptions', [...weekly, ['days', '0'], ['days', '4']])

    expect((await subscriptions())[0]?.rhythm).toContain('"span":"week","weekdays":[4]')
  })

  test.each([
    ['address', ['nobody'], 'no e-mail address'],
    ['address', ['a@b'], 'not a mail address'],
    ['address', [], 'is no e-mail address'],
    ['days', [], 'one day at least'],
    ['days', ['7'], 'days of the week'],
    ['hour', ['24'], 'rom 0 to 23'],
    ['zone', ['Europe/Atlantis'], 'not known'],
    ['size', ['51'], 'from 1 to 50'],
    ['span', ['year'], 'daily or weekly'],
    ['wish', ['everything'], 'not clear which papers'],
    ['wish', [`search:${'x'.repeat(1001)}`], '1000'],
  ])('with a wrong %s (%j) is shown again as it was filled in, and asks nothing', async (name, values, fault) => {
    const answer = await postForm(given.app, '/subscriptions', withField(name, ...values))
    const page = await answer.text()

    expect(answer.status).toBe(400)
    expect(/role="alert"><strong>([^<]*)/.exec(page)?.[1]).toContain(fault)
    if (name !== 'address') expect(page).toContain('value="ada@example.org"')
    expect(await subscriptions()).toEqual([])
  })

  test('keeps what was chosen, markup as text', async () => {
    const fields = [...withField('address', '"><script>alert(1)</script>'), ['empty', '1'] as [string, string]]

    const page = await (await postForm(given.app, '/subscriptions', fields)).text()

    expect(page).not.toContain('<script>')
    expect(page).toMatch(/<input type="checkbox" name="empty" value="1" +checked/)
  })
})

describe('the page of the form', () => {
  test('has the wish of its address, and leaves the zone open', async () => {
    const answer = await given.app.request('/subscriptions?wish=category:cs.LG', {
      headers: { 'Accept-Language': 'ja' },
    })
    const page = await answer.text()

    expect(page).toContain('<option value="category:cs.LG">Machine Learning</option>')
    expect(page).toMatch(/<select[^>]* name="zone"[^>]*>\s*<option value="" +selected>I choose it when I confirm/)
    expect(page).not.toContain('<option selected>Asia/Tokyo')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  test('of a server that sends no mail says so, and asks nothing', async () => {
    const silent = aSubscriptionApp(db, { offersMail: false })
    const answers = [
      await silent.app.request('/subscriptions'),
      await postForm(silent.app, '/subscriptions', BOX),
      await postForm(silent.app, '/inbox', { address: 'ada@example.org' }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(await answers[0]?.text()).toContain('This server sends no mail. Its feeds bring the same papers')
    expect(await subscriptions()).toEqual([])
  })
})
