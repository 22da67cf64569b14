import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/databases.ts'
import { SECRET } from '../../../test/support/subscribers.ts'
import { aDigest, aSubscriptionApp, type SubscriptionApp } from '../../../test/support/subscription-app.ts'
import type { PaperId } from '../../domain/paper.ts'
import { createSignedLinks } from '../../services/subscriptions/signed-links.ts'
import type { Db } from '../../store/db.ts'

const PAPER = '2611.00001' as PaperId

let db: Db
let given: SubscriptionApp
let paths: Record<'leave' | 'more' | 'less', string>
beforeEach(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  given = aSubscriptionApp(db)
  const { subscription, recipient } = await given.join('ada@example.org')
  const links = createSignedLinks(SECRET, '').toLinks(aDigest(subscription), recipient, subscription)
  paths = { leave: links.unsubscribe, more: links.more(PAPER), less: links.less(PAPER) }
})
afterEach(() => db.destroy())

const stateNow = async () => (await db.selectFrom('subscription').select('state').executeTakeFirstOrThrow()).state
const keptNow = () => db.selectFrom('digest_feedback').select(['paper_id', 'kind']).execute()
const ONE_CLICK = 'List-Unsubscribe=One-Click'

/** As a mail program sends it: from nowhere, and without a cookie. */
const post = (path: string, type: string, body: string) =>
  Promise.resolve(given.app.request(path, { method: 'POST', headers: { 'Content-Type': type }, body }))

describe('the link to leave', () => {
  test('shows by GET which digest it ends, and ends nothing, however often it is followed', async () => {
    const answers = [await given.app.request(paths.leave), await given.app.request(paths.leave, { method: 'HEAD' })]

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await answers[0]?.text()).toMatch(/Trending papers[^]*ada@example\.org[^]*<form method="post">/)
    expect(await stateNow()).toBe('active')
  })

  // https://www.rfc-editor.org/rfc/rfc8058#section-8
  test.each([
    ['application/x-www-form-urlencoded', ONE_CLICK],
    [
      'multipart/form-data; boundary=---FormBoundaryjWmhtjORrn',
      '-----FormBoundaryjWmhtjORrn\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n-----FormBoundaryjWmhtjORrn--\r\n',
    ],
  ])('ends it by one click, sent as %s: no redirect, no cookie', async (type, body) => {
    const answer = await post(paths.leave, type, body)

    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
    expect(await answer.text()).toContain('This digest has ended')
    expect(await stateNow()).toBe('ended')
  })

  test('is answered alike again, and shows then that it has ended', async () => {
    await post(paths.leave, 'application/x-www-form-urlencoded', ONE_CLICK)

    const again = await post(paths.leave, 'application/x-www-form-urlencoded', ONE_CLICK)

    expect(again.status).toBe(200)
    expect(await (await given.app.request(paths.leave)).text()).not.toContain('<form')
  })

  test.each([
    ['application/x-www-form-urlencoded', ''],
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=Two-Clicks'],
    ['multipart/form-data', 'nonsense'],
    ['text/plain', ONE_CLICK],
  ])('ends nothing by what is not one click (%s, "%s")', async (type, body) => {
    const answer = await post(paths.leave, type, body)

    expect(answer.status).toBe(400)
    expect(await stateNow()).toBe('active')
  })

  test('of somebody else, or broken, ends nothing', async () => {
    const broken = paths.leave.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))

    const answers = [
      await given.app.request(broken),
      await post(broken, 'application/x-www-form-urlencoded', ONE_CLICK),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect(await stateNow()).toBe('active')
  })
})

describe('the links about a paper', () => {
  const press = (path: string, body = '') =>
    Promise.resolve(
      given.app.request(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
        body,
      }),
    )

  test('keep nothing when they are followed', async () => {
    const answer = await given.app.request(paths.less)

    expect(await answer.text()).toContain('Less like this?')
    expect(await keptNow()).toEqual([])
  })

  test('keep what they say when the button is pressed, the last word about a paper', async () => {
    const less = await press(paths.less)
    const after = await keptNow()
    const more = await press(paths.more)

    expect([less.status, more.status]).toEqual([200, 200])
    expect(await less.text()).toContain('Noted: less like this')
    expect(after).toEqual([{ paper_id: PAPER, kind: 'less' }])
    expect(await keptNow()).toEqual([{ paper_id: PAPER, kind: 'more' }])
  })

  test('take back what was said, by either of them', async () => {
    await press(paths.less)

    const page = await (await press(paths.more, 'act=forget')).text()

    expect(await keptNow()).toEqual([])
    expect(page).toContain('More like this?')
    expect(page).not.toContain('Take it back')
  })

  test('cannot be turned into one another', async () => {
    const turned = paths.less.replace('/f/l.', '/f/m.')

    const answers = [await given.app.request(turned), await press(turned)]

    expect(turned).not.toBe(paths.less)
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect(await keptNow()).toEqual([])
  })

  test('are of no use to a page that hides where it is, on HTTP too, unless it has the whole address', async () => {
    const ask = (headers: Record<string, string>) =>
      given.app.request(paths.less, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'null', ...headers },
        body: '',
      })

    const [framed, hidden] = [await ask({ 'Sec-Fetch-Site': 'cross-site' }), await ask({})]

    expect([framed.status, hidden.status]).toEqual([403, 200])
  })
})
