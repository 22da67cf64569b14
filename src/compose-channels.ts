import { listChannels, parseChannelAddress, refuseLostPlace } from './channels/list-channels.ts'
import { toShownKey, toWebhookKey } from './channels/webhook/sign-webhook.ts'
import { openOnDatabase } from './compose-database.ts'
import { listMissingSettings } from './config/channel-settings.ts'
import type { Config } from './config/config.ts'
import { findSecret } from './config/secret.ts'
import type { Channel } from './domain/ports.ts'
import { toInboxPath } from './domain/private-addresses.ts'
import type { ChannelName, Recipient } from './domain/subscription.ts'
import { systemClock } from './platform/clock.ts'
import { toUserAgent } from './platform/upstream/user-agent.ts'
import { ASK_LIMITS } from './services/subscriptions/limits.ts'
import { createOperating, type Operating } from './services/subscriptions/operating.ts'
import { type SubscribeRoom, subscribeRoom } from './services/subscriptions/subscribing-rooms.ts'
import type { Db } from './store/db.ts'

/** Every way out but mail, as an installation has set them. @param secret of the installation */
export function openChannels(config: Pick<Config, 'channels' | 'sources'>, secret: string): Channel[] {
  const userAgent = toUserAgent(config.sources.contact)
  return listChannels({ services: config.channels, secret, userAgent, clock: systemClock })
}

/** Subscribes places that are no mailboxes, as far as the operator allows it to readers. */
export function openRooms({ channels: { readers } }: Pick<Config, 'channels'>, db: Db): SubscribeRoom {
  return subscribeRoom({
    db,
    clock: systemClock,
    parseAddress: parseChannelAddress,
    allowed: readers,
    limits: ASK_LIMITS,
  })
}

/** What an operator's commands do with subscriptions, on one database. */
export type Operation = Operating & {
  /** The private page of a recipient: whoever has the address manages its subscriptions. */
  toInboxUrl(recipient: Recipient): string
  /**
   * The key that signs what goes to a webhook, as its receiver enters it; `undefined` where the installation has no secret,
   * from which it follows.
   */
  findWebhookKey(recipient: Recipient): string | undefined
  /** What is not set here of that which a channel needs to send, in a sentence; `undefined` where nothing is missing. */
  findMissing(channel: ChannelName): string | undefined
  close(): Promise<void>
}

/** Opens the database of an installation for its operator. */
export async function openOperation(
  config: Pick<Config, 'databaseUrl' | 'dataFolder' | 'baseUrl' | 'mail' | 'channels'>,
): Promise<Operation> {
  const secret = await findSecret(config.dataFolder)
  return openOnDatabase(config.databaseUrl, (db) => ({
    ...createOperating({
      db,
      clock: systemClock,
      secret,
      parseAddress: parseChannelAddress,
      refuseLost: refuseLostPlace,
    }),
    toInboxUrl: (recipient) => `${config.baseUrl ?? ''}${toInboxPath(recipient.secret)}`,
    findWebhookKey: (recipient) => secret && toShownKey(toWebhookKey(secret, recipient.id)),
    findMissing: (channel) => listMissingSettings(config)[channel],
    close: () => db.destroy(),
  }))
}
