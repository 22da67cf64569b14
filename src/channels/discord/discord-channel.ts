import type { Channel } from '../../domain/ports.ts'
import { requireTaken } from '../require-taken.ts'
import type { SendRequest } from '../send-request.ts'
import { isDiscordHost } from './discord-address.ts'
import { toDiscordMessage } from './discord-message.ts'

/** Sends digests to webhooks of Discord: one message each. Discord does not know a repeat. */
export function createDiscordChannel({ sendRequest }: { sendRequest: SendRequest }): Channel {
  return {
    name: 'discord',
    async send(message, onHandOver, signal) {
      const url = new URL(message.recipient.address)
      // Without it Discord answers before it has looked at the message, and tells of no failure.
      url.searchParams.set('wait', 'true')
      const body = JSON.stringify(toDiscordMessage(message))
      requireTaken(await sendRequest({ url, body, isTrusted: isDiscordHost(url) }, onHandOver, signal))
    },
  }
}
