import { openRooms } from './compose-channels.ts'
import { openOnDatabase } from './compose-database.ts'
import type { MailThreadConfig } from './compose-digests.ts'
import { openRenderer } from './compose-mail.ts'
import type { Config } from './config/config.ts'
import type { Log } from './domain/ports.ts'
import type { AppDeps } from './http/app.ts'
import { keepMailing, type MailKeeper } from './jobs/keep-mailing.ts'
import { systemClock } from './platform/clock.ts'
import { toWorkerUrl } from './platform/worker-url.ts'
import { createComposing } from './services/digests/composing.ts'
import { createOperatingDeliveries, type OperatingDeliveries } from './services/digests/operating-deliveries.ts'
import type { Searching } from './services/search/searching.ts'
import { createSignedLinks } from './services/subscriptions/signed-links.ts'
import { createSubscribing } from './services/subscriptions/subscribing.ts'
import type { Db } from './store/db.ts'

/** What subscriptions take of a server that is about to answer. */
export type SubscriptionSetting = {
  db: Db
  secret: string
  /** The public address, without a slash at the end. */
  baseUrl: string
  /** Of the store, and never of the sample. */
  searching: Pick<Searching, 'searchPapers'>
  log: Log
}

/** What pages and the API do with subscriptions, and the thread that composes and sends digests. */
export type OpenSubscriptions = Required<Pick<AppDeps, 'subscriptions' | 'offersMail'>> & { mailing: MailKeeper }

/** Starts the thread, and makes what the app asks for. */
export function openSubscriptions(config: Config, setting: SubscriptionSetting): OpenSubscriptions {
  const { db, secret, baseUrl, searching, log } = setting
  const { databaseUrl, dataFolder, mail, channels, sources, language, digestDays } = config
  const options: MailThreadConfig = {
    ...{ databaseUrl, dataFolder, mail, channels, sources, language, digestDays, baseUrl },
  }
  const mailing = keepMailing({ url: toWorkerUrl('compose-digests', import.meta.url), options, searching }, log)
  const composing = createComposing({ db, clock: systemClock, log, searching })
  const subscriptions = {
    subscribeRoom: openRooms(config, db),
    subscribing: createSubscribing({ db, clock: systemClock, secret, baseUrl, onAsked: mailing.wake }),
    links: createSignedLinks(secret, baseUrl),
    preview: composing.preview,
    async sendNow(...asked: Parameters<typeof composing.sendNow>) {
      await composing.sendNow(...asked)
      mailing.wake()
    },
    renderDigest: openRenderer(mail, baseUrl),
    ...(digestDays !== undefined && { digestDays }),
  }
  return { mailing, subscriptions, offersMail: mail.way.kind !== 'none' }
}

/** What an operator's commands do about deliveries, on one database. */
export type DigestOperation = OperatingDeliveries & { close(): Promise<void> }

/** Opens the database of an installation for its operator. */
export function openDigestOperation({ databaseUrl }: Pick<Config, 'databaseUrl'>): Promise<DigestOperation> {
  return openOnDatabase(databaseUrl, (db) => ({
    ...createOperatingDeliveries({ db, clock: systemClock }),
    close: () => db.destroy(),
  }))
}
