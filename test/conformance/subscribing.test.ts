import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SubscriptionId } from '../../src/domain/subscription.ts'
import { ASK_LIMITS } from '../../src/services/subscriptions/limits.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'
import { FRIDAY_NOON, type SentMail, someSubscribers, type Subscribers } from '../support/subscribers.ts'

const PROGRAM = new URL('../support/confirm-and-end.ts', import.meta.url).pathname
const DAY_MS = 86_400_000

describe.each(dialects)('subscribing on $dialect', (where) => {
  let db: Db
  let url: string
  let subscribers: Subscribers
  beforeEach(async () => {
    url = await freshDatabaseUrl(where)
    db = openDatabase(url)
    await migrateToLatest(db)
    subscribers = someSubscribers(db)
  })
  afterEach(() => db.destroy())

  /** The token of the last mail, which must be a question. */
  function lastToken(): string {
    const mail = subscribers.mails.at(-1)
    if (mail?.kind !== 'question') throw new Error('The last mail is no question')
    return mail.token
  }

  test('begins by the mailed token alone: at the next time of the rhythm, with a proof of the answer', async () => {
    await subscribers.ask('Ann.Lee@EXAMPLE.org', { wish: { kind: 'category', code: 'cs.CL' } }, '198.51.100.7')
    await subscribers.deliver()
    const question = subscribers.mails[0]
    subscribers.time.now += 60_000

    const answered = await subscribers.confirm(lastToken(), '203.0.113.5')

    expect(question).toMatchObject({
      ...{ kind: 'question', to: 'Ann.Lee@example.org' },
      mail: { title: 'Computation and Language', expiresAt: FRIDAY_NOON + 2 * DAY_MS },
    })
    expect(answered).toMatchObject({
      state: 'confirmed',
      recipient: { address: 'Ann.Lee@example.org', secret: expect.stringMatching(/^[\w-]{22}$/) as string },
      // Friday noon has passed seven in Oslo: Monday, an hour before Greenwich.
      subscription: { state: 'active', nextAt: Date.parse('2026-11-23T06:00:00Z') },
    })
    expect(await db.selectFrom('confirmation').selectAll().execute()).toMatchObject([
      { asked_from: '198.51.100.7', confirmed_from: '203.0.113.5', confirmed_at: FRIDAY_NOON + 60_000 },
    ])
  })

  test('keeps nothing from which a mailed token could be read', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()

    const token = lastToken()
    const rows = JSON.stringify(await db.selectFrom('confirmation').selectAll().execute())
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(rows).not.toContain(token)
    expect(rows).toContain(createHash('sha256').update(token).digest('hex'))
  })

  test('does not begin by looking at the question, however often', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()
    for (let times = 0; times < 3; times++) await subscribers.findConfirmation(lastToken())

    const question = await subscribers.findConfirmation(lastToken())

    expect(question).toMatchObject({
      state: 'open',
      recipient: { address: 'ann@example.org' },
      subscription: { state: 'pending' },
    })
    expect(question?.subscription).not.toHaveProperty('nextAt')
  })

  test('begins once, and makes one recipient, where several processes are asked at once', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()
    const token = lastToken()

    const told = await Promise.all(
      Array.from({ length: 4 }, () => {
        const child = spawn(process.execPath, [PROGRAM, url, token, 'Bob@example.org'], {
          stdio: ['ignore', 'pipe', 2],
        })
        return text(child.stdout!)
      }),
    )

    expect(told.sort()).toEqual(['confirmed', 'used', 'used', 'used'])
    const subscriptions = await db.selectFrom('subscription').select('state').orderBy('state').execute()
    expect(subscriptions).toEqual([{ state: 'active' }, { state: 'pending' }])
    expect(await db.selectFrom('recipient').select('id').execute()).toHaveLength(2)
  })

  test('tells who shows a token again, or another one of the same question, no private link', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()
    const first = lastToken()
    subscribers.time.now += 1000
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()
    const second = lastToken()
    await subscribers.confirm(second, '192.0.2.9')

    expect(second).not.toBe(first)
    subscribers.time.now += 1000
    expect(await subscribers.confirm(second, '203.0.113.66')).toEqual({ state: 'used' })
    expect(await subscribers.confirm(first, '203.0.113.66')).toEqual({ state: 'used' })
    expect(await subscribers.findConfirmation(first)).toMatchObject({ state: 'used' })
    const proof = await db.selectFrom('confirmation').selectAll().where('asked_at', '>', FRIDAY_NOON).execute()
    expect(proof).toMatchObject([{ confirmed_from: '192.0.2.9', confirmed_at: FRIDAY_NOON + 1000 }])
  })

  test.each([
    [2 * DAY_MS - 1, 'confirmed'],
    [2 * DAY_MS, 'expired'],
  ])('after %d ms a token is %s', async (ms, state) => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()
    subscribers.time.now += ms

    expect(await subscribers.confirm(lastToken(), '192.0.2.9')).toMatchObject({ state })
  })

  test('does not begin by a token that nobody was sent', async () => {
    await subscribers.ask('ann@example.org')

    expect(await subscribers.confirm('A'.repeat(24), '192.0.2.9')).toBeUndefined()
    expect(await subscribers.confirm('', '192.0.2.9')).toBeUndefined()
    expect(await subscribers.findConfirmation('A'.repeat(24))).toBeUndefined()
  })

  test('does not begin where it was ended before the answer', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()
    const { subscription } = (await subscribers.findConfirmation(lastToken()))!
    const { secret } = await db.selectFrom('recipient').select('secret').executeTakeFirstOrThrow()
    await subscribers.end(secret, subscription.id)

    expect(await subscribers.confirm(lastToken(), '192.0.2.9')).toEqual({ state: 'ended' })
  })

  test('begins what was asked for with the question that is answered, whatever others ask for meanwhile', async () => {
    await subscribers.ask('ann@example.org', { size: 3, wish: { kind: 'author', name: 'José García' } })
    await subscribers.deliver()
    const own = lastToken()
    subscribers.time.now += 1
    const rhythm = { span: 'day', weekdays: [0, 1, 2, 3, 4, 5, 6], hour: 3, zone: 'Asia/Tokyo' } as const
    const swapped = { size: 50, sendsEmpty: true, rhythm, wish: { kind: 'author', name: 'JOSE GARCIA' } } as const
    await subscribers.ask('ANN@Example.ORG', swapped, '203.0.113.66')
    await subscribers.deliver()
    const theirs = lastToken()

    const [question, other] = [await subscribers.findConfirmation(own), await subscribers.findConfirmation(theirs)]
    const answered = await subscribers.confirm(own, '192.0.2.9')

    expect(theirs).not.toBe(own)
    expect(other).toMatchObject({ state: 'open', subscription: swapped })
    expect(question?.subscription).toMatchObject({ size: 3, rhythm: { zone: 'Europe/Oslo' } })
    expect(answered).toMatchObject({
      subscription: { size: 3, sendsEmpty: false, rhythm: { hour: 7 }, wish: { name: 'José García' } },
    })
    expect(subscribers.mails.map(({ mail }) => 'subscription' in mail && mail.subscription.size)).toEqual([3, 50])
    expect(await subscribers.confirm(theirs, '192.0.2.9')).toEqual({ state: 'used' })
    expect(await db.selectFrom('subscription').selectAll().execute()).toHaveLength(1)
    expect(await db.selectFrom('recipient').selectAll().execute()).toHaveLength(1)
  })

  test('goes by the clocks that the reader names with the answer', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()

    await expect(subscribers.confirm(lastToken(), '192.0.2.9', 'Europe/Atlantis')).rejects.toMatchObject({
      code: 'invalid',
    })
    const answered = await subscribers.confirm(lastToken(), '192.0.2.9', 'Asia/Kolkata')

    // Half past one of a Monday morning in Greenwich is seven in Kolkata.
    expect(answered).toMatchObject({
      subscription: { rhythm: { zone: 'Asia/Kolkata', hour: 7 }, nextAt: Date.parse('2026-11-23T01:30:00Z') },
    })
  })

  test('tells who answers after the address was suppressed, and begins nothing', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()
    await db.updateTable('recipient').set({ suppressed_at: 1, suppressed_reason: 'It bounced.' }).execute()

    const answered = await subscribers.confirm(lastToken(), '192.0.2.9')

    expect(answered).toEqual({ state: 'suppressed' })
    expect(await db.selectFrom('subscription').select('state').execute()).toEqual([{ state: 'pending' }])
  })

  test('as many begin on one day as are confirmed: a mailbox loses nothing by a yes', async () => {
    const limited = someSubscribers(db, { limits: ASK_LIMITS })
    const queries = ['owls', 'bats', 'tides', 'moss', 'rain']

    for (const query of queries) await limited.join('ann@example.org', { wish: { kind: 'search', query } })

    expect(await db.selectFrom('subscription').select('state').execute()).toEqual(
      queries.map(() => ({ state: 'active' })),
    )
  })

  describe('does not tell whether an address is known', () => {
    test('answers the same for a stranger, a subscriber, one who waits and one who is suppressed', async () => {
      await subscribers.join('member@example.org')
      const { recipient } = await subscribers.join('gone@example.org')
      await db
        .updateTable('recipient')
        .set({ suppressed_at: 1, suppressed_reason: 'It bounced.' })
        .where('id', '=', recipient.id)
        .execute()
      await subscribers.ask('waits@example.org')
      const told = new Set<string>()

      for (const name of ['member', 'gone', 'waits', 'stranger']) {
        const asked = await subscribers.ask(`${name}@example.org`)
        told.add(JSON.stringify(asked).replace(name, '…'))
        expect(await subscribers.sendLinkAgain(`${name}@example.org`, '192.0.2.1')).toBeUndefined()
      }

      expect(told.size).toBe(1)
    })

    test('sends a subscriber who asks for the same again the private link, and changes nothing', async () => {
      const { recipient, subscription } = await subscribers.join('ann@example.org', {
        wish: { kind: 'author', name: 'José García' },
      })
      subscribers.mails.length = 0

      await subscribers.ask('ann@example.org', { wish: { kind: 'author', name: 'jose  garcia' }, size: 50 })
      await subscribers.deliver()

      expect(subscribers.mails).toMatchObject([{ kind: 'link', to: 'ann@example.org', secret: recipient.secret }])
      expect((await subscribers.findInbox(recipient.secret))?.subscriptions).toMatchObject([{ subscription }])
    })

    test('asks a subscriber who wants something else as anybody', async () => {
      const { recipient } = await subscribers.join('ann@example.org')
      subscribers.mails.length = 0

      await subscribers.ask('ann@example.org', { wish: { kind: 'edition' } })
      await subscribers.deliver()

      expect(subscribers.mails.map(({ kind }) => kind)).toEqual(['question'])
      expect(await subscribers.confirm(lastToken(), '192.0.2.9')).toMatchObject({ recipient: { id: recipient.id } })
    })

    test('sends a suppressed address nothing, whatever is asked for', async () => {
      await subscribers.join('ann@example.org')
      await db.updateTable('recipient').set({ suppressed_at: 1, suppressed_reason: 'It bounced.' }).execute()
      subscribers.mails.length = 0

      await subscribers.ask('ann@example.org')
      await subscribers.ask('ann@example.org', { wish: { kind: 'edition' } })
      await subscribers.sendLinkAgain('ann@example.org', '192.0.2.1')
      const round = await subscribers.deliver()

      expect(subscribers.mails).toEqual([])
      expect(round).toEqual({ sent: 0, postponed: 0, givenUp: 0 })
      expect(await db.selectFrom('subscription').select('id').execute()).toHaveLength(1)
    })
  })

  test('has at most twenty open subscriptions of one recipient: who asks for more is sent the private link', async () => {
    for (let number = 1; number <= 20; number++) {
      await subscribers.join('ann@example.org', { wish: { kind: 'search', query: `number ${number}` } })
    }
    subscribers.mails.length = 0

    await subscribers.ask('ann@example.org', { wish: { kind: 'search', query: 'number 21' } })
    await subscribers.deliver()

    expect(subscribers.mails.map(({ kind }) => kind)).toEqual(['link'])
    expect(await db.selectFrom('subscription').select('id').execute()).toHaveLength(20)
  })

  test('begins once, however many show the token to one server at once', async () => {
    await subscribers.ask('ann@example.org')
    await subscribers.deliver()
    const token = lastToken()

    const answers = await Promise.all(Array.from({ length: 8 }, () => subscribers.confirm(token, '192.0.2.9')))

    expect(answers.map((answer) => answer?.state).sort()).toEqual(['confirmed', ...Array<string>(7).fill('used')])
    expect(answers.filter((answer) => answer !== undefined && 'recipient' in answer)).toHaveLength(1)
  })

  test('sends the private link again to who has subscribed, the question to who has not answered, strangers nothing', async () => {
    const { recipient } = await subscribers.join('member@example.org')
    await subscribers.ask('waits@example.org')
    await subscribers.deliver()
    subscribers.mails.length = 0
    subscribers.time.now += 1000

    for (const name of ['Member', 'waits', 'stranger']) {
      await subscribers.sendLinkAgain(`${name}@example.org`, '192.0.2.1')
    }
    await subscribers.deliver()

    const told = (mail: SentMail) => [mail.kind, mail.to]
    expect(subscribers.mails.map(told).sort()).toEqual([
      ['link', 'member@example.org'],
      ['question', 'waits@example.org'],
    ])
    expect(subscribers.mails.find(({ kind }) => kind === 'link')).toMatchObject({ secret: recipient.secret })
    expect(await db.selectFrom('recipient').select('id').execute()).toHaveLength(2)
  })

  test('takes no address that could end a line of a mail, and keeps nothing of it', async () => {
    const asking = subscribers.ask('ann@example.org\r\nBcc: everybody@example.org')

    await expect(asking).rejects.toMatchObject({ code: 'invalid' })
    expect(await db.selectFrom('recipient').selectAll().execute()).toEqual([])
  })

  test('takes ids that are somebody else’s for none', async () => {
    const ann = await subscribers.join('ann@example.org')
    const bob = await subscribers.join('bob@example.org')

    for (const act of [subscribers.pause, subscribers.resume, subscribers.end, subscribers.getOwn]) {
      await expect(act(ann.recipient.secret, bob.subscription.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(act('B'.repeat(22), bob.subscription.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(act(ann.recipient.secret, 'x' as SubscriptionId)).rejects.toMatchObject({ code: 'not_found' })
    }
    const { subscription } = await subscribers.getOwn(bob.recipient.secret, bob.subscription.id)
    expect(subscription.state).toBe('active')
  })
})
