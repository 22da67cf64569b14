import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/error.ts'

/** Refuses an address whose percent signs make no UTF-8 text, before anything tries to read it. */
export const wellFormedAddress: MiddlewareHandler = (c, next) => {
  const { pathname, search } = new URL(c.req.url)
  if (!isDecodable(pathname) || !isDecodable(search)) {
    throw new AppError('invalid', 'The address holds a percent sign that does not begin an encoded character')
  }
  return next()
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false // what decodeURIComponent throws says no more than that
  }
}
