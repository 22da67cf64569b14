import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeDigests, findOldestDueAt } from '../../src/services/digests/describe-digests.ts'
import { checkConfirmations, checkDigests, type MissingSettings } from '../../src/services/doctor/digests.ts'
import type { Db } from '../../src/store/db.ts'
import { anApp } from '../support/an-app.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { putDigest, putSubscription } from '../support/digest-rows.ts'

const NOON = Date.parse('2026-05-29T12:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const LOCAL = { incoming: { socket: { remoteAddress: '127.0.0.1' } }, outgoing: { once: () => undefined } }

describe.each(dialects)('how it stands with digests on $dialect', (where) => {
  let db: Db
  let dataFolder: string
  beforeEach(async () => {
    db = await freshDatabase(where)
    dataFolder = mkdtempSync(join(tmpdir(), 'broadsheet-digests-'))
    writeFileSync(join(dataFolder, 'secret'), 'x'.repeat(43), { mode: 0o600 })
  })
  afterEach(async () => {
    await db.destroy()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  /** One of each: planned, due and not begun, not composed, waiting, tried again, being sent, and each end. */
  async function fill(): Promise<void> {
    await putSubscription(db, 'later', { nextAt: NOON + HOUR })
    await putSubscription(db, 'due', { nextAt: NOON - 2 * MINUTE })
    await putSubscription(db, 'paused', { state: 'paused' })
    await putSubscription(db, 'gone', { state: 'ended', suppressedAt: NOON })
    await putSubscription(db, 'room', { channel: 'matrix', nextAt: NOON + HOUR })
    const composed = { dueAt: NOON - 5 * MINUTE, composedAt: NOON - 4 * MINUTE }
    await putDigest(db, 'later', { dueAt: NOON - 3 * MINUTE, trouble: 'The search does not answer.' })
    await putDigest(db, 'due', { ...composed, delivery: { state: 'waiting', nextAt: NOON - 5 * MINUTE } })
    const retried = { state: 'waiting', nextAt: NOON + HOUR, firstAt: NOON - HOUR, trouble: '451 later' } as const
    await putDigest(db, 'due', { ...composed, day: '2026-05-27', delivery: retried })
    await putDigest(db, 'room', { ...composed, delivery: { state: 'claimed', nextAt: NOON - MINUTE } })
    const ends = { sent: 1, failed: 2, unknown: 3, dropped: 4 } as const
    for (const [state, hours] of Object.entries(ends) as [keyof typeof ends, number][]) {
      const delivery = { state, endedAt: NOON - hours * HOUR, ...(state !== 'sent' && { trouble: `It ${state}.` }) }
      await putDigest(db, 'due', { ...composed, day: `2026-05-0${hours}`, delivery })
    }
    const old = { state: 'failed', endedAt: NOON - 30 * 24 * HOUR, trouble: 'Long ago.' } as const
    await putDigest(db, 'due', { ...composed, day: '2026-04-29', delivery: old })
  }

  test('each is counted at its place, and the one that waits longest says how late they are', async () => {
    await fill()

    const standing = await describeDigests(db, () => NOON)()

    expect(standing).toEqual({
      subscriptions: [
        { channel: 'mail', state: 'active', count: 2 },
        { channel: 'mail', state: 'ended', count: 1 },
        { channel: 'mail', state: 'paused', count: 1 },
        { channel: 'matrix', state: 'active', count: 1 },
      ],
      suppressed: [{ channel: 'mail', count: 1 }],
      open: [
        { channel: 'mail', state: 'waiting', count: 2 },
        { channel: 'matrix', state: 'claimed', count: 1 },
      ],
      ended: ['dropped', 'failed', 'sent', 'unknown'].map((state) => ({ channel: 'mail', state, count: 1 })),
      queue: {
        plan: { count: 1, dueAt: NOON - 2 * MINUTE },
        compose: { count: 1, dueAt: NOON - 3 * MINUTE, failed: 1 },
        send: { count: 1, dueAt: NOON - 5 * MINUTE },
        retry: { count: 1 },
        ask: { count: 0 },
      },
      nextAt: NOON - 2 * MINUTE,
      sentAt: NOON - HOUR,
    })
    expect(findOldestDueAt(standing.queue)).toBe(NOON - 5 * MINUTE)
  })

  test('metrics and /about tell the same, and no address', async () => {
    await fill()
    const app = anApp(db, { describeDigests: describeDigests(db, () => NOON), clock: () => NOON })

    const metrics = await (await app.request('/metrics', {}, LOCAL)).text()
    const page = await (await app.request('/about')).text()

    const lines = metrics.split('\n').filter((line) => /^broadsheet_(digest|delivery|confirmation)/.test(line))
    expect(lines).toEqual([
      'broadsheet_digest_subscriptions{channel="mail",state="active"} 2',
      'broadsheet_digest_subscriptions{channel="mail",state="ended"} 1',
      'broadsheet_digest_subscriptions{channel="mail",state="paused"} 1',
      'broadsheet_digest_subscriptions{channel="matrix",state="active"} 1',
      'broadsheet_digest_suppressed_recipients{channel="mail"} 1',
      'broadsheet_digest_queue{stage="plan"} 1',
      'broadsheet_digest_queue{stage="compose"} 1',
      'broadsheet_digest_queue{stage="send"} 1',
      'broadsheet_digest_queue{stage="retry"} 1',
      'broadsheet_digest_late_seconds 300',
      'broadsheet_digest_failed_compositions 1',
      'broadsheet_confirmation_waiting 0',
      'broadsheet_confirmation_late_seconds 0',
      `broadsheet_digest_next_timestamp_seconds ${(NOON - 2 * MINUTE) / 1000}`,
      'broadsheet_delivery_open{channel="mail",state="waiting"} 2',
      'broadsheet_delivery_open{channel="matrix",state="claimed"} 1',
      ...['dropped', 'failed', 'sent', 'unknown'].map(
        (state) => `broadsheet_delivery_ended_last_day{channel="mail",state="${state}"} 1`,
      ),
      `broadsheet_delivery_success_timestamp_seconds ${(NOON - HOUR) / 1000}`,
    ])
    expect(page).toContain('>3, 1 more paused<')
    expect(page).toContain('29 May 2026, 11:00 UTC')
    expect(page).not.toContain('Digests are late')
    expect(page + metrics).not.toContain('@papers.example')
  })

  test('/about says when digests are late, and nothing where there are none', async () => {
    await putSubscription(db, 'due', { nextAt: NOON - 20 * MINUTE })
    const app = anApp(db, { describeDigests: describeDigests(db, () => NOON), clock: () => NOON })

    expect(await (await app.request('/about')).text()).toContain('Digests are late')
    expect(await (await anApp(db).request('/about')).text()).not.toContain('Digest')
  })

  describe('the doctor', () => {
    const check = (missing: MissingSettings = {}) => checkDigests(db, { missing, dataFolder }, NOON)

    test('has nothing to look at where nobody has subscribed', async () => {
      expect((await check()).outcome).toBe('skipped')
    })

    test('is content where nothing is late, and says when the next is due', async () => {
      await putSubscription(db, 'later', { nextAt: NOON + HOUR })

      expect(await check()).toEqual({
        outcome: 'ok',
        says: 'No digest is late; subscriptions that are active: 1. The next is due 2026-05-29 13:00 UTC.',
      })
    })

    test.each([
      [14, 'ok'],
      [16, 'warning'],
      [61, 'failure'],
    ])('of a digest that is %i minutes late makes %s', async (minutes, outcome) => {
      await putSubscription(db, 'due', { nextAt: NOON - minutes * MINUTE })

      expect((await check()).outcome).toBe(outcome)
    })

    test('tells what went wrong in a week, and why, with no address', async () => {
      await fill()

      const { outcome, says } = await check()

      expect(outcome).toBe('warning')
      expect(says.split('\n').sort()).toEqual([
        '1 left out, last 2026-05-29 08:00 UTC: It dropped.',
        '1 not composed so far, and tried again, last 2026-05-29 11:57 UTC: The search does not answer.',
        '1 not delivered, last 2026-05-29 10:00 UTC: It failed.',
        '1 not taken so far, and tried again, last 2026-05-29 11:00 UTC: 451 later',
        '1 perhaps delivered, last 2026-05-29 09:00 UTC: It unknown.',
        '1 recipient sent nothing any more: Gone.',
        'In the last 7 days, of digests:',
      ])
    })

    test('fails where a channel lacks a setting and somebody waits for it, and names both', async () => {
      await putSubscription(db, 'later', { nextAt: NOON + HOUR })
      await putSubscription(db, 'room', { nextAt: NOON + HOUR, channel: 'telegram' })

      const [mail, both, other] = [
        await check({ mail: 'MAIL_URL is none.' }),
        await check({ mail: 'MAIL_URL is none.', telegram: 'TELEGRAM_TOKEN is not set.' }),
        await check({ matrix: 'MATRIX_TOKEN is not set.' }),
      ]

      expect([mail.outcome, both.outcome, other.outcome]).toEqual(['failure', 'failure', 'ok'])
      expect(mail.says).toBe('These do not go out:\n1 of 2 subscriptions by mail: MAIL_URL is none.')
      expect(both.says).toContain('\n1 of 2 subscriptions by telegram: TELEGRAM_TOKEN is not set.')
    })

    test('fails where the secret is gone', async () => {
      await putSubscription(db, 'later', { nextAt: NOON + HOUR })

      rmSync(join(dataFolder, 'secret'))
      expect((await check()).says).toContain('holds no secret')
    })

    test('tells of questions that are stuck', async () => {
      await putSubscription(db, 'asked', { state: 'pending' })
      const ask = { asked_from: '192.0.2.1', expires_at: NOON + HOUR, confirmed_at: null }
      const row = { ...ask, token_hash: 'h', subscription_id: 'asked', confirmed_from: null, attempts: 1 }
      await db
        .insertInto('confirmation')
        .values({ ...row, asked_at: NOON - HOUR, next_at: NOON })
        .execute()

      expect((await checkConfirmations(db, NOON)).outcome).toBe('warning')
      expect((await checkConfirmations(db, NOON - 55 * MINUTE)).outcome).toBe('ok')
    })
  })
})
