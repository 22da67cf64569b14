import { createGunzip, type Gunzip } from 'node:zlib'
import { AppError } from '../domain/error.ts'

/** One slice may unpack to a thousand times its size: 64 MiB of it at a time is enough. Of text it gives some 200 KiB. */
const SLICE_BYTES = 64 * 1024
const CHUNK_BYTES = 64 * 1024

/** Whether a file begins as gzip does (RFC 1952, section 2.3.1). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/**
 * Unpacks gzip as it arrives; several files packed one behind the other are one. The next slice is unpacked (on another
 * thread) while the caller is busy with the last.
 *
 * @throws AppError `invalid` when the file is cut off, after all that it holds was yielded, or is damaged, after what
 *   came before but for 64 KiB at most. (Node's own stream drops what its reader has not fetched yet.)
 */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const unpacker = new Unpacker()
  try {
    let pending: Promise<Unpacked> | undefined
    for await (const slice of toSlices(bytes)) {
      const unpacked = await pending
      pending = unpacker.write(slice)
      if (unpacked) yield* take(unpacked)
    }
    if (pending) yield* take(await pending)
    yield* take(await unpacker.end())
  } finally {
    unpacker.close()
  }
}

/** What one slice gave, and the damage that was met behind it. */
type Unpacked = { chunks: Buffer[]; damage?: Error }

function* take({ chunks, damage }: Unpacked): Generator<Buffer> {
  yield* chunks
  if (damage) throw new AppError('invalid', `The gzip file is damaged or cut off: ${damage.message}`, { cause: damage })
}

async function* toSlices(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; from += SLICE_BYTES) yield chunk.subarray(from, from + SLICE_BYTES)
  }
}

class Unpacker {
  readonly #stream: Gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  readonly #ended: Promise<void>
  #chunks: Buffer[] = []
  #damage: Error | undefined

  constructor() {
    this.#stream.on('data', (chunk: Buffer) => this.#chunks.push(chunk))
    this.#ended = new Promise((resolve) => {
      this.#stream.on('end', resolve)
      this.#stream.on('error', (error) => {
        this.#damage = error
        resolve()
      })
    })
  }

  /** Never rejects, so that it may be left unawaited. What follows the end of the packed file is ignored. */
  async write(slice: Uint8Array): Promise<Unpacked> {
    // Behind the end the stream calls nobody back, hence the race.
    await Promise.race([this.#ended, new Promise<void>((resolve) => this.#stream.write(slice, () => resolve()))])
    return this.#collect()
  }

  async end(): Promise<Unpacked> {
    this.#stream.end()
    await this.#ended
    return this.#collect()
  }

  close(): void {
    this.#stream.destroy()
  }

  #collect(): Unpacked {
    const chunks = this.#chunks
    this.#chunks = []
    return this.#damage ? { chunks, damage: this.#damage } : { chunks }
  }
}
