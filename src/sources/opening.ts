/** A file of which the beginning was read ahead. */
export type Opening = {
  head: Buffer
  /** Whether `head` is the whole file, as far as it can be read. */
  isWhole: boolean
  /** The file from its first byte: the head, then the rest, then the error that ended it, if one did. To be read once. */
  bytes: AsyncIterable<Buffer>
  /** Lets go of the source, read or not. */
  close: () => Promise<void>
}

/**
 * Reads a file's beginning until it is enough to tell what the file is, and gives the file back whole.
 *
 * @param isEnough is asked again whenever the head has doubled; the end of the file, or an error, is always enough
 */
export async function openBytes(
  bytes: AsyncIterable<Uint8Array>,
  isEnough: (head: Buffer) => boolean,
): Promise<Opening> {
  const rest = bytes[Symbol.asyncIterator]()
  const read = await readAhead(rest, isEnough)
  const close = async () => void (await rest.return?.())
  return { head: read.head, isWhole: read.isWhole, bytes: replay(read, rest), close }
}

type Ahead = { head: Buffer; isWhole: boolean; failure?: unknown }

async function readAhead(source: AsyncIterator<Uint8Array>, isEnough: (head: Buffer) => boolean): Promise<Ahead> {
  const chunks: Uint8Array[] = []
  let [sizeBytes, nextLookBytes] = [0, 1]
  try {
    for (;;) {
      const next = await source.next()
      if (next.done) return { head: Buffer.concat(chunks), isWhole: true }
      chunks.push(next.value)
      sizeBytes += next.value.length
      if (sizeBytes < nextLookBytes) continue
      const head = Buffer.concat(chunks)
      if (isEnough(head)) return { head, isWhole: false }
      nextLookBytes = sizeBytes * 2
    }
  } catch (failure) {
    return { head: Buffer.concat(chunks), isWhole: true, failure }
  }
}

async function* replay({ head, isWhole, failure }: Ahead, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head
    if (failure !== undefined) throw failure as Error
    while (!isWhole) {
      const next = await rest.next()
      if (next.done) return
      yield Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length)
    }
  } finally {
    await rest.return?.()
  }
}
