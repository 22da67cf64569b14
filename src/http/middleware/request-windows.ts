import type { Clock, UnixMs } from '../../domain/time.ts'

/** What is left to a client: `remaining` requests, below 0 where it asked too often; all are back in `resetSeconds`. */
export type Allowance = { remaining: number; resetSeconds: number }

/** Counts one request of a client. */
export type CountRequest = (client: string) => Allowance

type Window = { count: number; endsAt: UnixMs }

/**
 * Counts the requests of each client in windows of a fixed length, each from the client's first request.
 *
 * It remembers at most `mostClients` windows, the last that began. Who has more addresses than that to hide behind loses
 * nothing by being forgotten: every address brings a fresh allowance anyway. A count costs a look into a map.
 */
export function countRequests(
  { quota, windowSeconds, mostClients }: { quota: number; windowSeconds: number; mostClients: number },
  clock: Clock,
): CountRequest {
  const windows = new Map<string, Window>() // in the order in which they began
  const begin = (client: string, now: UnixMs): Window => {
    windows.delete(client)
    for (const [oldest, { endsAt }] of windows) {
      if (endsAt > now && windows.size < mostClients) break
      windows.delete(oldest)
    }
    const window = { count: 0, endsAt: now + windowSeconds * 1000 }
    windows.set(client, window)
    return window
  }
  return (client) => {
    const now = clock()
    const known = windows.get(client)
    const window = known && known.endsAt > now ? known : begin(client, now)
    window.count++
    return { remaining: quota - window.count, resetSeconds: Math.ceil((window.endsAt - now) / 1000) }
  }
}
