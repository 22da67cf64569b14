import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import { readAtMost } from './read-at-most.ts'

/** Why a body could not be read, as the end of a sentence. `cut`: it ended too early, and asking again may help. */
export class UnreadableBody extends Error {
  readonly kind: 'cut' | 'damaged' | 'long'

  constructor(kind: UnreadableBody['kind'], says: string, options?: ErrorOptions) {
    super(says, options)
    this.kind = kind
  }
}

/**
 * All bytes of an answer, unpacked. No more than `mostBytes` and one part are ever held, however much is sent and however
 * tightly it was packed.
 *
 * @param count is told of bytes as they come, packed as they are
 * @throws UnreadableBody
 */
export async function readBody(
  response: IncomingMessage,
  mostBytes: number,
  count: (bytes: number) => void,
): Promise<Buffer> {
  try {
    const bytes = isTooLong(response, mostBytes) ? undefined : await readAtMost(unpack(response, count), mostBytes)
    if (bytes === undefined) throw new UnreadableBody('long', `answered more than ${toMegabytes(mostBytes)}`)
    return bytes
  } finally {
    response.destroy()
  }
}

function isTooLong({ headers }: IncomingMessage, mostBytes: number): boolean {
  return headers['content-encoding'] === undefined && Number(headers['content-length'] ?? 0) > mostBytes
}

function unpack(response: IncomingMessage, count: (bytes: number) => void): AsyncIterable<Uint8Array> {
  const coding = (response.headers['content-encoding'] ?? '').trim().toLowerCase()
  const parts = readParts(response, count)
  if (coding === '' || coding === 'identity') return parts
  if (coding === 'gzip' || coding === 'x-gzip') return gunzip(parts)
  throw new UnreadableBody('damaged', `answered in a packing that was not asked for (${coding.slice(0, 40)})`)
}

async function* readParts(response: IncomingMessage, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      count(part.length)
      yield part
    }
  } catch (cause) {
    throw new UnreadableBody('cut', 'broke off in the middle of its answer', { cause })
  }
}

async function* gunzip(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // What fails is told by the stream itself.
  const unpacker = pipeline(parts, createGunzip(), () => undefined)
  try {
    yield* unpacker as AsyncIterable<Buffer>
  } catch (error) {
    if (!(error instanceof Error) || !('errno' in error)) throw error
    if (error.errno === constants.Z_BUF_ERROR)
      throw new UnreadableBody('cut', 'sent only the beginning of its answer', { cause: error })
    throw new UnreadableBody('damaged', 'sent a packed answer that is damaged', { cause: error })
  }
}

function toMegabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes} bytes` : `${Math.round(bytes / 1_000_000)} MB`
}
