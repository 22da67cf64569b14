import { UpstreamError } from '../../domain/upstream-error.ts'
import { fromUtcDay, addDays, toUtcDay, type UnixMs, DAY_MS } from '../../domain/time.ts'

/** When a day's allowance is renewed: by what an answer says (in seconds), else at midnight in UTC. */
function toRenewal(headers: Readonly<Record<string, string>>, now: UnixMs): UnixMs {
  const text = headers['x-ratelimit-reset'] ?? ''
  const told = /^\d{1,5}$/.test(text) ? now + Number(text) * 1000 : undefined
  return told !== undefined && told <= now + DAY_MS ? told : fromUtcDay(addDays(toUtcDay(now), 1))
}

/**
 * The failure, or a `busy` one with its end where OpenAlex says that the day's allowance is spent, or that it was asked
 * too fast, which it answers with 403.
 */
export function toAllowanceFailure(failure: UpstreamError, now: UnixMs): UpstreamError {
  const { answer } = failure
  const { status, headers = {}, text = '' } = answer ?? {}
  const isTooMuch = status === 429 || (status === 403 && /rate limit|budget|credit|limit exceeded/i.test(text))
  if (answer === undefined || !isTooMuch || failure.until !== undefined) return failure
  const isSpent = /daily|budget|credit/i.test(text) || isNothingLeft(headers)
  const until = isSpent ? { until: toRenewal(headers, now) } : {}
  return new UpstreamError('busy', failure.message, { answer, cause: failure, ...until })
}

function isNothingLeft(headers: Readonly<Record<string, string>>): boolean {
  const told = [headers['x-ratelimit-remaining'], headers['x-ratelimit-remaining-usd']]
  return told.some((text) => text !== undefined && Number(text) <= 0)
}
