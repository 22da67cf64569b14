import { saysAddressIsDead } from '../../domain/dead-address.ts'
import { DeliveryError } from '../../domain/delivery-error.ts'
import { hideAddresses } from '../../platform/hide-addresses.ts'
import { toNetworkReason } from '../../platform/network/network-reason.ts'

/** What the library tells of a failure. */
export type SmtpFailure = Error & {
  /** Of the library: EAUTH, ECONNECTION, ETIMEDOUT, … */
  code?: string
  /** Of the system, where there is one. */
  originalCode?: string
  /** What the server said, and its code. */
  response?: string
  responseCode?: number
  /** What it answered: "CONN", "RCPT TO", "DATA", … */
  command?: string
}

const ENHANCED_STATUS = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/
/** Asks for a login or for TLS, whatever it answers (RFC 4954, RFC 3207): every message would meet it. */
const WANTS_LOGIN = new Set([530, 534, 535, 538])

/** No connection, or no login: nothing is held against the message, and others would meet the same. */
export function toConnectError(failure: SmtpFailure): DeliveryError {
  const says = `The mail server cannot be used: ${toReason(failure)}`
  return new DeliveryError('postponed', says, { isChannelDown: true, cause: failure })
}

/**
 * What a failure on an open connection means for its message:
 *
 * - the server's own word counts first: 4xx is another try, 5xx none, and some of its statuses say that the address is wrong
 * - without one, a message whose end was not sent has not arrived (RFC 5321, 4.1.1.4), and nobody knows of another
 * - where the server closes the door (421) before it has heard of the recipient, the whole channel rests
 *
 * @param isEnded whether the end of the message may have been sent
 */
export function toSmtpError(failure: SmtpFailure, isEnded: boolean): DeliveryError {
  const { response, responseCode: code, command = '' } = failure
  if (code === undefined || response === undefined) return toSilence(failure, isEnded)
  if (!isEnded && (WANTS_LOGIN.has(code) || (code === 421 && command === 'MAIL FROM'))) {
    return toConnectError(failure)
  }
  const says = `The mail server said: ${hideAddresses(response)}`
  if (code < 500) return new DeliveryError('postponed', says, { cause: failure })
  const status = ENHANCED_STATUS.exec(response)?.[1] ?? ''
  const isAddressDead = command === 'RCPT TO' && saysAddressIsDead(status, response)
  return new DeliveryError('refused', says, { isAddressDead, cause: failure })
}

function toSilence(failure: SmtpFailure, isEnded: boolean): DeliveryError {
  if (isEnded) {
    const says = `The mail server went away before it said whether it took the message (${toReason(failure)}).`
    return new DeliveryError('unknown', says, { cause: failure })
  }
  // What the library itself refuses is wrong with the address: letters that the server does not know.
  if (failure.code === 'EENVELOPE')
    return new DeliveryError('refused', hideAddresses(failure.message), { cause: failure })
  const says = `The connection to the mail server was lost (${toReason(failure)}).`
  return new DeliveryError('postponed', says, { cause: failure })
}

function toReason(failure: SmtpFailure): string {
  if (failure.response !== undefined) return hideAddresses(failure.response)
  return failure.originalCode ?? hideAddresses(toNetworkReason(failure))
}
