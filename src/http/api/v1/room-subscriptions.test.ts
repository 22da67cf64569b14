import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/databases.ts'
import { aSubscriptionApp } from '../../../../test/support/subscription-app.ts'
import { createSignedLinks } from '../../../services/subscriptions/signed-links.ts'
import { ASK_LIMITS } from '../../../services/subscriptions/limits.ts'
import { subscribeRoom } from '../../../services/subscriptions/subscribing-rooms.ts'
import type { Db } from '../../../store/db.ts'
import type { SubscriptionDeps } from '../../subscriptions/deps.ts'
import { roomOperation } from './room-subscriptions.ts'

let db: Db
beforeEach(async () => void (db = await freshDatabase({ dialect: 'sqlite' })))
afterEach(() => db.destroy())

const NOW = Date.parse('2026-11-21T07:00:00Z')
const ASKED = {
  channel: 'ntfy',
  address: 'https://ntfy.sh/papers',
  wish: { kind: 'category', code: 'cs.CL' },
  rhythm: { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' },
}

function ask(body: object, wish: Pick<SubscriptionDeps, 'subscribeRoom'>): Promise<Response> {
  const base = aSubscriptionApp(db)
  const subscriptions = {
    ...{ subscribing: base, links: createSignedLinks('of a test', 'https://broadsheet.example'), ...wish },
    ...{ preview: () => Promise.reject(new Error('not here')), sendNow: () => Promise.resolve() },
  }
  const { app } = aSubscriptionApp(db, { subscriptions })
  const headers = { 'Content-Type': 'application/json' }
  return Promise.resolve(app.request(roomOperation.path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

/** Addresses are taken as they are: what a channel makes of them is its own. */
function allowing(...allowed: ('ntfy' | 'slack')[]): Pick<SubscriptionDeps, 'subscribeRoom'> {
  const parseAddress = (_channel: string, text: string): string => text
  return { subscribeRoom: subscribeRoom({ db, clock: () => NOW, parseAddress, allowed, limits: ASK_LIMITS }) }
}

describe('subscribing a room', () => {
  test('begins at once, and tells when the first digest comes and no secret', async () => {
    const answer = await ask(ASKED, allowing('ntfy'))

    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ nextAt: '2026-11-23T06:00:00.000Z' })
    expect(await db.selectFrom('subscription').select(['state', 'size']).execute()).toEqual([
      { state: 'active', size: 10 },
    ])
  })

  test('tells of a wish that it may bring nothing', async () => {
    const answer = await ask({ ...ASKED, wish: { kind: 'organisation', handle: 'nosuchorg' } }, allowing('ntfy'))

    expect(await answer.json()).toMatchObject({ doubt: expect.stringContaining('No paper of nosuchorg') as string })
  })

  test('twice with one wish is refused, without a word of what is there already', async () => {
    await ask(ASKED, allowing('ntfy'))

    const answer = await ask(ASKED, allowing('ntfy'))

    expect(answer.status).toBe(409)
    const [subscription] = await db.selectFrom('subscription').select(['id', 'recipient_id']).execute()
    const text = await answer.text()
    expect(text).toContain('It has this subscription already.')
    for (const id of Object.values(subscription ?? {})) expect(text).not.toContain(id)
  })

  test.each([
    ['where nothing is allowed', {}],
    ['where another channel is', undefined],
  ])('is the operator’s alone %s', async (_name, wish) => {
    const answer = await ask(ASKED, wish ?? allowing('slack'))

    expect(answer.status).toBe(403)
    expect(await db.selectFrom('recipient').selectAll().execute()).toEqual([])
  })

  test.each([
    [{ channel: 'file', address: '/etc/passwd.md' }, /^channel: /],
    [{ channel: 'mail', address: 'ann@example.org' }, /^channel: /],
    [{ address: 'x'.repeat(2001) }, /^address: /],
    [{ wish: { kind: 'search' } }, /^wish/],
  ])('%o is refused', async (wrong, says) => {
    const answer = await ask({ ...ASKED, ...wrong }, allowing('ntfy'))

    expect(answer.status).toBe(400)
    expect(((await answer.json()) as { error: string }).error).toMatch(says)
  })

  test('is refused where all was ended or nothing may be sent: that is for who has the link, and for operators', async () => {
    await ask(ASKED, allowing('ntfy'))
    await db.updateTable('subscription').set({ state: 'ended', ended_at: 1, next_at: null }).execute()
    const other = { ...ASKED, wish: { kind: 'edition' } }
    const left = await ask(other, allowing('ntfy'))
    await db.updateTable('recipient').set({ suppressed_at: 1, suppressed_reason: 'It threw us out.' }).execute()
    const suppressed = await ask(other, allowing('ntfy'))

    expect([left.status, suppressed.status]).toEqual([409, 409])
    expect(await left.text()).toContain('All digests for this place were ended there.')
    expect(await suppressed.text()).toContain('Nothing is sent to that address, until the operator')
    const kept = await db.selectFrom('recipient').select('suppressed_at').execute()
    expect(kept).toEqual([{ suppressed_at: 1 }])
    expect(await db.selectFrom('subscription').select('state').execute()).toEqual([{ state: 'ended' }])
  })
})
