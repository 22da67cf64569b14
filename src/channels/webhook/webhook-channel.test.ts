import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { anOutgoing, SENTENCES, SUMMARISED } from '../../../test/support/channels/a-digest.ts'
import { aChannelSender, NEVER, noted, NOW } from '../../../test/support/channels/a-sender.ts'
import { type Posted, startChatServer } from '../../../test/support/channels/chat-servers.ts'
import { startRawServer } from '../../../test/support/wire-server.ts'
import type { DigestId } from '../../domain/digest.ts'
import type { RecipientId } from '../../domain/subscription.ts'
import { signWebhook, toShownKey, toWebhookId, toWebhookKey } from './sign-webhook.ts'
import { parseWebhookAddress } from './webhook-address.ts'
import { createWebhookChannel } from './webhook-channel.ts'

const SECRET = 'secret-of-a-test'
const channel = createWebhookChannel({ sendRequest: aChannelSender(), clock: () => NOW, secret: SECRET })

/** What a receiver does, by docs/channels.md and nothing else. */
function isGenuine(headers: Record<string, unknown>, body: string, shownKey: string): boolean {
  const key = Buffer.from(shownKey.replace(/^whsec_/, ''), 'base64')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(wanted)
}

/** The keys of an object and of those in it; of a list, those of its first. */
function listKeys(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return listKeys(value[0], `${path}[]`)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`, ...listKeys(inner, `${path}.${key}`)])
}

describe('digests to webhooks', () => {
  test('a digest goes out whole as JSON, and its receiver can tell that it is genuine', async () => {
    const hook = await startChatServer(() => ({ status: 204 }))
    const message = anOutgoing('webhook', `${hook.url}/hooks/papers`)

    await channel.send(message, noted().onHandOver, NEVER)

    const { body, headers = {}, text = '' }: Partial<Posted> = hook.taken[0] ?? {}
    const shownKey = toShownKey(toWebhookKey(SECRET, message.recipient.id))
    expect(body).toMatchObject({
      type: 'digest.sent',
      timestamp: '2026-11-21T05:58:00.000Z',
      data: { papers: [{}, {}] },
    })
    expect(headers['webhook-id']).toBe('msg_SubscriptionOfTwenty22_2026-11-20')
    expect(isGenuine(headers, text, shownKey)).toBe(true)
    expect(isGenuine(headers, text.replace('94', '95'), shownKey)).toBe(false)
  })

  test('a digest has the keys that docs/channels.md names, and no others', async () => {
    const hook = await startChatServer(() => ({ status: 200 }))
    const text = readFileSync(new URL('../../../docs/channels.md', import.meta.url), 'utf8')
    const [, example = ''] = /```json\n([^]*?)```/.exec(text) ?? []

    await channel.send(anOutgoing('webhook', hook.url), noted().onHandOver, NEVER)

    expect(listKeys(hook.taken[0]?.body)).toEqual(listKeys(JSON.parse(example)))
  })

  test('what a language model wrote has a key of its own, beside the sentences of the abstract', async () => {
    const hook = await startChatServer(() => ({ status: 200 }))

    await channel.send(anOutgoing('webhook', hook.url, { papers: [SUMMARISED] }), noted().onHandOver, NEVER)

    expect(hook.taken[0]?.body['data']).toMatchObject({
      papers: [{ summary: 'Es geht weniger verloren als befürchtet.', sentences: [SENTENCES] }],
    })
  })

  test('the same digest again has the same id, so that nobody is told of a handing over', async () => {
    const hook = await startChatServer(() => ({ status: 200 }))
    const handed = noted()

    await channel.send(anOutgoing('webhook', hook.url), handed.onHandOver, NEVER)
    await channel.send(anOutgoing('webhook', hook.url), handed.onHandOver, NEVER)

    expect(new Set(hook.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(handed.times).toBe(0)
  })

  test('one whose receiver hangs up is tried again', async () => {
    const hook = await startRawServer((socket) => socket.destroy())

    const sending = channel.send(anOutgoing('webhook', hook.url), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'postponed' })
  })

  test('a receiver that is gone is not written to again', async () => {
    const hook = await startChatServer(() => ({ status: 410 }))

    const sending = channel.send(anOutgoing('webhook', hook.url), noted().onHandOver, NEVER)

    await expect(sending).rejects.toMatchObject({ outcome: 'refused', isAddressDead: true })
  })
})

describe('signatures of Standard Webhooks', () => {
  // By OpenSSL: printf '%s' ID.TIMESTAMP.BODY | openssl dgst -sha256 -mac HMAC -macopt hexkey:KEY -binary | base64
  test('are those of another program', () => {
    const key = Uint8Array.from({ length: 32 }, (_, index) => index)

    const headers = signWebhook(key, 'msg_abc_2026-11-20', 1_795_244_400_999, '{"a":"ä"}')

    expect(headers).toEqual({
      'webhook-id': 'msg_abc_2026-11-20',
      'webhook-timestamp': '1795244400',
      'webhook-signature': 'v1,s3gi0QnOeJdj3oXWxQM5iN3/16LD1hoTP6ntXzCENHU=',
    })
    expect(toShownKey(key)).toBe('whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=')
  })

  test('have a key for each recipient that follows from the secret, the same for ever', () => {
    const key = toWebhookKey(SECRET, 'Recipient-of-twenty-22' as RecipientId)

    expect(Buffer.from(key).toString('hex')).toBe('f9e4443bba6313146a57edf9b5867092ac4bcb18523625b0e659de35084f202c')
    expect(toWebhookKey(SECRET, 'another' as RecipientId)).not.toEqual(key)
  })

  test('sign ids without a point, which would end the id', () => {
    expect(toWebhookId('a-b_c.2026-11-20' as DigestId)).toBe('msg_a-b_c_2026-11-20')
  })
})

describe('addresses of webhooks', () => {
  test('any address of the web is one, without what is no part of a request', () => {
    expect(parseWebhookAddress('https://example.org/hooks?a=1#b')).toBe('https://example.org/hooks?a=1')
  })

  test.each(['ftp://example.org', 'example.org/hooks', 'https://ann:secret@example.org/'])('%s is refused', (text) => {
    expect(() => parseWebhookAddress(text)).toThrow(/webhook/)
  })
})
