import type { Channel } from '../../domain/ports.ts'
import { requireTaken } from '../require-taken.ts'
import type { SendRequest } from '../send-request.ts'
import { toNtfyTopic } from './ntfy-address.ts'
import { toNtfyMessage } from './ntfy-message.ts'

/** Sends digests to topics of ntfy: one notification each. ntfy does not know a repeat. */
export function createNtfyChannel({ sendRequest }: { sendRequest: SendRequest }): Channel {
  return {
    name: 'ntfy',
    async send(message, onHandOver, signal) {
      const { server, topic, authorization } = toNtfyTopic(message.recipient.address)
      const answer = await sendRequest(
        {
          url: server,
          headers: authorization === undefined ? {} : { authorization },
          body: JSON.stringify(toNtfyMessage(message, topic)),
          isTrusted: server.origin === 'https://ntfy.sh',
          secrets: [topic],
        },
        onHandOver,
        signal,
      )
      requireTaken(answer)
    },
  }
}
