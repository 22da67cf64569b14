import { DeliveryError } from '../../domain/delivery-error.ts'
import type { Channel } from '../../domain/ports.ts'
import { type Meaning, readFields, requireTaken } from '../require-taken.ts'
import type { ChannelAnswer, SendRequest } from '../send-request.ts'
import { toMatrixMessage } from './matrix-message.ts'

/** What it takes to send as a user of Matrix. */
export type MatrixOptions = {
  sendRequest: SendRequest
  /** The homeserver, without a closing slash; nothing is sent without. */
  url: string | undefined
  /** The access token of the user who sends. */
  token: string | undefined
}

/**
 * Sends digests to rooms of Matrix: one message each, with the digest's id as its transaction. The homeserver answers a
 * repeat with the message that is there already, so that a repeat is harmless.
 */
export function createMatrixChannel({ sendRequest, url, token }: MatrixOptions): Channel {
  return {
    name: 'matrix',
    async send(message, onHandOver, signal) {
      if (url === undefined || token === undefined) {
        throw new DeliveryError('postponed', 'MATRIX_URL or MATRIX_TOKEN is not set: nothing goes out to Matrix.', {
          isChannelDown: true,
        })
      }
      const room = encodeURIComponent(message.recipient.address)
      const transaction = encodeURIComponent(message.digest.id)
      const answer = await sendRequest(
        {
          method: 'PUT',
          url: new URL(`${url}/_matrix/client/v3/rooms/${room}/send/m.room.message/${transaction}`),
          headers: { authorization: `Bearer ${token}` },
          body: JSON.stringify(toMatrixMessage(message)),
          isRepeatable: true,
          isTrusted: true,
          isOnlyServer: true,
        },
        onHandOver,
        signal,
      )
      requireTaken(answer, readMeaning(answer))
    },
  }
}

/** Source: https://spec.matrix.org/latest/client-server-api/#standard-error-response. What the operator can mend is tried again. */
function readMeaning(answer: ChannelAnswer): Meaning {
  const { errcode, error, retry_after_ms: waitMs } = readFields(answer)
  const told = [errcode, error].filter((part) => typeof part === 'string').join(': ')
  const isOurs = { isPassing: true, isChannelDown: true }
  if (answer.status === 401) return { ...isOurs, told: `${told} (MATRIX_TOKEN is not valid, or no longer)` }
  if (answer.status === 404 && errcode !== 'M_NOT_FOUND') {
    return { ...isOurs, told: `${told} (MATRIX_URL is not the address of a homeserver)` }
  }
  return { told, ...(typeof waitMs === 'number' && { until: answer.at + waitMs }) }
}
