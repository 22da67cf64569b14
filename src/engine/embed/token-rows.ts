import type { TokenTable } from '../text/token-table.ts'
import { growingIntegers } from '../index/growing-array.ts'
import { toTerm } from './terms.ts'

/** In the place of a term's row: a token whose term has none, and one that says nothing. */
export const UNSEEN = -1
export const SILENT = -2

/** Which row of a model each token of a table has; found once for each. */
export class TokenRows {
  readonly #table: TokenTable
  readonly #rowOfTerm: ReadonlyMap<string, number>
  readonly #rows = growingIntegers(1024)

  constructor(table: TokenTable, rowOfTerm: ReadonlyMap<string, number>) {
    this.#table = table
    this.#rowOfTerm = rowOfTerm
  }

  /** The rows of all tokens that the table has now, by their numbers; UNSEEN or SILENT where there is none. */
  read(): Int32Array {
    const rows = this.#rows
    for (let token = rows.length; token < this.#table.size; token++) {
      const term = toTerm(this.#table.tokenAt(token))
      rows.push(term === undefined ? SILENT : (this.#rowOfTerm.get(term) ?? UNSEEN))
    }
    return rows.values
  }
}
