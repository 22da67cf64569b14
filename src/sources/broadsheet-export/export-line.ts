import type { z } from 'zod'
import { findArxivId } from '../../domain/arxiv-id.ts'
import { normaliseDoi, toKeyOfDoi } from '../../domain/doi.ts'
import { EXPORT_FORMAT } from '../../domain/export-line.ts'
import type { FieldName, Origin, Paper, PaperFields, PaperId } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { toTitleKey } from '../../domain/title-key.ts'
import { exportSurroundings, exportFields } from './wire.ts'

/**
 * Whether a value is a line of our own export, or one like it that somebody wrote: with `title` and `abstract` at least.
 * Other readers come first: their rows hold these too.
 */
export function isExportRow(row: unknown): row is Record<string, unknown> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false
  return 'format' in row ? row.format === EXPORT_FORMAT : 'title' in row && 'abstract' in row
}

/**
 * Reads one line of the export; what `toExportLine` wrote comes back equal. A key that is null counts as absent, and a
 * value of the wrong type makes the line a fault.
 *
 * A line that somebody wrote may lack anything but the title. Fields without origin are the publisher's, said at
 * `updatedAt`, else `publishedAt`, else 0; without `id` a DOI is the key, else the title.
 *
 * @param position where the row stands, for the fault: "line 12"
 */
export function readExportRow(row: unknown, position: string): ReadItem {
  if (!isExportRow(row)) return { fault: { position, reason: 'not a line of the export' } }
  const present = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
  const [fields, surroundings] = [exportFields.safeParse(present), exportSurroundings.safeParse(present)]
  if (!fields.success) return { fault: { position, reason: describe(fields.error, row.id) } }
  if (!surroundings.success) return { fault: { position, reason: describe(surroundings.error, row.id) } }
  const identity = findIdentity(surroundings.data.id, fields.data)
  if (identity === undefined)
    return { fault: { position, reason: `"${surroundings.data.id}" is not a key of a paper` } }
  return { paper: toPaper(identity, fields.data, surroundings.data) }
}

type Identity = { id: PaperId; version?: number }

function toPaper(
  { id, version }: Identity,
  read: PaperFields,
  surroundings: z.infer<typeof exportSurroundings>,
): Paper {
  const { origins, counts, entries, formerIds } = surroundings
  const fields = version === undefined ? read : { version, ...read }
  return { id, fields, origins: toOrigins(fields, origins), counts, entries, formerIds }
}

function toOrigins(fields: PaperFields, groups: z.infer<typeof exportSurroundings>['origins']): Paper['origins'] {
  const origins: Paper['origins'] = {}
  for (const { fields: names, ...origin } of groups) {
    for (const name of names) if (fields[name] !== undefined) origins[name] = origin
  }
  const publisher: Origin = { source: 'publisher', at: fields.updatedAt ?? fields.publishedAt ?? 0, weight: 0 }
  for (const name of Object.keys(fields) as FieldName[]) origins[name] ??= publisher
  return origins
}

function findIdentity(written: string | undefined, { title, doi }: PaperFields): Identity | undefined {
  if (written === undefined) return { id: doi ? toKeyOfDoi(doi) : (`title:${toTitleKey(title)}` as PaperId) }
  if (/^(?:title:[0-9a-f]{16}|openreview:[\w-]{1,64}|sample:.+)$/s.test(written)) return { id: written as PaperId }
  if (/^10\../.test(normaliseDoi(written))) return { id: toKeyOfDoi(written) }
  const found = findArxivId(written)
  if (found === undefined) return undefined
  const id = found.id as string as PaperId
  return found.version === undefined ? { id } : { id, version: found.version }
}

function describe(error: z.ZodError, id: unknown): string {
  const [issue] = error.issues
  const name = typeof id === 'string' ? id : 'a line without id'
  return `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as the format says'}`
}
