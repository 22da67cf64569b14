import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/databases.ts'
import type { Joined } from '../../../test/support/subscribers.ts'
import { aSubscriptionApp, postForm, type SubscriptionApp } from '../../../test/support/subscription-app.ts'
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
  given.mails.length = 0
  inbox = `/inbox/${ada.recipient.secret}`
  order = `${inbox}/subscriptions/${ada.subscription.id}`
})
afterEach(() => db.destroy())

const TIMES: [string, string][] = [
  ['span', 'day'],
  ['days', '1'],
  ['hour', '6'],
  ['size', '20'],
  ['zone', 'Asia/Kolkata'],
]
const add = (wish: string, search = '') =>
  postForm(given.app, inbox, [['act', 'add'], ['wish', wish], ['search', search], ...TIMES])
const rows = () => db.selectFrom('subscription').selectAll().orderBy('created_at').orderBy('id').execute()
const follow = async (answer: Response) => (await given.app.request(answer.headers.get('location') ?? '')).text()

describe('behind the private link', () => {
  test('a further digest begins without a mail', async () => {
    const answer = await add('category:cs.lg')
    await given.deliver()

    const added = (await rows()).find(({ id }) => id !== ada.subscription.id)
    expect(await follow(answer)).toContain('It has begun, without a mail')
    expect(given.mails).toEqual([])
    expect(added).toMatchObject({
      ...{ state: 'active', wish: '{"kind":"category","code":"cs.LG"}', size: 20 },
      // Half past midnight of a Monday in Greenwich is six in Kolkata.
      ...{ next_at: Date.parse('2026-11-23T00:30:00Z'), confirmed_at: given.time.now },
    })
  })

  test('what a search finds counts before the choice', async () => {
    await add('edition', 'slow owls')

    expect((await rows()).map(({ wish }) => wish)).toContain('{"kind":"search","query":"slow owls"}')
  })

  test('who is named and has no paper here is told of at once', async () => {
    expect(await follow(await add('author:Nobody Known'))).toContain('look below whether the name is spelled')
  })

  test.each([
    ['trending', '', 409, 'It has this subscription already'],
    ['category:cs.XX', '', 400, 'There is no category “cs.XX”'],
    ['trending', 'cat:"', 400, 'The search cannot be understood'],
    ['everything', '', 400, 'not clear which papers'],
  ])('what cannot be added (%s, %j) is told, and stays in the form', async (wish, search, status, says) => {
    const answer = await add(wish, search)
    const page = await answer.text()

    expect(answer.status).toBe(status)
    expect(/role="alert"><strong>([^<]*)/.exec(page)?.[1]).toContain(says)
    expect(page).toContain('<option selected>Asia/Kolkata</option>')
    expect(await rows()).toHaveLength(1)
  })

  test('one that ended begins again as it was, and keeps what was said of its papers', async () => {
    await postForm(given.app, order, { act: 'end' })
    const page = await (await given.app.request(inbox)).text()
    given.time.now = Date.parse('2026-11-30T12:00:00Z')

    const answer = await postForm(given.app, order, { act: 'again' })

    expect(page).toContain('Begin again')
    expect(await follow(answer)).toContain('It has begun again')
    expect(await rows()).toMatchObject([
      {
        ...{ id: ada.subscription.id, state: 'active', ended_at: null },
        next_at: Date.parse('2026-12-01T06:00:00Z'),
      },
    ])
  })

  test('one that ended does not begin again beside another that brings the same', async () => {
    await postForm(given.app, order, { act: 'end' })
    await add('trending')

    const answer = await postForm(given.app, order, { act: 'again' })

    expect(answer.status).toBe(409)
    expect((await rows()).map(({ state }) => state).toSorted()).toEqual(['active', 'ended'])
  })

  test('nothing is added while nothing may be sent', async () => {
    await db.updateTable('recipient').set({ suppressed_at: 1, suppressed_reason: 'It bounced.' }).execute()

    const answer = await add('edition')

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Nothing is sent to this address. Say first')
    expect(await rows()).toHaveLength(1)
  })

  test('who has another link, or none, adds and begins nothing', async () => {
    const bob = await given.join('bob@example.org')
    await given.end(ada.recipient.secret, ada.subscription.id)

    const foreign = `/inbox/${bob.recipient.secret}/subscriptions/${ada.subscription.id}`
    const answers = [
      await postForm(given.app, foreign, { act: 'again' }),
      await postForm(given.app, '/inbox/abcdefghijklmnopqrstuv', [['act', 'add'], ['wish', 'edition'], ...TIMES]),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect((await rows()).map(({ state }) => state).toSorted()).toEqual(['active', 'ended'])
  })
})

describe('the page behind the mailed link', () => {
  const askBob = async (wish: Parameters<typeof given.ask>[1] = {}) => {
    await given.ask('bob@example.org', wish)
    await given.deliver()
    const mail = given.mails.at(-1)
    return `/confirm/${mail?.kind === 'question' ? mail.token : ''}`
  }
  const rhythm = { span: 'day', weekdays: [1], hour: 7 } as const

  test.each([
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['UTC', 'Asia/Kolkata'],
  ])(
    'of an order in the time of %s offers %s to a browser of India, and the zone that is chosen holds',
    async (zone, offered) => {
      const path = await askBob({ rhythm: { ...rhythm, zone } })
      const headers = { 'Accept-Language': 'en-IN' }

      const page = await (await given.app.request(path, { headers })).text()
      await postForm(given.app, path, { zone: 'America/Lima' })

      expect(/<option selected>([^<]*)/.exec(page)?.[1]).toBe(offered)
      const bobs = (await rows()).find(({ id }) => id !== ada.subscription.id)
      expect(JSON.parse(bobs?.rhythm ?? '')).toEqual({ ...rhythm, zone: 'America/Lima' })
    },
  )

  test('tells where nobody of the name has a paper here', async () => {
    const path = await askBob({ wish: { kind: 'author', name: 'Nobody Known' } })

    expect(await (await given.app.request(path)).text()).toContain('No paper of Nobody Known has come in here so far')
  })

  test('tells that nothing is sent to an address that was suppressed since', async () => {
    const path = await askBob()
    await db.updateTable('recipient').set({ suppressed_at: 1, suppressed_reason: 'It bounced.' }).execute()

    const answers = [await given.app.request(path), await postForm(given.app, path)]

    expect(answers.map(({ status }) => status)).toEqual([410, 410])
    expect(await answers[1]?.text()).toContain('Nothing is sent to this address')
  })
})

describe('the form to subscribe', () => {
  test('asks nothing yet where more is to be chosen, and keeps what was filled in', async () => {
    const page = await (
      await postForm(given.app, '/subscriptions', [
        ...(['address', 'wish', 'more'] as const).map((name): [string, string] => [
          name,
          { address: 'cleo@example.org', wish: 'search:owls', more: '1' }[name],
        ]),
        ...TIMES.filter(([name]) => name !== 'zone'),
      ])
    ).text()

    expect(page).toContain('value="cleo@example.org"')
    expect(page).toContain('<option value="search:owls">')
    expect(page).toMatch(/<option value="6" +selected>06:00/)
    expect(page).not.toContain('role="alert"')
    expect(await rows()).toHaveLength(1)
  })

  test.each(['category:cs.XX', 'search:cat:cs.XX', 'search:date:never'])(
    'refuses %s, which brings nothing',
    async (wish) => {
      const answer = await postForm(given.app, '/subscriptions', [
        ['address', 'cleo@example.org'],
        ['wish', wish],
        ...TIMES,
      ])

      expect(answer.status).toBe(400)
      expect(await rows()).toHaveLength(1)
    },
  )

  test.each(['category:math', 'category:CS.ir', 'category:hep-th', 'search:cat:cs.IR owls'])(
    'takes %s',
    async (wish) => {
      const answer = await postForm(given.app, '/subscriptions', [
        ['address', 'cleo@example.org'],
        ['wish', wish],
        ...TIMES,
      ])

      expect(answer.status).toBe(303)
    },
  )

  test('offers every category of arXiv, and a search', async () => {
    const page = await (await given.app.request('/subscriptions')).text()

    expect(page).toContain('<option value="category:quant-ph">Quantum Physics</option>')
    expect(page).toMatch(/<input[^>]*name="search"/)
  })
})
