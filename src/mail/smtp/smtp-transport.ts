import { DeliveryError } from '../../domain/delivery-error.ts'
import type { Pause } from '../../domain/ports.ts'
import type { Clock } from '../../domain/time.ts'
import { createFewAtOnce } from '../../platform/few-at-once.ts'
import { createEvenPace } from '../../platform/even-pace.ts'
import type { MailTransport } from '../transport.ts'
import { openLink, type SmtpLink, type SmtpOptions } from './connection.ts'
import type { SmtpFailure } from './smtp-errors.ts'

/** How much a mail server is asked for. */
export type SmtpPace = {
  /** Messages a second; 0 for as many as it takes. */
  rate: number
  connections: number
  clock: Clock
  pause: Pause
}

/** Servers end connections by which very many messages came; others get a turn this way too. */
const MOST_USES = 100
/** Well below the five minutes after which a server may end a connection (RFC 5321, 4.5.3.2.7). */
const IDLE_MS = 30_000

/**
 * Hands messages to a mail server over a few connections that are kept open and used again.
 *
 * The library's own pool is not used: it sends a message again whose connection was lost, even if all of it had gone out.
 */
export function createSmtpTransport(options: SmtpOptions, { rate, connections, ...timing }: SmtpPace): MailTransport {
  const atOnce = createFewAtOnce(connections)
  const pace = createEvenPace(rate, timing)
  const links = keepLinks()
  return {
    send: (message, onHandOver, signal) =>
      atOnce(async () => {
        await pace(signal)
        const kept = links.take()
        let link = kept ?? (await openLink(options, signal))
        try {
          await link.send(message, onHandOver, signal)
        } catch (error) {
          // A server may end a connection that nobody uses; that is found out by using it.
          if (!kept || signal.aborted || !isLost(error)) throw error
          link = await openLink(options, signal)
          await link.send(message, onHandOver, signal)
        } finally {
          links.give(link)
        }
      }),
    async check(signal) {
      const link = await openLink(options, signal)
      link.close()
      const { host, port, login } = options
      const how = link.isSecure() ? 'over TLS' : 'without encryption'
      return `${host} port ${port} answers ${how}${login ? ', and takes the login' : ''}.`
    },
    close: () => links.close(),
  }
}

/** Whether the connection broke before the message had gone out. */
function isLost(error: unknown): boolean {
  if (!(error instanceof DeliveryError) || error.outcome !== 'postponed') return false
  return error.cause instanceof Error && (error.cause as SmtpFailure).responseCode === undefined
}

/** Open connections that nobody uses at the moment. */
function keepLinks() {
  let idle: SmtpLink[] = []
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  const close = (): void => {
    for (const link of idle) link.close()
    idle = []
  }
  return {
    take(): SmtpLink | undefined {
      idle = idle.filter((link) => link.isOpen())
      return idle.pop()
    },
    give(link: SmtpLink): void {
      if (!link.isOpen()) return
      if (isClosed || link.uses() >= MOST_USES) return link.close()
      idle.push(link)
      clearTimeout(timer)
      timer = setTimeout(close, IDLE_MS).unref()
    },
    close(): void {
      isClosed = true
      clearTimeout(timer)
      close()
    },
  }
}
