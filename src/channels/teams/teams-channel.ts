import type { Channel } from '../../domain/ports.ts'
import { requireTaken } from '../require-taken.ts'
import type { SendRequest } from '../send-request.ts'
import { isTeamsHost } from './teams-address.ts'
import { toTeamsMessage } from './teams-message.ts'

/**
 * Sends digests to workflows of Microsoft Teams: one Adaptive Card each. Teams answers 202 before its workflow has run, and
 * does not know a repeat.
 */
export function createTeamsChannel({ sendRequest }: { sendRequest: SendRequest }): Channel {
  return {
    name: 'teams',
    async send(message, onHandOver, signal) {
      const url = new URL(message.recipient.address)
      const body = JSON.stringify(toTeamsMessage(message))
      requireTaken(await sendRequest({ url, body, isTrusted: isTeamsHost(url) }, onHandOver, signal))
    },
  }
}
