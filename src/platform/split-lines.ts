const LINE_FEED = 0x0a

/** The bytes of one line without its line feed; `undefined` in place of one that was too long to hold. */
export type Line = Buffer | undefined

/**
 * Divides bytes into lines as they arrive, an array for each piece that ends some. The last line needs no line feed.
 * Holds one line at most, and nothing of a line that is longer than `maxBytes`.
 */
export async function* splitLines(bytes: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Line[]> {
  const begun = new BegunLine(maxBytes)
  for await (const chunk of bytes) {
    const lines: Line[] = []
    let from = 0
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      lines.push(begun.finish(chunk.subarray(from, to)))
      from = to + 1
    }
    if (from < chunk.length) begun.add(chunk.subarray(from))
    if (lines.length > 0) yield lines
  }
  if (begun.isBegun) yield [begun.finish(Buffer.alloc(0))]
}

/** The line whose end has not been seen yet: its pieces, joined once. */
class BegunLine {
  readonly #maxBytes: number
  #pieces: Buffer[] = []
  #sizeBytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get isBegun(): boolean {
    return this.#sizeBytes > 0
  }

  add(piece: Buffer): void {
    this.#sizeBytes += piece.length
    if (this.#sizeBytes <= this.#maxBytes) this.#pieces.push(piece)
    else this.#pieces = []
  }

  finish(last: Buffer): Line {
    if (this.#sizeBytes === 0 && last.length <= this.#maxBytes) return last
    this.add(last)
    const line = this.#sizeBytes <= this.#maxBytes ? Buffer.concat(this.#pieces) : undefined
    this.#pieces = []
    this.#sizeBytes = 0
    return line
  }
}
