import { openOnDatabase } from './compose-database.ts'
import type { Config } from './config/config.ts'
import type { MailSettings } from './config/mail-settings.ts'
import { findSecret } from './config/secret.ts'
import type { Channel, RenderDigest, SendConfirmation, SendLink } from './domain/ports.ts'
import { AppError } from './domain/error.ts'
import { MEND_SECRET, NO_SECRET } from './domain/lost-secret.ts'
import { createConfirmationRenderer, createLinkRenderer } from './mail/confirmation.ts'
import { loadDkimKey } from './mail/dkim-key.ts'
import { createFolderTransport } from './mail/file/folder-transport.ts'
import { createMailChannel, createNoteSenders } from './mail/mail-channel.ts'
import { createMessageMaker, type MakeMessage } from './mail/make-message.ts'
import { createDigestRenderer } from './mail/render-digest.ts'
import { createTestMessage } from './mail/sample-digest.ts'
import { createSmtpTransport } from './mail/smtp/smtp-transport.ts'
import type { MailTransport } from './mail/transport.ts'
import { systemClock } from './platform/clock.ts'
import { createFindTexts } from './platform/network/find-texts.ts'
import { pause } from './platform/pause.ts'
import { createDigestNames } from './services/bounces/digest-names.ts'
import { noteReport, type NoteReport } from './services/bounces/note-report.ts'
import { createReturnPaths, type ReturnPaths } from './services/bounces/return-paths.ts'
import { createSuppressing, type Suppressing } from './services/subscriptions/suppressing.ts'
import type { Check } from './services/doctor/check.ts'
import { listMailChecks } from './services/mail-check/mail-checks.ts'
import type { Db } from './store/db.ts'

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
  const { toName: toDigestName } = createDigestNames(secret)
  const deps = { transport, makeMessage, from: mail.from, baseUrl, toReturnPath, toDigestName, clock: systemClock }
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

/** The looks at how mail goes out. */
export type MailExamination = {
  /** What to look at. @param testTo to whom a test message is to be sent */
  listChecks(testTo: string | undefined): Check[]
  close(): void
}

/** Opens what the checks of mail take; nothing is asked of anybody yet, no key is read, and no database takes part. */
export async function openMailExamination(
  config: Pick<Config, 'mail' | 'baseUrl' | 'dataFolder'>,
): Promise<MailExamination> {
  const place = {
    baseUrl: config.baseUrl ?? 'http://localhost',
    secret: (await findSecret(config.dataFolder)) ?? NOBODYS,
  }
  const { dkim } = config.mail
  const transport = openTransport(config.mail)
  return {
    listChecks: (testTo) =>
      listMailChecks({
        ...{ mail: config.mail, baseUrl: config.baseUrl, findTexts: createFindTexts() },
        readSigning: async () => dkim && (await loadDkimKey(dkim)),
        connect: transport && (() => transport.check(new AbortController().signal)),
        sendTest: transport && testTo !== undefined ? () => sendTest(config, place, testTo) : undefined,
      }),
    close: () => transport?.close(),
  }
}

/** What an operator's commands do about addresses and what comes back from them. */
export type MailOperation = {
  /** Does about a message that came back what is to be done. @throws AppError `unavailable` when it is to be tried again */
  noteReport: NoteReport
  suppressing: Suppressing
  close(): Promise<void>
}

/** Opens the database of an installation for what commands do about addresses. */
export async function openMailOperation(
  config: Pick<Config, 'mail' | 'databaseUrl' | 'dataFolder'>,
): Promise<MailOperation> {
  const secret = await findSecret(config.dataFolder)
  return openOnDatabase(config.databaseUrl, (db) => ({
    suppressing: createSuppressing({ db, clock: systemClock }),
    noteReport: secret === undefined ? refuseReport : openReports(db, config, secret),
    close: () => db.destroy(),
  }))
}

function openReports(db: Db, { mail }: Pick<Config, 'mail'>, secret: string): NoteReport {
  const [returnPaths, digestNames] = [openReturnPaths(mail, secret), createDigestNames(secret)]
  return noteReport({ db, clock: systemClock, returnPaths, digestNames })
}

/** Addresses that mail comes back to are known by the secret. Whoever passes a report on keeps it, and tries again. */
const refuseReport: NoteReport = () => {
  const message = `${NO_SECRET} Nothing was done about the report. ${MEND_SECRET}`
  return Promise.reject(new AppError('unavailable', message))
}

/** Links of a made-up digest lead nowhere, whatever signs them. */
const NOBODYS = 'of no installation'

/** As a digest goes out, with every header, so that what the other side says of it holds for digests. */
async function sendTest(
  config: Pick<Config, 'mail'>,
  place: { baseUrl: string; secret: string },
  address: string,
): Promise<void> {
  const mail = await openMail(config, place)
  const message = createTestMessage({ baseUrl: place.baseUrl, address, at: systemClock() })
  try {
    await mail?.channel.send(message, () => Promise.resolve(), new AbortController().signal)
  } finally {
    mail?.close()
  }
}
