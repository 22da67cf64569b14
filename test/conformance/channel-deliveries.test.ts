import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { listChannels } from '../../src/channels/list-channels.ts'
import type { OutgoingDigest } from '../../src/domain/ports.ts'
import type { ChannelName } from '../../src/domain/subscription.ts'
import { createDelivering } from '../../src/services/digests/delivering.ts'
import type { Db } from '../../src/store/db.ts'
import { findRecipient } from '../../src/store/recipients.ts'
import { anOutgoingDigest } from '../support/an-outgoing-digest.ts'
import { NEVER } from '../support/channels/a-sender.ts'
import { type Judge, startChatServer } from '../support/channels/chat-servers.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { deliveringDeps, DUE, keepDigests, readDelivery } from '../support/some-deliveries.ts'
import { startRawServer } from '../support/wire-server.ts'

const MINUTE = 60_000
const TOKEN = '123456:aBcDeFgHiJkLmNoPqRsTuVwXyZ'

/** A digest for each address. */
function digestsFor(addresses: readonly (readonly [channel: ChannelName, address: string])[]): OutgoingDigest[] {
  return addresses.map(([channel, address], index) =>
    anOutgoingDigest({ number: index + 1, dueAt: DUE, recipient: { channel, address } }),
  )
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe.each(dialects)('deliveries beside mail, on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  /** Delivers what is due by all channels; the services of Telegram and Matrix are at one address. */
  const deliver = (url: string, now = DUE) => {
    const services = { telegram: { url, token: TOKEN }, matrix: { url, token: 'syt' }, networks: LOOPBACK }
    const channels = listChannels({ services, secret: 'of a test', userAgent: 'a test', clock: () => now })
    return createDelivering(deliveringDeps(db, { channels, clock: () => now })).deliverDue(NEVER)
  }

  test('a digest goes out by each channel once, and is sent', async () => {
    const [server, folder] = [await startChatServer(() => ({ status: 200, body: { ok: true } })), aFolder()]
    const digests = digestsFor([
      ...(['slack', 'discord', 'teams', 'ntfy', 'webhook'] as const).map(
        (name) => [name, `${server.url}/${name}`] as const,
      ),
      ['telegram', '@papers'],
      ['matrix', '!AbC:example.org'],
      ['file', join(folder, '{day}.md')],
    ])
    await keepDigests(db, digests)

    const reports = [await deliver(server.url), await deliver(server.url)]

    expect(reports.map(({ sent }) => sent)).toEqual([8, 0])
    expect(server.taken.map(({ path }) => path.split('/')[1]?.split('?')[0]).sort()).toEqual([
      '',
      '_matrix',
      `bot${TOKEN}`,
      'discord',
      'slack',
      'teams',
      'webhook',
    ])
    expect(readdirSync(folder)).toEqual(['2026-11-20.md'])
  })

  test('what a service refuses, postpones and buries is kept so, with what it said', async () => {
    const judge: Judge = ({ path }) => {
      if (path === '/busy') return { status: 429, headers: { 'Retry-After': '3600' }, body: 'rate_limited' }
      return path === '/gone' ? { status: 410, body: 'channel_is_archived' } : { status: 400, body: 'invalid_blocks' }
    }
    const server = await startChatServer(judge)
    const digests = digestsFor(['busy', 'gone', 'wrong'].map((path) => ['slack', `${server.url}/${path}`]))
    await keepDigests(db, digests)

    const report = await deliver(server.url)

    const [busy, gone, wrong] = await Promise.all(digests.map(({ digest }) => readDelivery(db, digest.id)))
    const dead = await Promise.all(digests.map(({ recipient }) => findRecipient(db, recipient.id)))
    expect(report).toMatchObject({ sent: 0, postponed: 1, failed: 2 })
    expect(busy).toMatchObject({ state: 'waiting', next_at: expect.closeTo(DUE + 60 * MINUTE, -6) })
    expect([gone?.trouble, wrong?.trouble]).toEqual([
      expect.stringContaining('410: channel_is_archived'),
      expect.stringContaining('400: invalid_blocks'),
    ])
    expect(dead.map((recipient) => recipient?.suppressed !== undefined)).toEqual([false, true, false])
  })

  test('where a service hangs up with the message in its hands, nobody knows; a webhook is asked again', async () => {
    const rude = await startRawServer((socket) => socket.destroy())
    const digests = digestsFor([
      ['slack', `${rude.url}/slack`],
      ['webhook', `${rude.url}/webhook`],
    ])
    await keepDigests(db, digests)

    const report = await deliver(rude.url)

    const [slack, webhook] = await Promise.all(digests.map(({ digest }) => readDelivery(db, digest.id)))
    expect(report).toMatchObject({ unknown: 1, postponed: 1 })
    expect(slack).toMatchObject({ state: 'unknown', handed_over_at: DUE })
    expect(webhook).toMatchObject({ state: 'waiting', handed_over_at: null, attempts: 1 })
  })

  test('a wrong token is held against no digest: they all wait', async () => {
    const server = await startChatServer(() => ({ status: 401, body: { ok: false, description: 'Unauthorized' } }))
    const digests = digestsFor([1, 2, 3].map((chat) => ['telegram', String(chat)]))
    await keepDigests(db, digests)

    await deliver(server.url)

    const states = await Promise.all(digests.map(({ digest }) => readDelivery(db, digest.id)))
    expect(states.map(({ state, attempts }) => [state, attempts])).toEqual(Array(3).fill(['waiting', 0]))
  })
})

const LOOPBACK = [{ address: '127.0.0.0', prefix: 8 }]
