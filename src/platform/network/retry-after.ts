import type { IncomingHttpHeaders } from 'node:http'
import { DAY_MS, type UnixMs } from '../../domain/time.ts'

/** Whoever asks for more means "go away", which people decide, not a header. */
const LONGEST_MS = DAY_MS

/**
 * When a server that refused may be asked again, as it says: by `Retry-After` in seconds or as a date (RFC 9110, section
 * 10.2.3), else by what is left of the asker's share: `RateLimit` (draft-ietf-httpapi-ratelimit-headers) or
 * `X-RateLimit-Reset` (GitHub: seconds since 1970).
 *
 * @returns at most a day from now; undefined where it says nothing that lies ahead
 */
export function readRetryAfter(headers: IncomingHttpHeaders, now: UnixMs): UnixMs | undefined {
  const until = readTold(headers['retry-after'], now) ?? readReset(headers, now)
  return until !== undefined && until > now ? Math.min(until, now + LONGEST_MS) : undefined
}

/** Whether a share is used up, which some servers tell with 403. */
export function isUsedUp(headers: IncomingHttpHeaders): boolean {
  return headers['retry-after'] !== undefined || first(headers['x-ratelimit-remaining'])?.trim() === '0'
}

function readTold(text: string | undefined, now: UnixMs): UnixMs | undefined {
  const told = text?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(told)) return now + Math.ceil(Number(told) * 1000)
  // The three forms of RFC 9110 begin with a weekday; Date.parse alone would take "1" for a year.
  const date = /^[A-Z][a-z]{2,8},? /.test(told) ? Date.parse(withZone(told)) : NaN
  return Number.isNaN(date) ? undefined : date
}

/** The form of asctime names no zone, and means Greenwich. */
function withZone(date: string): string {
  return /(GMT|UTC|[+-]\d{4})$/.test(date) ? date : `${date} GMT`
}

function readReset(headers: IncomingHttpHeaders, now: UnixMs): UnixMs | undefined {
  const [, seconds] = /;\s*t\s*=\s*(\d+)/.exec(first(headers['ratelimit']) ?? '') ?? []
  if (seconds !== undefined) return now + Number(seconds) * 1000
  const reset = first(headers['x-ratelimit-reset'])?.trim() ?? ''
  return /^\d{9,11}$/.test(reset) ? Number(reset) * 1000 : undefined
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
