import { Readable } from 'node:stream'
import SMTPConnection, { type SMTPEnvelope } from 'nodemailer/lib/smtp-connection'
import type { SmtpServer } from '../../domain/mail-server.ts'
import type { MadeMessage } from '../transport.ts'
import { type SmtpFailure, toConnectError, toSmtpError } from './smtp-errors.ts'

/** Where and how to hand mail over. */
export type SmtpOptions = SmtpServer & {
  /** By which name this machine greets; the system's own where absent. */
  name?: string
  /** How long the server may take to be reached, and to answer. By default what `TIMEOUTS` says. */
  timeouts?: Partial<typeof TIMEOUTS>
}

/**
 * In milliseconds. RFC 5321, 4.5.3.2, has a client wait ten minutes for the answer to the end of a message: who waits
 * less sends what has arrived again, or does not know.
 */
const TIMEOUTS = { connectMs: 30_000, greetingMs: 60_000, answerMs: 600_000 }

/** The last bytes of a message, without which nobody has it: they go out once `onHandOver` has agreed. */
const LAST_BYTES = 64

/** An open connection to a mail server, logged in. */
export type SmtpLink = {
  /** How often it has sent something. */
  uses(): number
  isOpen(): boolean
  /** Whether it is encrypted. */
  isSecure(): boolean
  /**
   * As `MailTransport.send`. After a failure that the server told, it can be used again.
   *
   * @throws DeliveryError where the message was not taken, or nobody knows
   */
  send(message: MadeMessage, onHandOver: () => Promise<void>, signal: AbortSignal): Promise<void>
  close(): void
}

/** Connects and logs in. @throws DeliveryError where that fails */
export async function openLink(options: SmtpOptions, signal: AbortSignal): Promise<SmtpLink> {
  signal.throwIfAborted()
  const connection = new SMTPConnection(toLibraryOptions(options))
  const stopping = Promise.withResolvers<never>()
  const abort = (): void => stopping.reject(signal.reason)
  connection.on('error', stopping.reject)
  connection.once('end', () => stopping.reject(new Error('Connection closed')))
  signal.addEventListener('abort', abort, { once: true })
  // A connection may break when nobody waits any more.
  stopping.promise.catch(() => undefined)
  try {
    await Promise.race([connect(connection, options), stopping.promise])
  } catch (error) {
    connection.close()
    throw toConnectError(error as SmtpFailure)
  } finally {
    signal.removeEventListener('abort', abort)
  }
  return toLink(connection)
}

async function connect(connection: SMTPConnection, { login }: SmtpOptions): Promise<void> {
  await settle((done) => connection.connect(done))
  if (login) await settle((done) => connection.login({ user: login.user, pass: login.password }, done))
}

/** How far a message is: whether its end may have been sent, and what `onHandOver` threw. */
type Course = { isEnded: boolean; refusal?: Error }

function toLink(connection: SMTPConnection): SmtpLink {
  let uses = 0
  return {
    uses: () => uses,
    isOpen: () => !connection.destroyed,
    isSecure: () => connection.secure,
    async send(message, onHandOver, signal) {
      signal.throwIfAborted()
      const course: Course = { isEnded: false }
      const abort = (): void => void (course.isEnded || connection.close())
      signal.addEventListener('abort', abort, { once: true })
      uses++
      try {
        await sendOver(connection, message, onHandOver, course)
      } catch (error) {
        const failure = error as SmtpFailure
        // What the server said of the envelope ends the message alone; after anything else it is unclear where it is.
        if (failure.responseCode === undefined || course.isEnded) connection.close()
        else await reset(connection)
        throw course.refusal ?? toSmtpError(failure, course.isEnded)
      } finally {
        signal.removeEventListener('abort', abort)
      }
    },
    close: () => (connection.destroyed ? undefined : connection.quit()),
  }
}

async function sendOver(
  connection: SMTPConnection,
  { envelope, bytes }: MadeMessage,
  onHandOver: () => Promise<void>,
  course: Course,
): Promise<void> {
  const body = Readable.from(readOut(bytes, onHandOver, course), { objectMode: false })
  const wanted: SMTPEnvelope = { from: envelope.from, to: [envelope.to], size: bytes.length }
  try {
    await new Promise<void>((resolve, reject) => {
      // A connection that is closed by us forgets what it was sending, and tells nobody. By the server: it tells a moment later.
      const onEnd = (): void => void setImmediate(() => reject(new Error('Connection closed')))
      connection.once('end', onEnd)
      connection.send(wanted, body, (error) => {
        connection.off('end', onEnd)
        if (error) reject(error)
        else resolve()
      })
    })
  } finally {
    body.destroy()
  }
}

/** All but the end; then, once that may be sent, the end. */
async function* readOut(bytes: Buffer, onHandOver: () => Promise<void>, course: Course): AsyncGenerator<Buffer> {
  const cut = Math.max(0, bytes.length - LAST_BYTES)
  if (cut > 0) yield bytes.subarray(0, cut)
  try {
    await onHandOver()
  } catch (error) {
    course.refusal = error as Error
    throw new Error('Stopped before the end', { cause: error })
  }
  course.isEnded = true
  yield bytes.subarray(cut)
}

async function reset(connection: SMTPConnection): Promise<void> {
  try {
    await settle((done) => connection.reset(done))
  } catch {
    connection.close() // the server no longer follows: the next message gets another connection
  }
}

function toLibraryOptions({ tls, timeouts, ...options }: SmtpOptions) {
  const { connectMs, greetingMs, answerMs } = { ...TIMEOUTS, ...timeouts }
  return {
    ...{ host: options.host, port: options.port, secure: options.isSecure },
    ...{ requireTLS: tls === 'required', ignoreTLS: tls === 'none', opportunisticTLS: tls === 'optional' },
    tls: { rejectUnauthorized: tls === 'required', minVersion: 'TLSv1.2' as const },
    ...{ connectionTimeout: connectMs, greetingTimeout: greetingMs, socketTimeout: answerMs },
    ...(options.name !== undefined && { name: options.name }),
  }
}

/** For calls of the library that tell how it went by a function. */
function settle(call: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    call((error) => (error ? reject(error) : resolve()))
  })
}
