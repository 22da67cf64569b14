import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

/** A message that the server took: it said so, or went away after all of it had come. */
export type ReceivedMail = { from: string; to: string; bytes: Buffer }

/** What the server does with a step instead of taking it: an answer ("550 5.1.1 No such user"), or it goes away. */
export type Reaction = string | 'drop' | undefined

/** What becomes of messages, by their recipients; where a function tells nothing, the step is taken. */
export type MailServerWish = {
  onConnect?: () => Reaction
  onMailFrom?: (address: string) => Reaction
  onRcptTo?: (address: string) => Reaction
  /** When all of a message has come. What it drops here it may have taken: it stands among the received ones. */
  onEnd?: (address: string) => Reaction
  /** When the first bytes of a message have come. */
  onFirstBytes?: (address: string) => Reaction
  /** Waited for before the end of a message is answered. */
  pause?: () => Promise<void>
  options?: SMTPServerOptions
}

/** A mail server that listens on a socket. */
export type MailServer = {
  port: number
  received: ReceivedMail[]
  /** How many connections it had. */
  connections(): number
  /** Goes away from all that are connected, as a server that was killed. */
  hangUp(): void
  close(): Promise<void>
}

/** Starts a real SMTP server on a free port of this machine. It takes every message, unless told. */
export async function startMailServer(wish: MailServerWish = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let connections = 0
  const drop = (session: SMTPServerSession): void => {
    for (const open of server.connections) if (open.session?.id === session.id) open._socket.destroy()
  }
  const react = (reaction: Reaction, session: SMTPServerSession, done: (error?: Error | null) => void): boolean => {
    if (reaction === undefined) return false
    if (reaction === 'drop') drop(session)
    else done(toRefusal(reaction))
    return true
  }
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, disableReverseLookup: true },
    closeTimeout: 50,
    onConnect(session, done) {
      connections++
      if (!react(wish.onConnect?.(), session, done)) done()
    },
    onMailFrom({ address }, session, done) {
      if (!react(wish.onMailFrom?.(address), session, done)) done()
    },
    onRcptTo({ address }, session, done) {
      if (!react(wish.onRcptTo?.(address), session, done)) done()
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope
      const to = rcptTo[0]?.address ?? ''
      stream.once('data', () => void react(wish.onFirstBytes?.(to), session, done))
      const read = buffer(stream).catch(() => undefined) // a client that went away before the end
      void read.then(async (bytes) => {
        if (!bytes) return
        await wish.pause?.()
        const reaction = wish.onEnd?.(to)
        if (reaction === undefined || reaction === 'drop') {
          received.push({ from: mailFrom === false ? '' : mailFrom.address, to, bytes })
        }
        if (!react(reaction, session, done)) done()
      })
    },
    ...wish.options,
  })
  server.on('error', () => undefined) // a client that went away
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    connections: () => connections,
    hangUp() {
      for (const open of server.connections) open._socket.destroy()
    },
    close: () => new Promise((resolve) => void server.close(resolve)),
  }
}

/** The library sends the code and the text apart. */
function toRefusal(answer: string): Error {
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) })
}
