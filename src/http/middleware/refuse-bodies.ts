import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/error.ts'
import { isReading } from '../allowed-methods.ts'

/**
 * Refuses a request that brings a body where nothing takes one. The connection ends with the answer, so that the body
 * need not be read. One that would write goes on, since its method is refused at every such address.
 *
 * @param isTaken whether something is at the address that takes the method of the request
 */
export function refuseBodies(isTaken: (c: Context) => boolean): MiddlewareHandler {
  return (c, next) => {
    const length = c.req.header('Content-Length')
    if ((length === undefined || length === '0') && c.req.header('Transfer-Encoding') === undefined) return next()
    const isRead = isReading(c.req.method)
    if (!isRead && isTaken(c)) return next()
    c.header('Connection', 'close')
    if (!isRead) return next()
    throw new AppError('invalid', 'Nothing here takes a request with a body')
  }
}
