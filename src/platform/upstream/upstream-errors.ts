import { UpstreamError, type UpstreamTrouble } from '../../domain/upstream-error.ts'
import { toNetworkReason } from '../network/network-reason.ts'
import { UnreadableBody } from '../network/read-body.ts'
import { UnreachableAddress } from './exchange.ts'

const TROUBLES: Record<UnreadableBody['kind'], UpstreamTrouble> = { cut: 'silent', damaged: 'broken', long: 'refused' }

/**
 * What a failure of a request means to whoever asked.
 *
 * @param host where the request went; nothing else of an address is told, since some hold secrets
 * @param reached the limit of time that was reached, as the end of a sentence
 */
export function toUpstreamError(error: unknown, host: string, reached: string | undefined): UpstreamError {
  if (reached !== undefined) return new UpstreamError('silent', `${host} ${reached}.`, { cause: error })
  if (error instanceof UpstreamError) return error
  if (error instanceof UnreadableBody)
    return new UpstreamError(TROUBLES[error.kind], `${host} ${error.message}.`, { cause: error })
  if (error instanceof UnreachableAddress)
    return new UpstreamError('broken', `An upstream leads to ${host}, which is no public address: it is not followed.`)
  const reason = toNetworkReason(error)
  // The parser of HTTP: what answers there speaks something else.
  if (reason.startsWith('HPE_'))
    return new UpstreamError('broken', `${host} answered something that is not HTTP (${reason}).`, { cause: error })
  return new UpstreamError('silent', `${host} cannot be reached (${reason}).`, { cause: error })
}
