import { Hono } from 'hono'
import { AppError } from '../domain/error.ts'

/** GET /healthz — 200 while the database answers, else 503. For whoever watches over the server. */
export function healthRoutes(checkHealth: () => Promise<void>): Hono {
  return new Hono().get('/healthz', async (c) => {
    try {
      await checkHealth()
    } catch (cause) {
      throw new AppError('unavailable', 'The database does not answer', { cause })
    }
    return c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' })
  })
}
