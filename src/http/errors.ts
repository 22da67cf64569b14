import type { Context } from 'hono'
import type { AppError, ErrorCode } from '../domain/error.ts'

/** The HTTP status of every code. */
export const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>

type ErrorStatus = (typeof STATUS)[ErrorCode] | 405

const RETRY_AFTER_SECONDS = '30'
const LONGEST_ECHO = 200

/** What may be told of an error: nothing of what broke inside. */
export function toPublicMessage({ code, message }: AppError): string {
  return code === 'internal' ? 'Something broke on the server, and has been written down' : message
}

/** Headers that go with an error whatever its form. */
export function toErrorHeaders(error: AppError): Record<string, string> {
  return {
    // What a message repeats of the request may be in any script; a header holds ASCII.
    'X-Error-Message': toPublicMessage(error)
      .replace(/[^\x20-\x7e]+/g, ' ')
      .slice(0, LONGEST_ECHO),
    ...toRetryAfter(error),
  }
}

function toRetryAfter({ code, waitMs }: AppError): Record<string, string> {
  if (waitMs !== undefined) return { 'Retry-After': String(Math.ceil(waitMs / 1000)) }
  return code === 'unavailable' ? { 'Retry-After': RETRY_AFTER_SECONDS } : {}
}

/**
 * An error as programs read it: RFC 9457, and `error`, where clients of the Daily Papers API look.
 *
 * @param status where HTTP has a status for what is a kind of `invalid` to everything else: 405
 * Source: https://www.rfc-editor.org/rfc/rfc9457
 */
export function problemResponse(c: Context, error: AppError, status: ErrorStatus = STATUS[error.code]): Response {
  const detail = toPublicMessage(error)
  const instance = new URL(c.req.url).pathname.slice(0, LONGEST_ECHO)
  const problem = { type: 'about:blank', title: error.code, status, detail, instance, error: detail }
  return c.body(JSON.stringify(problem), status, {
    'Content-Type': 'application/problem+json',
    ...toErrorHeaders(error),
  })
}
