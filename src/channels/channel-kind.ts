import type { ChannelServices, OtherChannel } from '../domain/channels.ts'
import type { Channel, Pause } from '../domain/ports.ts'
import type { Clock } from '../domain/time.ts'
import type { SendRequest } from './send-request.ts'

/** What channels are made of; each takes what it needs. */
export type ChannelParts = {
  sendRequest: SendRequest
  services: ChannelServices
  /** Of the installation: it signs what goes to webhooks. */
  secret: string
  clock: Clock
  /** Waits between the parts of one message. */
  pause: Pause
}

/** A channel as its folder gives it to `list-channels.ts`. What other layers know of it stands in `domain/channels.ts`. */
export type ChannelKind<Name extends OtherChannel = OtherChannel> = {
  readonly name: Name
  /**
   * An address as the channel keeps it: the same for all spellings of one.
   *
   * @throws AppError `invalid`, which says what would do and never repeats the address
   */
  parseAddress(text: string): string
  /** Makes it, whatever is set. Where a setting is missing it says which, when it is to send. */
  create(parts: ChannelParts): Channel
}
