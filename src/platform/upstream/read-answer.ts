import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { UpstreamAnswer, UpstreamRequest, Validator } from '../../domain/ports.ts'
import type { UnixMs } from '../../domain/time.ts'
import { UpstreamError, type UpstreamTrouble } from '../../domain/upstream-error.ts'
import { readBody } from '../network/read-body.ts'
import { isUsedUp, readRetryAfter } from '../network/retry-after.ts'
import { toToldText } from '../network/told-text.ts'
import { hideSecrets } from './secrets.ts'

/** What was asked, where, and when the answer began. */
export type Asked = { request: UpstreamRequest; url: URL; at: UnixMs; count: (bytes: number) => void }

const MOST_TOLD_BYTES = 16 * 1024
const MOST_KEPT_LETTERS = 1000
/** 408 and 425 are about this one try; 202: it is still being made. */
const PASSING = new Set([202, 408, 425])

/**
 * Reads an answer that is no redirect, to its end.
 *
 * @throws UpstreamError for any status but 200 and an expected 304, and where a 200 has no body; of what is told by a
 *   form, for any that is no success
 * @throws UnreadableBody
 */
export async function readAnswer(response: IncomingMessage, asked: Asked): Promise<UpstreamAnswer> {
  const { statusCode: status = 0, headers } = response
  const { request, url, at, count } = asked
  if (status === 304) {
    response.destroy()
    if (request.validator) return { status, at }
    throw new UpstreamError('broken', `${url.host} answered that nothing changed, which was not asked.`)
  }
  const isTold = request.form !== undefined && status >= 200 && status < 300
  if (status !== 200 && status !== 203 && !isTold) throw await toRefusal(response, asked)
  const bytes = await readBody(response, request.mostBytes, count)
  if (bytes.length === 0 && !isTold) throw new UpstreamError('broken', `${url.host} answered nothing at all.`)
  const type = headers['content-type']?.trim().toLowerCase() ?? ''
  const told = { validator: toValidator(headers), url: toPlainAddress(url), headers: toPlainHeaders(headers) }
  return { status: 200, bytes, type, at, ...told }
}

async function toRefusal(response: IncomingMessage, { request, url, at, count }: Asked): Promise<UpstreamError> {
  const { statusCode: status = 0, headers } = response
  const text = hideSecrets(await readText(response, count), request)
  const told = toToldText(text).replace(/[.\s]+$/, '')
  const what = told === '' ? `${status}` : `${status}: ${told}`
  const trouble = toTrouble(status, headers)
  const until = trouble === 'busy' ? readRetryAfter(headers, at) : undefined
  const message = trouble === 'busy' ? `${url.host} asks to be left alone (${what}).` : `${url.host} answered ${what}.`
  const answer = { status, headers: toPlainHeaders(headers), text: text.slice(0, MOST_KEPT_LETTERS) }
  return new UpstreamError(trouble, message, { answer, ...(until !== undefined && { until }) })
}

function toTrouble(status: number, headers: IncomingHttpHeaders): UpstreamTrouble {
  if (status === 429 || status === 503 || (status === 403 && isUsedUp(headers))) return 'busy'
  if (status >= 500 || PASSING.has(status)) return 'silent'
  return status >= 400 ? 'refused' : 'broken'
}

/** What it says about itself is worth a look, not a failure. */
async function readText(response: IncomingMessage, count: (bytes: number) => void): Promise<string> {
  try {
    return (await readBody(response, MOST_TOLD_BYTES, count)).toString('utf8')
  } catch {
    return ''
  }
}

function toValidator({ etag, 'last-modified': lastModified }: IncomingHttpHeaders): Validator {
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) }
}

/** Of a header that came several times, all that it said. */
function toPlainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const told = Object.entries(headers).filter(([, value]) => value !== undefined)
  return Object.fromEntries(told.map(([name, value]) => [name, [value].flat().join(', ')]))
}

/** Without name and password. */
function toPlainAddress(url: URL): string {
  const plain = new URL(url)
  plain.username = ''
  plain.password = ''
  return plain.href
}
