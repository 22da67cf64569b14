import { createHmac } from 'node:crypto'
import type { DigestId } from '../../domain/digest.ts'
import type { RecipientId } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'

/** The headers of Standard Webhooks. */
export type WebhookHeaders = { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string }

/**
 * The key that signs what goes to one webhook: 32 bytes that follow from the secret of the installation, so that nothing of
 * it is stored, and each webhook has its own.
 */
export function toWebhookKey(secret: string, recipientId: RecipientId): Uint8Array {
  return createHmac('sha256', secret).update(`webhook ${recipientId}`).digest()
}

/** A key as receivers enter it: "whsec_" and base64. */
export function toShownKey(key: Uint8Array): string {
  return `whsec_${Buffer.from(key).toString('base64')}`
}

/** The id of a digest's message, the same for every try; without a point, which separates the parts that are signed. */
export function toWebhookId(id: DigestId): string {
  return `msg_${id.replace('.', '_')}`
}

/**
 * Signs a request.
 *
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, symmetric scheme `v1`:
 * HMAC-SHA256 over "ID.TIMESTAMP.BODY", in base64.
 */
export function signWebhook(key: Uint8Array, id: string, at: UnixMs, body: string): WebhookHeaders {
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
