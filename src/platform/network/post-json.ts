import { toNetworkReason } from './network-reason.ts'
import { readAtMost } from './read-at-most.ts'
import { toToldText } from './told-text.ts'
import { foldText } from '../plain-text.ts'

/** What is asked of a server of models. */
export type JsonQuestion = {
  url: string
  /** Sent as `Authorization: Bearer KEY`; never told. */
  key: string | undefined
  body: unknown
  /** A longer answer is not read to its end. */
  mostBytes: number
  timeoutMs: number
}

/**
 * What came of it: JSON, an answer that is no success (`told` is what the server said, on one line, without the key), one that
 * cannot be used, or none. `says` is the end of a sentence: "did not answer within 2 s".
 */
export type JsonReply =
  | { body: unknown }
  | { status: number; told: string; waitMs: number | undefined }
  | { unusable: string }
  | { silent: string; isLate: boolean }

const MOST_TOLD_BYTES = 64 * 1024

/** Asks a server once, by POST. Throws nothing but the reason of `signal`. */
export async function postJson(question: JsonQuestion, signal?: AbortSignal): Promise<JsonReply> {
  const { timeoutMs } = question
  const limit = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(question.url, {
      ...toRequest(question),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    return response.ok ? await readJson(response, question.mostBytes) : await readRefusal(response, question.key)
  } catch (error) {
    signal?.throwIfAborted()
    if (limit.aborted) return { silent: `did not answer within ${timeoutMs / 1000} s`, isLate: true }
    return { silent: `cannot be reached (${toNetworkReason(error)})`, isLate: false }
  }
}

function toRequest({ key, body }: JsonQuestion): RequestInit {
  return {
    method: 'POST',
    // Elsewhere the key is nobody's business.
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(key !== undefined && { Authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(body),
  }
}

async function readJson(response: Response, mostBytes: number): Promise<JsonReply> {
  const text = await readText(response, mostBytes)
  if (text === undefined) return { unusable: 'answered far more than was asked for' }
  try {
    return { body: JSON.parse(text) as unknown }
  } catch {
    const type = response.headers.get('Content-Type') ?? 'of no known kind'
    return { unusable: `answered something that is not JSON (${foldText(type)})` }
  }
}

async function readRefusal(response: Response, key: string | undefined): Promise<JsonReply> {
  const { status, headers } = response
  if (status >= 300 && status < 400) {
    await response.body?.cancel()
    return { unusable: `answered ${status}, which leads elsewhere` }
  }
  const told = toToldText((await readText(response, MOST_TOLD_BYTES)) ?? '')
  // Some servers repeat the key that they refuse.
  const masked = key === undefined ? told : told.replaceAll(key, '***')
  return { status, told: masked, waitMs: toWaitMs(headers.get('Retry-After')) }
}

async function readText(response: Response, mostBytes: number): Promise<string | undefined> {
  return (await readAtMost(response.body ?? [], mostBytes))?.toString('utf8')
}

/** Seconds, as servers of models say it; a date counts as nothing said. */
function toWaitMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : undefined
}
