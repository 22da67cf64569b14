import type { Channel } from '../../domain/ports.ts'
import { requireTaken } from '../require-taken.ts'
import type { SendRequest } from '../send-request.ts'
import { isSlackHost } from './slack-address.ts'
import { toSlackMessage } from './slack-message.ts'

/** Sends digests to incoming webhooks of Slack: one message each. Slack does not know a repeat. */
export function createSlackChannel({ sendRequest }: { sendRequest: SendRequest }): Channel {
  return {
    name: 'slack',
    async send(message, onHandOver, signal) {
      const url = new URL(message.recipient.address)
      const body = JSON.stringify(toSlackMessage(message))
      requireTaken(await sendRequest({ url, body, isTrusted: isSlackHost(url) }, onHandOver, signal))
    },
  }
}
