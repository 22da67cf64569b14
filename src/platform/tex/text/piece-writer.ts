/** A piece of a text: Unicode, or a formula without its delimiters together with how it was written. */
export type TextPiece = { text: string } | { tex: string; display: boolean; source: string }

/** In letters: what commands look back at. */
const TAIL = 40
const MOST_RECENT = 400

/** Gathers pieces: text that follows text becomes one piece. */
export class PieceWriter {
  readonly #pieces: TextPiece[] = []
  // Apart from its end, which is looked at all the time: to look at the end of a long text takes time with its length.
  #older = ''
  #recent = ''

  write(text: string): void {
    this.#recent += text
    if (this.#recent.length <= MOST_RECENT) return
    this.#older += this.#recent.slice(0, -TAIL)
    this.#recent = this.#recent.slice(-TAIL)
  }

  /** @param source how the formula was written, delimiters and all */
  writeFormula(tex: string, display: boolean, source: string): void {
    this.#close()
    this.#pieces.push({ tex, display, source })
  }

  /** The last characters since the last formula. */
  get tail(): string {
    return this.#recent.slice(-TAIL)
  }

  /** Takes back the last characters of the tail. */
  takeBack(length: number): void {
    this.#recent = this.#recent.slice(0, this.#recent.length - length)
  }

  /** Whether the last thing written is a formula. */
  get isAfterFormula(): boolean {
    return this.#older + this.#recent === '' && this.#pieces.length > 0
  }

  /** The pieces, white space folded within each, none at either end. */
  finish(): TextPiece[] {
    this.#close()
    const pieces = this.#pieces.map((piece) => ('text' in piece ? { text: piece.text.replace(/\s+/gu, ' ') } : piece))
    const [first] = pieces
    if (first && 'text' in first) first.text = first.text.trimStart()
    const last = pieces.at(-1)
    if (last && 'text' in last) last.text = last.text.trimEnd()
    return pieces.filter((piece) => !('text' in piece) || piece.text !== '')
  }

  #close(): void {
    const text = this.#older + this.#recent
    if (text !== '') this.#pieces.push({ text })
    this.#older = this.#recent = ''
  }
}
