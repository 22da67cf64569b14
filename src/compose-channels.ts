import { listChannels } from './channels/list-channels.ts'
import { parseChannelAddress } from './channels/parse-address.ts'
import { toShownKey, toWebhookKey } from './channels/webhook/sign-webhook.ts'
import type { Config } from './config/config.ts'
import { loadSecret } from './config/secret.ts'
import type { Channel } from './domain/ports.ts'
import type { Recipient } from './domain/subscription.ts'
import { systemClock } from './platform/clock.ts'
import { toUserAgent } from './platform/upstream/user-agent.ts'
import { ASK_LIMITS } from './services/subscriptions/limits.ts'
import { createOperating, type Operating } from './services/subscriptions/operating.ts'
import { type SubscribeRoom, subscribeRoom } from './services/subscriptions/subscribing-rooms.ts'
import { type Db, openDatabase } from './store/db.ts'
import { migrateToLatest } from './store/migrate.ts'

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
  /** The key that signs what goes to a webhook, as its receiver enters it. */
  toWebhookKey(recipient: Recipient): string
  close(): Promise<void>
}

/** Opens the database of an installation for its operator. */
export async function openOperation(
  config: Pick<Config, 'databaseUrl' | 'dataFolder' | 'baseUrl'>,
): Promise<Operation> {
  const db = openDatabase(config.databaseUrl)
  try {
    await migrateToLatest(db)
    const secret = await loadSecret(config.dataFolder)
    return {
      ...createOperating({ db, clock: systemClock, secret, parseAddress: parseChannelAddress }),
      toInboxUrl: (recipient) => `${config.baseUrl ?? ''}/inbox/${recipient.secret}`,
      toWebhookKey: (recipient) => toShownKey(toWebhookKey(secret, recipient.id)),
      close: () => db.destroy(),
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
