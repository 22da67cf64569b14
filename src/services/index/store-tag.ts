import { isAbsolute, relative, resolve } from 'node:path'
import { toContentTag } from '../../platform/hashing.ts'
import { toSqlitePath } from '../../store/db.ts'

/**
 * Which store a database is, as an index remembers it: two of one tag are one. A file in the data folder is known by its
 * name there, so that the folder can be moved, or be mounted elsewhere, with its index; a server by its address, whatever
 * the password.
 */
export function toStoreTag(databaseUrl: string, dataFolder: string): string {
  const path = toSqlitePath(databaseUrl)
  if (path === undefined) return toContentTag(databaseUrl.replace(/:[^:@/]*@/, '@'))
  const inside = relative(resolve(dataFolder), resolve(path))
  const isInside = inside !== '' && !isAbsolute(inside) && inside.split(/[\\/]/)[0] !== '..'
  return toContentTag(isInside ? `data:${inside}` : `sqlite:${resolve(path)}`)
}
