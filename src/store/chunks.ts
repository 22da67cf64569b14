const CHUNK = 500 // values a statement, by default: well under SQLite's 32,766 parameters

/** Values in their order, at most `size` at a time: a statement takes only so many parameters. None give no chunk. */
export function* chunks<T>(values: readonly T[], size: number = CHUNK): Generator<T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size)
}
