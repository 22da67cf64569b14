import type { Db } from '../db.ts'

/** A place beside the live tables of a database, where others are made ready to take their place. */
export type Aside = {
  /** Opens on the tables aside: empty, without a schema. */
  db: Db
  /** As `migrateAsFarAs` does, for the tables aside. */
  migrateAsFarAs(name: string): Promise<void>
  /** The number of the last change to the live tables as work began; 0 where they hold none or cannot be read. */
  liveNumber: number
  /** @throws AppError `invalid` where a row refers to one that is absent, `unavailable` where the tables are damaged */
  checkWhole(): Promise<void>
  /**
   * Puts the tables aside in the place of the live ones, in one step that whoever reads sees whole or not at all.
   * `lastNumber` is that of the tables aside; it grows where the live ones went past `liveNumber` meanwhile.
   */
  takePlace(lastNumber: number): Promise<Swapped>
}

/** What was found at the moment of the swap. */
export type Swapped = {
  /** The number of the last change to the tables that went. */
  replacedNumber: number
  /**
   * Why an SQLite file could not take its new pages over from its journal yet; absent where it could. They are safe
   * there, and read from there.
   */
  journalError?: unknown
}
