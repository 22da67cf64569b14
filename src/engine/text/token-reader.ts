import { growingWords } from '../index/growing-array.ts'
import { CompoundFinder } from './compounds.ts'
import { TokenTable } from './token-table.ts'
import { TokenCursor } from './tokenise.ts'

/** Reads texts as numbers of their tokens: what `forEachToken` tells, for those who read very many. */
export class TokenReader {
  /** What the numbers are of. May be replaced by one that knows no token yet. */
  table = new TokenTable()
  /** What was read, one text after the other; whoever sets its length to 0 begins anew. */
  readonly numbers = growingWords(1024)
  readonly #cursor = new TokenCursor()
  readonly #compounds = new CompoundFinder()

  /** Appends the tokens of a text. */
  read(text: string): void {
    const cursor = this.#cursor
    cursor.open(text)
    while (cursor.next()) this.numbers.push(this.#toNumber(cursor))
  }

  /** Appends the tokens of a text, and then its compounds. @returns where these begin */
  readWithCompounds(text: string): number {
    const cursor = this.#cursor
    const compounds = this.#compounds
    cursor.open(text)
    compounds.open(text)
    let before = 0
    while (cursor.next()) {
      const number = this.#toNumber(cursor)
      if (compounds.isJoined(cursor.start, cursor.end)) compounds.join(this.table.tokenAt(before), cursor.token)
      this.numbers.push(number)
      before = number
    }
    const tokensEnd = this.numbers.length
    for (const { letters } of compounds.list()) this.numbers.push(this.table.numberOf(letters))
    return tokensEnd
  }

  #toNumber({ spelt, letters, length, hash }: TokenCursor): number {
    return spelt === '' ? this.table.numberOfBytes(letters, length, hash) : this.table.numberOf(spelt)
  }
}
