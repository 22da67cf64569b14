import type {
  Channel,
  ConfirmationMail,
  LinkMail,
  RenderDigest,
  RenderedMail,
  SendConfirmation,
  SendLink,
} from '../domain/ports.ts'
import type { DigestId } from '../domain/digest.ts'
import type { Sender } from '../domain/mail-address.ts'
import type { Recipient } from '../domain/subscription.ts'
import type { Clock } from '../domain/time.ts'
import { toDigestHeaders, toNoteHeaders } from './headers.ts'
import type { MakeMessage } from './make-message.ts'
import type { MailTransport } from './transport.ts'

/** What sending mail takes. */
export type MailDeps = {
  transport: MailTransport
  makeMessage: MakeMessage
  from: Sender
  /** The public address of the installation. */
  baseUrl: string
  /** Where a mail to a recipient comes back to that cannot be delivered. */
  toReturnPath: (recipient: Recipient) => string
  /** What stands before the "@" of a digest's Message-ID. */
  toDigestName: (id: DigestId) => string
  clock: Clock
}

/** The channel `mail`: a digest as a mail of two parts. */
export function createMailChannel(deps: MailDeps, render: RenderDigest): Channel {
  const { transport, makeMessage, from, baseUrl, toDigestName } = deps
  return {
    name: 'mail',
    async send(message, onHandOver, signal) {
      const envelope = toEnvelope(deps, message.recipient)
      const headers = toDigestHeaders(message, { baseUrl, name: toDigestName(message.digest.id) })
      const mail = makeMessage({ ...render(message), from, envelope, headers })
      await transport.send(mail, onHandOver, signal)
    },
  }
}

/** Renders the two mails that are no digests. */
export type RenderNotes = {
  confirmation: (mail: ConfirmationMail) => RenderedMail
  link: (mail: LinkMail) => RenderedMail
}

/** Mails the question whether somebody wants a subscription, and private links. */
export function createNoteSenders(
  deps: MailDeps,
  render: RenderNotes,
): { sendConfirmation: SendConfirmation; sendLink: SendLink } {
  const { transport, makeMessage, from, baseUrl, clock } = deps
  const send = async (mail: LinkMail, rendered: RenderedMail, signal: AbortSignal): Promise<void> => {
    const [envelope, headers] = [toEnvelope(deps, mail.recipient), toNoteHeaders(mail, clock(), baseUrl)]
    const message = makeMessage({ ...rendered, from, envelope, headers })
    await transport.send(message, () => Promise.resolve(), signal)
  }
  return {
    sendConfirmation: (mail, signal) => send(mail, render.confirmation(mail), signal),
    sendLink: (mail, signal) => send(mail, render.link(mail), signal),
  }
}

function toEnvelope({ toReturnPath }: MailDeps, recipient: Recipient) {
  return { from: toReturnPath(recipient), to: recipient.address }
}
