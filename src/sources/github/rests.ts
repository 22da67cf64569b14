import { UpstreamError } from '../../domain/upstream-error.ts'
import type { UpstreamAnswer } from '../../domain/ports.ts'
import { HOUR_MS, type UnixMs } from '../../domain/time.ts'

/** No share of GitHub's is longer than an hour; a clock that is wrong must not stop the source for longer. */
const LONGEST_MS = HOUR_MS

/** Until when GitHub will answer nothing more, by what an answer told of the asker's share; 0 where some of it is left. */
export function toRest({ at, ...answer }: UpstreamAnswer): UnixMs {
  const headers = 'headers' in answer ? answer.headers : undefined
  if (headers?.['x-ratelimit-remaining']?.trim() !== '0') return 0
  const resetSeconds = Number(headers['x-ratelimit-reset'])
  return Number.isFinite(resetSeconds) ? Math.min(resetSeconds * 1000, at + LONGEST_MS) : 0
}

/** The failure, or a `busy` one where GitHub says in words alone that it was asked too much. */
export function toGithubFailure(failure: UpstreamError): UpstreamError {
  const { status, text } = failure.answer ?? {}
  if (failure.trouble !== 'refused' || status !== 403 || !/rate limit|abuse/i.test(text ?? '')) return failure
  return new UpstreamError('busy', failure.message, { answer: failure.answer ?? { status }, cause: failure })
}
