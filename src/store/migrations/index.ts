import type { Migration } from 'kysely/migration'
import * as papers from './0001-papers.ts'
import * as lists from './0002-lists.ts'
import * as sources from './0003-sources.ts'
import * as digests from './0004-digests.ts'

/** Every migration in order. Forward only; a released one is never edited. */
export const migrations: Record<string, Migration> = {
  '0001-papers': papers,
  '0002-lists': lists,
  '0003-sources': sources,
  '0004-digests': digests,
}
