import { toSqlitePath } from '../db.ts'
import type { Aside } from './aside.ts'
import { workInPostgresAside } from './postgres-aside.ts'
import { workInSqliteAside } from './sqlite-aside.ts'

/**
 * Works in a place aside of the database at an address. However the work ends, nothing is left behind but what
 * `takePlace` did; what a killed process left is removed as the next work begins.
 *
 * @throws AppError `conflict` where another process works there, `unavailable` where the database does not answer
 */
export function workAside<T>(url: string, work: (aside: Aside) => Promise<T>): Promise<T> {
  const path = toSqlitePath(url)
  return path === undefined ? workInPostgresAside(url, work) : workInSqliteAside(path, work)
}
