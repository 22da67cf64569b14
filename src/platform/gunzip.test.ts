import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gunzip } from './gunzip.ts'

// Numbers in no order, so that it packs badly and is many slices long.
const text = Buffer.from(Array.from({ length: 60_000 }, (_, index) => `owl ${(index * 7_919) % 1_000_003}\n`).join(''))
const packed = gzipSync(text)

async function* inPieces(bytes: Buffer, sizeBytes: number) {
  for (let from = 0; from < bytes.length; from += sizeBytes) yield bytes.subarray(from, from + sizeBytes)
}

async function unpack(bytes: Buffer, sizeBytes = 10_000) {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of gunzip(inPieces(bytes, sizeBytes))) chunks.push(chunk)
  } catch (failure) {
    return { whole: Buffer.concat(chunks), failure: failure as Error }
  }
  return { whole: Buffer.concat(chunks) }
}

describe('gunzip', () => {
  test.each([1_000_000, 65_536, 999])('gives back what was packed, from pieces of %i bytes', async (sizeBytes) => {
    expect(await unpack(packed, sizeBytes)).toEqual({ whole: text })
  })

  test('reads files packed one behind the other as one, and ignores padding behind them', async () => {
    const { whole, failure } = await unpack(Buffer.concat([packed, packed, Buffer.alloc(50_000)]))

    expect(failure).toBeUndefined()
    expect(whole.equals(Buffer.concat([text, text]))).toBe(true)
  })

  test.each([packed.length - 1, packed.length - 9, 100_000, 16_384, 30])(
    'gives all that %i bytes of a file hold, then fails',
    async (length) => {
      const part = packed.subarray(0, length)

      const { whole, failure } = await unpack(part)

      // 2 is Z_SYNC_FLUSH: zlib's own way to ask for what there is.
      expect(whole.equals(gunzipSync(part, { finishFlush: 2 }))).toBe(true)
      expect(failure).toMatchObject({ code: 'invalid', message: expect.stringContaining('cut off') as string })
    },
  )

  test('fails for a damaged file, after what came before', async () => {
    const damaged = Buffer.from(packed)
    damaged.fill(0xff, 150_000, 150_100)

    const { whole, failure } = await unpack(damaged)

    expect(failure).toMatchObject({ code: 'invalid' })
    expect(whole.length).toBeGreaterThan(300_000)
    expect(whole.subarray(0, 300_000).equals(text.subarray(0, 300_000))).toBe(true)
  })

  test('lets go of its source when the reader stops early', async () => {
    let released = false
    async function* source() {
      try {
        yield* inPieces(packed, 999)
      } finally {
        released = true
      }
    }

    for await (const chunk of gunzip(source())) if (chunk.length > 0) break

    expect(released).toBe(true)
  })
})
