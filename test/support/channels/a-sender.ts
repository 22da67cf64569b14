import { createSender, type SendRequest } from '../../../src/channels/send-request.ts'
import type { Digest } from '../../../src/domain/digest.ts'
import type { Channel } from '../../../src/domain/ports.ts'
import { anOutgoing } from './a-digest.ts'

/** When everything of these tests happens. */
export const NOW = Date.parse('2026-11-21T07:00:00Z')

/** Nobody gives up. */
export const NEVER = new AbortController().signal

/** Sends to this machine, where the services of tests are. */
export function aChannelSender(): SendRequest {
  const networks = [{ address: '127.0.0.0', prefix: 8 }]
  return createSender({ clock: () => NOW, userAgent: 'Broadsheet (a test)', networks })
}

/** Counts how often it was told of the handing over. */
export function noted(): { times: number; onHandOver: () => Promise<void> } {
  const count = { times: 0, onHandOver: () => Promise.resolve(void count.times++) }
  return count
}

/** Sends the digest of `anOutgoing` to an address, and settles as the channel does; `handed` is told of the handing over. */
type SendDigest = (address: string, wish?: Partial<Digest>, handed?: ReturnType<typeof noted>) => Promise<void>

/** Sends digests by a channel that takes nothing but what sends; nobody gives up. */
export function sendingBy(create: (parts: { sendRequest: SendRequest }) => Channel): SendDigest {
  const channel = create({ sendRequest: aChannelSender() })
  return (address, wish = {}, handed = noted()) =>
    channel.send(anOutgoing(channel.name, address, wish), handed.onHandOver, NEVER)
}
