/** A piece of a text: Unicode, or a formula without its delimiters together with how it was written. */
export type TextPiece = { text: string } | { tex: string; display: boolean; source: string }

/** Gathers pieces: text that follows text becomes one piece. */
export class PieceWriter {
  readonly #pieces: TextPiece[] = []
  #text = ''

  write(text: string): void {
    this.#text += text
  }

  /** @param source how the formula was written, delimiters and all */
  writeFormula(tex: string, display: boolean, source: string): void {
    this.#close()
    this.#pieces.push({ tex, display, source })
  }

  /** The last characters since the last formula. */
  get tail(): string {
    return this.#text.slice(-40)
  }

  /** Takes back the last characters of the tail. */
  takeBack(length: number): void {
    this.#text = this.#text.slice(0, this.#text.length - length)
  }

  /** Whether the last thing written is a formula. */
  get isAfterFormula(): boolean {
    return this.#text === '' && this.#pieces.length > 0
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
    if (this.#text !== '') this.#pieces.push({ text: this.#text })
    this.#text = ''
  }
}
