import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/error.ts'

/**
 * Refuses a request that brings a body: nothing here takes one. The connection ends with the answer, so that the body
 * need not be read.
 */
export const refuseBodies: MiddlewareHandler = (c, next) => {
  const length = c.req.header('Content-Length')
  if ((length === undefined || length === '0') && c.req.header('Transfer-Encoding') === undefined) return next()
  c.header('Connection', 'close')
  throw new AppError('invalid', 'Nothing here takes a request with a body')
}
