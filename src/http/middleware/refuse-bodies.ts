import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/error.ts'
import { isReading } from '../allowed-methods.ts'

/**
 * Refuses a request that brings a body: nothing here takes one. The connection ends with the answer, so that the body
 * need not be read. One that would write goes on, since its method is refused at every address.
 */
export const refuseBodies: MiddlewareHandler = (c, next) => {
  const length = c.req.header('Content-Length')
  if ((length === undefined || length === '0') && c.req.header('Transfer-Encoding') === undefined) return next()
  c.header('Connection', 'close')
  if (!isReading(c.req.method)) return next()
  throw new AppError('invalid', 'Nothing here takes a request with a body')
}
