import type { Channel } from '../../domain/ports.ts'
import { type Clock, toIso } from '../../domain/time.ts'
import { toJsonDigest } from '../digest-json.ts'
import { requireTaken } from '../require-taken.ts'
import type { SendRequest } from '../send-request.ts'
import { signWebhook, toWebhookId, toWebhookKey } from './sign-webhook.ts'

/** What it takes to send to webhooks. */
export type WebhookOptions = {
  sendRequest: SendRequest
  clock: Clock
  /** Of the installation: from it the key of each webhook follows. */
  secret: string
}

/**
 * Sends digests as JSON to any address, signed as Standard Webhooks asks. A digest's `webhook-id` is the same at each try,
 * so that receivers know a repeat: it is harmless.
 */
export function createWebhookChannel({ sendRequest, clock, secret }: WebhookOptions): Channel {
  return {
    name: 'webhook',
    isRepeatable: true,
    async send(message, onHandOver, signal) {
      const { digest, recipient } = message
      const timestamp = toIso(digest.composedAt)
      const body = JSON.stringify({ type: 'digest.sent', timestamp, data: toJsonDigest(message) })
      const key = toWebhookKey(secret, recipient.id)
      const headers = signWebhook(key, toWebhookId(digest.id), clock(), body)
      const request = { url: new URL(recipient.address), headers, body, isRepeatable: true }
      requireTaken(await sendRequest(request, onHandOver, signal))
    },
  }
}
