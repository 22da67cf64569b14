import type { PieceWriter } from './piece-writer.ts'

/** What the reading of a command needs of the text it stands in. */
export type Reading = {
  readonly text: string
  readonly writer: PieceWriter
  /** Opening braces that stay, since they belong to a command that is shown as written. */
  readonly kept: Set<number>
  /** Where the brace that opens at a place closes. */
  closing(at: number): number | undefined
  /** Goes into a group without its braces; `close` is written where it ends. Says where to go on. */
  enter(at: number, close?: string): number
  /** The one character that a command of mathematics sets, if it sets one. */
  findSymbol(name: string): string | undefined
  /** The formula that begins with a command here, and where it ends. */
  readBareFormula(at: number): { tex: string; end: number } | undefined
}
