import { type RawBuilder, sql } from 'kysely'

/** For `on conflict … do update`: each of these columns takes the value that was to be inserted. */
export function takeInserted(columns: readonly string[]): Record<string, RawBuilder<unknown>> {
  return Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)]))
}
