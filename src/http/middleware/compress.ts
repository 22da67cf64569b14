import type { Context, MiddlewareHandler } from 'hono'
import { chooseEncoding, type Encoding } from '../compression/accept-encoding.ts'
import { compressBytes } from '../compression/compress-bytes.ts'
import { keepAnswers } from '../compression/kept-answers.ts'
import { isPersonal } from '../private-paths.ts'

const TEXT = /^(?:text\/(?!event-stream)|image\/svg\+xml|application\/(?:[\w.+-]*\+)?(?:json|xml)\b)/
/** Below a packet's length nothing is won. */
const LEAST_BYTES = 1024
const KEPT_BYTES = 32 * 1024 * 1024 // some 240 day pages
/** So many are done in some 70 ms; more go out as they are rather than wait longer. */
const MOST_UNDER_WAY = 64

/**
 * Sends text in Brotli or gzip to clients that take it. What is compressed already, what has no body and what says
 * `no-transform` (a stream must) goes out as it is.
 *
 * Tags are weak, so they hold for every encoding.
 */
export function compress(): MiddlewareHandler {
  const kept = keepAnswers(KEPT_BYTES)
  let underWay = 0
  return async (c, next) => {
    c.header('Vary', 'Accept-Encoding', { append: true })
    await next()
    if (c.res.status === 304 || c.req.method === 'HEAD' || underWay >= MOST_UNDER_WAY) return
    const encoding = chooseEncoding(c.req.header('Accept-Encoding'))
    if (!encoding || !isCompressible(c.res.headers)) return
    underWay++
    try {
      await sendCompressed(c, encoding, kept)
    } finally {
      underWay--
    }
  }
}

function isCompressible(headers: Headers): boolean {
  if (headers.has('Content-Encoding') || /\bno-transform\b/i.test(headers.get('Cache-Control') ?? '')) return false
  return TEXT.test(headers.get('Content-Type') ?? '')
}

async function sendCompressed(c: Context, encoding: Encoding, kept: ReturnType<typeof keepAnswers>): Promise<void> {
  const { status, headers } = c.res
  const plain = new Uint8Array(await c.res.arrayBuffer())
  let body: Uint8Array<ArrayBuffer> = plain
  if (plain.byteLength >= LEAST_BYTES) {
    const isKept = !isPersonal(c.req.path) // what is one reader's is kept nowhere
    body = await (isKept
      ? compressOnce(plain, `${encoding} ${c.req.url}`, encoding, kept)
      : compressBytes(plain, encoding))
    headers.set('Content-Encoding', encoding)
    headers.delete('Content-Length')
  }
  c.res = undefined // else Hono would copy every header from the one to the other
  c.res = new Response(body, { status, headers })
}

async function compressOnce(plain: Uint8Array, key: string, encoding: Encoding, kept: ReturnType<typeof keepAnswers>) {
  const known = kept.find(key, plain)
  if (known) return known
  const compressed = await compressBytes(plain, encoding)
  kept.keep(key, plain, compressed)
  return compressed
}
