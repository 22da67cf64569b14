import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/databases.ts'
import type { Joined } from '../../../test/support/subscribers.ts'
import { aDigest, aSubscriptionApp, postForm, type SubscriptionApp } from '../../../test/support/subscription-app.ts'
import type { Db } from '../../store/db.ts'

let db: Db
let given: SubscriptionApp
let ada: Joined
let inbox: string
let order: string
beforeEach(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  given = aSubscriptionApp(db)
  ada = await given.join('ada@example.org')
  inbox = `/inbox/${ada.recipient.secret}`
  order = `${inbox}/subscriptions/${ada.subscription.id}`
})
afterEach(() => db.destroy())

const get = (path: string) => Promise.resolve(given.app.request(path))
const row = () =>
  db.selectFrom('subscription').selectAll().where('id', '=', ada.subscription.id).executeTakeFirstOrThrow()

/** A digest of Ada's that was composed and sent. */
async function compose(): Promise<string> {
  const digest = aDigest(ada.subscription)
  const place = { id: digest.id, subscription_id: ada.subscription.id }
  await db
    .insertInto('digest')
    .values({
      ...place,
      from_day: digest.from,
      to_day: digest.to,
      due_at: 1,
      composed_at: 2,
      content: JSON.stringify(digest),
      attempts: 0,
    })
    .execute()
  const sent = { digest_id: digest.id, channel: 'mail', state: 'sent', ended_at: 3, attempts: 1 }
  await db.insertInto('delivery').values(sent).execute()
  return digest.id
}

describe('the confirmation', () => {
  beforeEach(async () => {
    await given.ask('bob@example.org')
    await given.deliver()
  })
  const path = () => {
    const mail = given.mails.at(-1)
    return `/confirm/${mail?.kind === 'question' ? mail.token : ''}`
  }
  const states = async () =>
    (await db.selectFrom('subscription').select('state').execute()).map(({ state }) => state).toSorted()

  test('is asked for by GET, as often as scanners of mail follow the link', async () => {
    const pages = [await get(path()), await get(path())]

    expect(await Promise.all(pages.map((page) => page.text()))).toEqual([
      expect.stringContaining('Begin this digest?'),
      expect.stringContaining('bob@example.org'),
    ])
    expect(await states()).toEqual(['active', 'pending'])
  })

  test('is given by POST, and leads to the private page, once', async () => {
    const first = await postForm(given.app, path())
    const again = await postForm(given.app, path())

    const page = await get(first.headers.get('location') ?? '')
    expect([first.status, again.status]).toEqual([303, 410])
    expect(await page.text()).toContain('It has begun')
    expect(again.headers.has('location')).toBe(false)
    expect(await states()).toEqual(['active', 'active'])
  })

  test('is too late after 48 hours, and nothing begins', async () => {
    const question = path()
    given.time.now += 48 * 3_600_000

    const [shown, pressed] = [await get(question), await postForm(given.app, question)]

    expect([shown.status, pressed.status]).toEqual([410, 410])
    expect(await shown.text()).toContain('too old')
    expect(await states()).toEqual(['active', 'pending'])
  })

  test('of a token that is not known is a page that says so', async () => {
    const answer = await get('/confirm/abcdefghijklmnopqrstuvwx')

    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('This link is not known here')
  })
})

describe('the private page', () => {
  test('shows everything of its recipient, in their time, and nothing of others', async () => {
    await given.join('bob@example.org', { wish: { kind: 'search', query: 'bob’s secret' } })
    await given.join('ada@example.org', { wish: { kind: 'category', code: 'cs.LG' } })
    await compose()

    const page = await (await get(inbox)).text()

    expect(page).toContain('ada@example.org')
    expect(page.match(/<h2 id="s-[^>]*>[^<]*/g)?.map((text) => text.replace(/.*>/, ''))).toEqual([
      'Machine Learning',
      'Trending papers',
    ])
    // Seven in the morning in Oslo on the next weekday, as the calendar on the wall has it.
    expect(page).toContain('<time datetime="2026-11-23T06:00:00.000Z">Monday 23 November 2026 at 07:00</time>')
    expect(page).toContain(', sent')
    expect(page).not.toContain('bob')
  })

  test('is behind its secret alone', async () => {
    const answers = [
      await get('/inbox/abcdefghijklmnopqrstuv'),
      await get(`${inbox}x`),
      await get(`${inbox}/digests/x`),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  test('tells why nothing is sent to an address, and lets it be tried again', async () => {
    await db.updateTable('recipient').set({ suppressed_at: 1, suppressed_reason: 'The mailbox is gone.' }).execute()
    const before = await (await get(inbox)).text()

    const answer = await postForm(given.app, inbox, { act: 'allow' })

    expect(before).toContain('The mailbox is gone.')
    expect(answer.headers.get('location')).toBe(`${inbox}?told=allowed`)
    expect(await (await get(inbox)).text()).not.toContain('The mailbox is gone.')
  })

  test('moves to a new address: the old one leads nowhere from then on', async () => {
    const answer = await postForm(given.app, inbox, { act: 'link' })
    const moved = answer.headers.get('location') ?? ''

    expect(moved).toMatch(/^\/inbox\/[\w-]{22}\?told=link$/)
    expect((await get(moved)).status).toBe(200)
    expect((await get(inbox)).status).toBe(404)
  })
})

describe('a subscription', () => {
  test('pauses, goes on and ends by the buttons of the page', async () => {
    const seen: unknown[] = []
    for (const act of ['pause', 'resume', 'end']) {
      const { status, headers } = await postForm(given.app, order, { act })
      seen.push([status, headers.get('location'), (await row()).state])
    }

    expect(seen).toEqual([
      [303, `${inbox}?told=paused`, 'paused'],
      [303, `${inbox}?told=resumed`, 'active'],
      [303, `${inbox}?told=ended`, 'ended'],
    ])
  })

  test('changes when it comes and how much, and nothing else', async () => {
    const fields: [string, string][] = [
      ...([
        ['act', 'change'],
        ['span', 'week'],
        ['days', '6'],
        ['hour', '18'],
        ['zone', 'Asia/Tokyo'],
      ] as [string, string][]),
      ...([
        ['size', '20'],
        ['empty', '1'],
        ['wish', 'edition'],
      ] as [string, string][]),
    ]

    const answer = await postForm(given.app, order, fields)

    expect(answer.headers.get('location')).toBe(`${inbox}?told=changed`)
    expect(await row()).toMatchObject({
      wish: '{"kind":"trending"}',
      rhythm: '{"span":"week","weekdays":[6],"hour":18,"zone":"Asia/Tokyo"}',
      ...{ size: 20, sends_empty: 1, next_at: Date.parse('2026-11-21T18:00:00+09:00') },
    })
  })

  test.each([
    ['without a day', { act: 'change', span: 'day', hour: '7', zone: 'UTC', size: '10' }, 400, 'one day at least'],
    ['of a zone that is none', { act: 'change', days: '1', hour: '7', zone: 'Nowhere', size: '10' }, 400, 'not known'],
    ['that is not to be done', { act: 'explode' }, 400, 'not clear what is to be done'],
  ])('is not changed by what is wrong: %s', async (_what, fields, status, fault) => {
    const before = await row()

    const answer = await postForm(given.app, order, fields as Record<string, string>)

    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(fault)
    expect(await row()).toEqual(before)
  })

  test('that has ended does not go on: the page says why', async () => {
    await postForm(given.app, order, { act: 'end' })

    const answer = await postForm(given.app, order, { act: 'resume' })

    expect(answer.status).toBe(409)
    expect(await answer.text()).toMatch(/role="alert"><strong>This subscription has ended/)
  })

  test('is sent now where it goes out, not while it pauses', async () => {
    const sent = await postForm(given.app, order, { act: 'send' })
    await postForm(given.app, order, { act: 'pause' })
    const refused = await postForm(given.app, order, { act: 'send' })

    expect(sent.headers.get('location')).toBe(`${inbox}?told=sent`)
    expect(refused.status).toBe(409)
    expect(given.sentNow).toEqual([ada.subscription.id])
  })

  test('of somebody else is not to be touched', async () => {
    const bob = await given.join('bob@example.org')
    const path = `/inbox/${bob.recipient.secret}/subscriptions/${ada.subscription.id}`

    const answers = await Promise.all(
      ['pause', 'end', 'send', 'resume'].map((act) => postForm(given.app, path, { act })),
    )

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await row()).state).toBe('active')
    expect(given.sentNow).toEqual([])
  })
})

describe('a digest', () => {
  test('that was composed is shown whole, with links to say more and less', async () => {
    const id = await compose()

    const page = await (await get(`${inbox}/digests/${id}`)).text()

    expect(page.match(/<h[23][^>]*>/g)).toHaveLength(5)
    expect(page).toContain('Owls are heard. They are rarely seen.')
    expect(page).toContain('Ada Kestrel and 3 more · Osier Valley University · 12 votes')
    expect(page).toContain('three papers of 94')
    expect(page.match(/https:\/\/broadsheet\.example\/f\/l\./g)).toHaveLength(3)
  })

  test('is previewed without being sent', async () => {
    const page = await (await get(`${inbox}/preview/${ada.subscription.id}`)).text()

    expect(page).toContain('A preview: what would go out now. Nothing was sent.')
    expect(await db.selectFrom('digest').selectAll().execute()).toEqual([])
    expect(given.sentNow).toEqual([])
  })

  test('is previewed without anything where there has been no new edition since the last', async () => {
    const app = aSubscriptionApp(db, {
      subscriptions: {
        subscribing: aSubscriptionApp(db),
        links: { toLinks: () => ({ more: () => '', less: () => '' }) as never },
        preview: () => Promise.resolve({ digest: { ...aDigest(ada.subscription), papers: [] }, isNew: false }),
        sendNow: () => Promise.resolve(),
      },
    })

    const page = await (await app.app.request(`${inbox}/preview/${ada.subscription.id}`)).text()

    expect(page).toContain('there has been no new edition since your last digest')
    expect(page).not.toContain('what would go out now')
  })

  test('is shown as its mail, with the styles of the mail and nothing else', async () => {
    const app = aSubscriptionApp(db)
    const withMail = aSubscriptionApp(db, {
      subscriptions: {
        subscribing: app,
        links: { toLinks: () => ({}) as never },
        preview: () => Promise.resolve({ digest: aDigest(ada.subscription), isNew: false }),
        sendNow: () => Promise.resolve(),
        renderDigest: ({ digest }) => ({ subject: '', text: '', html: `<p style="color:red">${digest.title}</p>` }),
      },
    })

    const answer = await withMail.app.request(`${inbox}/preview/${ada.subscription.id}/mail`)

    expect(await answer.text()).toBe('<p style="color:red">Trending papers</p>')
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/)
  })

  test('of somebody else is not shown', async () => {
    const id = await compose()
    const bob = await given.join('bob@example.org')
    const theirs = `/inbox/${bob.recipient.secret}`

    const answers = [await get(`${theirs}/digests/${id}`), await get(`${theirs}/preview/${ada.subscription.id}`)]

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })
})

describe('who lost the private link', () => {
  test('is mailed it again; what is answered tells nobody whether there is one', async () => {
    const answers = [
      await postForm(given.app, '/inbox', { address: 'ada@example.org' }),
      await postForm(given.app, '/inbox', { address: 'stranger@example.org' }),
    ]
    await given.deliver()

    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [303, '/inbox?told=sent'],
      [303, '/inbox?told=sent'],
    ])
    expect(given.mails.filter(({ kind }) => kind === 'link')).toMatchObject([
      { to: 'ada@example.org', secret: ada.recipient.secret },
    ])
  })

  test.each(['nobody', '', 'a@b'])('is asked again where "%s" was given for an address', async (address) => {
    const answer = await postForm(given.app, '/inbox', { address })

    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('role="alert"')
  })
})

describe('deleting everything', () => {
  test('is done once the reader has said so twice, and the page is gone then', async () => {
    const unsure = await postForm(given.app, inbox, { act: 'forget' })
    const before = await get(inbox)

    const done = await postForm(given.app, inbox, { act: 'forget', sure: '1' })

    expect(unsure.headers.get('location')).toBe(`${inbox}?told=unsure`)
    expect([before.status, done.status, (await get(inbox)).status]).toEqual([200, 200, 404])
    expect(await done.text()).toContain('All of it is deleted')
    expect(await db.selectFrom('recipient').selectAll().execute()).toEqual([])
  })
})
