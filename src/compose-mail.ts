import type { Config } from './config/config.ts'
import type { MailSettings } from './config/mail-settings.ts'
import { loadSecret } from './config/secret.ts'
import type { Channel, RenderDigest, SendConfirmation, SendLink } from './domain/ports.ts'
import { createConfirmationRenderer, createLinkRenderer } from './mail/confirmation.ts'
import { loadDkimKey } from './mail/dkim-key.ts'
import { createFolderTransport } from './mail/file/folder-transport.ts'
import { createMailChannel, createNoteSenders } from './mail/mail-channel.ts'
import { createMessageMaker, type MakeMessage } from './mail/make-message.ts'
import { createDigestRenderer } from './mail/render-digest.ts'
import { createSampleDigest } from './mail/sample-digest.ts'
import { createSmtpTransport } from './mail/smtp/smtp-transport.ts'
import type { MailTransport } from './mail/transport.ts'
import { systemClock } from './platform/clock.ts'
import { createFindTexts } from './platform/network/find-texts.ts'
import { pause } from './platform/pause.ts'
import { noteReport, type NoteReport } from './services/bounces/note-report.ts'
import { createReturnPaths, type ReturnPaths } from './services/bounces/return-paths.ts'
import { createSuppressing, type Suppressing } from './services/subscriptions/suppressing.ts'
import type { Check } from './services/doctor/check.ts'
import { listMailChecks } from './services/mail-check/mail-checks.ts'
import { openDatabase } from './store/db.ts'

/** What the installation is called in mails. */
const SITE_NAME = 'Broadsheet'

/** Mail as the settings have it. */
export type OpenMail = {
  channel: Channel
  transport: MailTransport
  makeMessage: MakeMessage
  sendConfirmation: SendConfirmation
  sendLink: SendLink
  /** Closes connections that are kept open. */
  close(): void
}

/**
 * Opens what sends mail; nothing is connected to before it is used. `undefined` where no mail is sent.
 *
 * @throws AppError `invalid` where the key that signs cannot be used
 */
export async function openMail(
  { mail }: Pick<Config, 'mail'>,
  { baseUrl, secret }: { baseUrl: string; secret: string },
): Promise<OpenMail | undefined> {
  const transport = openTransport(mail)
  if (!transport) return undefined
  const makeMessage = createMessageMaker(mail.dkim && (await loadDkimKey(mail.dkim)))
  const { toReturnPath } = openReturnPaths(mail, secret)
  const deps = { transport, makeMessage, from: mail.from, baseUrl, toReturnPath, clock: systemClock }
  const installation = { siteName: SITE_NAME, baseUrl, postalAddress: mail.postalAddress }
  const notes = createNoteSenders(deps, {
    confirmation: createConfirmationRenderer(installation),
    link: createLinkRenderer(installation),
  })
  const channel = createMailChannel(deps, openRenderer(mail, baseUrl))
  return { channel, transport, makeMessage, ...notes, close: () => transport.close() }
}

/** Renders digests as the installation mails them; for previews too. */
export function openRenderer({ postalAddress }: MailSettings, baseUrl: string): RenderDigest {
  return createDigestRenderer({ siteName: SITE_NAME, baseUrl, postalAddress })
}

/** Where mail comes back to that could not be delivered, by the settings. */
function openReturnPaths({ returnPath, from }: MailSettings, secret: string): ReturnPaths {
  return createReturnPaths(secret, { base: returnPath, from: from.address })
}

function openTransport({ way, rate, connections }: MailSettings): MailTransport | undefined {
  if (way.kind === 'none') return undefined
  if (way.kind === 'file') return createFolderTransport(way.folder)
  return createSmtpTransport(way.server, { rate, connections, clock: systemClock, pause })
}

/** Mail as an operator's commands use it. */
export type MailOperation = {
  /** What to look at. @param testTo to whom a test message is to be sent */
  listChecks(testTo: string | undefined): Check[]
  /** Does about a message that came back what is to be done. @throws AppError `unavailable` when the database does not answer */
  noteReport: NoteReport
  suppressing: Suppressing
  close(): Promise<void>
}

/** Opens what commands about mail take; nothing is asked of anybody yet, and no key is read. */
export async function openMailOperation(
  config: Pick<Config, 'mail' | 'baseUrl' | 'databaseUrl' | 'dataFolder'>,
): Promise<MailOperation> {
  const secret = await loadSecret(config.dataFolder)
  const place = { baseUrl: config.baseUrl ?? 'http://localhost', secret }
  const { dkim } = config.mail
  const transport = openTransport(config.mail)
  const db = openDatabase(config.databaseUrl)
  return {
    listChecks: (testTo) =>
      listMailChecks({
        ...{ mail: config.mail, baseUrl: config.baseUrl, findTexts: createFindTexts() },
        readSigning: async () => dkim && (await loadDkimKey(dkim)),
        connect: transport && (() => transport.check(new AbortController().signal)),
        sendTest: transport && testTo !== undefined ? () => sendTest(config, place, testTo) : undefined,
      }),
    suppressing: createSuppressing({ db, clock: systemClock }),
    noteReport: noteReport({ db, clock: systemClock, returnPaths: openReturnPaths(config.mail, secret) }),
    async close() {
      transport?.close()
      await db.destroy()
    },
  }
}

/** As a digest goes out, with every header, so that what the other side says of it holds for digests. */
async function sendTest(
  config: Pick<Config, 'mail'>,
  place: { baseUrl: string; secret: string },
  address: string,
): Promise<void> {
  const mail = await openMail(config, place)
  const message = createSampleDigest({ baseUrl: place.baseUrl, address, at: systemClock() })
  try {
    await mail?.channel.send(message, () => Promise.resolve(), new AbortController().signal)
  } finally {
    mail?.close()
  }
}
