import type { Counts, DailyAuthor, EditionEntry, FieldName, Origin, Paper, PaperFields } from './paper.ts'
import { toIso, type UnixMs } from './time.ts'

/** Stands in every line that `toExportLine` writes, as its `format`. */
export const EXPORT_FORMAT = 'broadsheet/1'

/**
 * One paper as one line of JSON, without its line break: all that is known of it.
 *
 * Every field stands at the top level under its own name, `id`, `title`, `abstract` and `authors` first. Instants are
 * ISO 8601 in UTC with milliseconds. `origins` names each origin once with the fields that came from it. `counts`,
 * `entries` and `formerIds` are left out where they are empty.
 */
export function toExportLine(paper: Paper): string {
  const { title, abstract, authors, ...rest } = paper.fields
  return JSON.stringify({
    id: paper.id,
    title,
    abstract,
    authors,
    ...toWrittenFields(rest),
    ...(Object.keys(paper.counts).length > 0 && { counts: toWrittenCounts(paper.counts) }),
    ...(paper.entries.length > 0 && { entries: paper.entries.map(toWrittenEntry) }),
    ...(paper.formerIds.length > 0 && { formerIds: paper.formerIds }),
    origins: groupOrigins(paper.origins),
    format: EXPORT_FORMAT,
  })
}

function toWrittenFields(fields: Omit<PaperFields, 'title'>): object {
  return {
    ...fields,
    ...writtenInstants(fields, ['publishedAt', 'updatedAt', 'withdrawnAt']),
    ...(fields.dailyAuthors && { dailyAuthors: fields.dailyAuthors.map(toWrittenAuthor) }),
  }
}

function toWrittenAuthor(author: DailyAuthor): object {
  return { ...author, ...writtenInstants(author, ['statusChangedAt']) }
}

function toWrittenEntry(entry: EditionEntry): object {
  return { ...entry, ...writtenInstants(entry, ['submittedAt']) }
}

function toWrittenCounts(counts: Counts): object {
  const written = Object.entries(counts).map(([name, count]) => {
    const timed = count.timed && { timed: { ...count.timed, at: toIso(count.timed.at) } }
    return [name, { ...count, ...timed }]
  })
  return Object.fromEntries(written) as object
}

type GroupedOrigin = { source: Origin['source']; at: string; weight: number; fields: string[] }

function groupOrigins(origins: Paper['origins']): GroupedOrigin[] {
  const groups = new Map<string, GroupedOrigin>()
  for (const [name, { source, at, weight }] of Object.entries(origins) as [FieldName, Origin][]) {
    const key = `${source} ${at} ${weight}`
    const group = groups.get(key)
    if (group) group.fields.push(name)
    else groups.set(key, { source, at: toIso(at), weight, fields: [name] })
  }
  return [...groups.values()]
}

/** The named keys of an object that hold an instant, each as its text. */
function writtenInstants<Key extends string>(holder: { [Name in Key]?: UnixMs }, names: readonly Key[]): object {
  const written: Record<string, string> = {}
  for (const name of names) {
    const instant = holder[name]
    if (instant !== undefined) written[name] = toIso(instant)
  }
  return written
}
