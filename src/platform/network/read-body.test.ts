import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBody } from './read-body.ts'

/** What a stream of Node takes before anybody reads it, on both sides of an unpacker. */
const AHEAD_BYTES = 2 * 64 * 1024

type Sending = { parts: readonly Uint8Array[]; packed: boolean; endless?: boolean }

/** An answer in parts, and how many bytes of it were taken. */
function answerWith({ parts, packed, endless = false }: Sending): { response: IncomingMessage; taken: () => number } {
  let taken = 0
  function* send(): Generator<Uint8Array> {
    do {
      for (const part of parts) {
        taken += part.length
        yield part
      }
    } while (endless)
  }
  const stream = Readable.from(send(), { objectMode: false })
  const response = Object.assign(stream, { headers: packed ? { 'content-encoding': 'gzip' } : {} })
  return { response: response as unknown as IncomingMessage, taken: () => taken }
}

function cut(bytes: Uint8Array, partBytes: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / partBytes)
  return Array.from({ length: count }, (_, place) => bytes.subarray(place * partBytes, (place + 1) * partBytes))
}

const ignore = (): void => undefined

test('a body is read whole up to its limit and not a byte beyond, however it is cut and packed', async () => {
  const sent = fc.record({
    bytes: fc.uint8Array({ minLength: 1, maxLength: 4000, size: 'max' }),
    partBytes: fc.integer({ min: 1, max: 1500 }),
    packed: fc.boolean(),
    more: fc.integer({ min: -100, max: 100 }),
  })
  await fc.assert(
    fc.asyncProperty(sent, async ({ bytes, partBytes, packed, more }) => {
      const mostBytes = Math.max(1, bytes.length + more)
      const { response } = answerWith({ parts: cut(packed ? gzipSync(bytes) : bytes, partBytes), packed })

      const read = await readBody(response, mostBytes, ignore).catch((error: unknown) => error)

      if (bytes.length <= mostBytes) expect(read).toEqual(Buffer.from(bytes))
      else expect(read).toMatchObject({ kind: 'long' })
    }),
  )
})

test('of one without end no more is taken than the limit and what streams hold ready', async () => {
  const sent = fc.record({
    partBytes: fc.integer({ min: 1, max: 60_000 }),
    mostBytes: fc.integer({ min: 1, max: 1e6 }),
  })
  await fc.assert(
    fc.asyncProperty(sent, async ({ partBytes, mostBytes }) => {
      const { response, taken } = answerWith({ parts: [new Uint8Array(partBytes)], packed: false, endless: true })

      await expect(readBody(response, mostBytes, ignore)).rejects.toMatchObject({ kind: 'long' })

      expect(taken()).toBeLessThanOrEqual(mostBytes + partBytes + AHEAD_BYTES)
    }),
    { numRuns: 50 },
  )
})

test('of a packed one without end, no more is taken than unpacks to the limit and what streams hold ready', async () => {
  // Zeros, a thousand times smaller when packed; in parts of 64 bytes, so that some 64 KB unpack from each.
  const packed = gzipSync(new Uint8Array(1 << 20), { level: 9 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3e6 }), async (mostBytes) => {
      const { response, taken } = answerWith({ parts: cut(packed, 64), packed: true, endless: true })

      await expect(readBody(response, mostBytes, ignore)).rejects.toMatchObject({ kind: 'long' })

      expect(taken()).toBeLessThanOrEqual((mostBytes * packed.length) / (1 << 20) + AHEAD_BYTES)
    }),
    { numRuns: 30 },
  )
})
