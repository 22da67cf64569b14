import { once } from 'node:events'
import type { Writable } from 'node:stream'

// Large enough that writing costs little beside making the lines, small enough to stay in the processor's cache.
const CHUNK_BYTES = 1 << 18
const LINE_BREAK = 10

/**
 * Writes lines, each with a line break after it, as fast as the reader takes them: no more than one chunk is held.
 *
 * A reader that goes away (`… | head`) ends the writing without an error; what is left of `lines` is not asked for.
 * Any other failure of the stream is thrown.
 *
 * @param lines without line breaks
 */
export async function writeLines(
  lines: Iterable<string> | AsyncIterable<string>,
  out: Writable = process.stdout,
): Promise<void> {
  const writer = new ChunkWriter(out)
  try {
    await (Symbol.asyncIterator in lines ? writer.copyAsync(lines) : writer.copy(lines))
    await writer.finish()
  } catch (error) {
    if (!isClosedPipe(error)) throw error
  } finally {
    writer.release()
  }
}

class ChunkWriter {
  readonly #out: Writable
  #chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  #length = 0
  #failure: Error | undefined
  readonly #fail = (error: Error): void => void (this.#failure = error)

  constructor(out: Writable) {
    this.#out = out
    // Without a listener a closed pipe would end the process with a stack trace.
    out.on('error', this.#fail)
  }

  // Two loops: waiting for each line of a list that is there already would halve the speed.
  async copy(lines: Iterable<string>): Promise<void> {
    for (const line of lines) {
      if (!this.#fits(line)) await this.#flush(line)
      this.#append(line)
    }
  }

  async copyAsync(lines: AsyncIterable<string>): Promise<void> {
    for await (const line of lines) {
      if (!this.#fits(line)) await this.#flush(line)
      this.#append(line)
    }
  }

  /** Writes what is left, and waits until the stream has taken everything. */
  async finish(): Promise<void> {
    const rest = this.#chunk.subarray(0, this.#length)
    await new Promise<void>((resolve, reject) => {
      this.#out.write(rest, (error) => (error ? reject(error) : resolve()))
    })
    this.#refuseAfterFailure()
  }

  #refuseAfterFailure(): void {
    if (this.#failure) throw this.#failure
  }

  release(): void {
    // The failure of a last write may be told after this; it must still find a listener.
    if (!this.#failure) this.#out.off('error', this.#fail)
  }

  #fits(line: string): boolean {
    return this.#length + toMostBytes(line) <= this.#chunk.length
  }

  // Encoding line by line: one Chinese name would make two bytes of every letter of a chunk kept as text.
  #append(line: string): void {
    this.#length += this.#chunk.write(line, this.#length)
    this.#chunk[this.#length++] = LINE_BREAK
  }

  /** Hands the chunk on and takes a new one that has room for `line`. */
  async #flush(line: string): Promise<void> {
    this.#refuseAfterFailure()
    const full = this.#chunk.subarray(0, this.#length)
    this.#chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, toMostBytes(line)))
    this.#length = 0
    if (!this.#out.write(full)) await once(this.#out, 'drain')
    this.#refuseAfterFailure()
  }
}

/** UTF-8 takes three bytes a UTF-16 unit at most. */
function toMostBytes(line: string): number {
  return 3 * line.length + 1
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')
}
