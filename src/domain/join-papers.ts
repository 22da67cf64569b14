import type { Count, CountName, EditionEntry, FieldName, Origin, Paper, PaperFields, PaperId } from './paper.ts'
import { SOURCES } from './paper.ts'
import { DAY_MS, type UnixMs } from './time.ts'

/**
 * Joins two descriptions of one work, so that the order in which they arrived does not matter and joining the same one
 * twice changes nothing: for each field the better origin wins, for each count the rule of `Count`, and entries of
 * different editions stand side by side.
 *
 * @param id the key of the joined paper; the other's key becomes a former one
 */
export function joinPapers(a: Paper, b: Paper, id: PaperId = a.id): Paper {
  const formerIds = new Set([...a.formerIds, ...b.formerIds, a.id, b.id])
  formerIds.delete(id)
  return {
    id,
    ...joinFields(a, b),
    counts: joinCounts(a.counts, b.counts),
    entries: joinEntries(a.entries, b.entries),
    formerIds: [...formerIds].sort(),
  }
}

function joinFields(a: Paper, b: Paper): Pick<Paper, 'fields' | 'origins'> {
  const fields = { ...a.fields } as Record<FieldName, unknown>
  const origins = { ...a.origins }
  for (const name of Object.keys(b.fields) as FieldName[]) {
    const origin = b.origins[name]
    if (b.fields[name] === undefined || origin === undefined) continue
    const standing = origins[name]
    if (standing && !isBetter(name, b.fields, origin, a.fields, standing)) continue
    fields[name] = b.fields[name]
    origins[name] = origin
  }
  return { fields: fields as PaperFields, origins }
}

function isBetter(name: FieldName, ours: PaperFields, origin: Origin, theirs: PaperFields, standing: Origin): boolean {
  // A paper is announced once: a later listing of it is a cross-list or a replacement. A day that was reckoned from the
  // time of submission weighs less than one that a listing gave.
  if (name === 'announcedDay' && origin.source === standing.source) {
    if (origin.weight !== standing.weight) return origin.weight > standing.weight
    const [day, standingDay] = [ours[name] ?? '', theirs[name] ?? '']
    return day < standingDay || (day === standingDay && origin.at < standing.at)
  }
  return compareOrigins(origin, standing) > 0 || (isSameOrigin(origin, standing) && isAfter(ours[name], theirs[name]))
}

/** Positive where `a` is better: by source, then by time, then by weight. */
function compareOrigins(a: Origin, b: Origin): number {
  return SOURCES.indexOf(b.source) - SOURCES.indexOf(a.source) || a.at - b.at || a.weight - b.weight
}

function isSameOrigin(a: Origin, b: Origin): boolean {
  return compareOrigins(a, b) === 0
}

// Where nothing tells which of two is newer, any rule will do that does not depend on which came first.
function isAfter(a: unknown, b: unknown): boolean {
  return (JSON.stringify(a) ?? '') > (JSON.stringify(b) ?? '')
}

function joinCounts(a: Paper['counts'], b: Paper['counts']): Paper['counts'] {
  const joined: Paper['counts'] = { ...a }
  for (const name of Object.keys(b) as CountName[]) {
    const [ours, theirs] = [b[name], a[name]]
    if (ours) joined[name] = theirs ? joinCount(name, theirs, ours) : ours
  }
  return joined
}

function joinCount(name: CountName, a: Count, b: Count): Count {
  // Several services count citations, and none finds all: what the last of them said would go up and down.
  const timed = name === 'citations' ? largerCount(a.timed, b.timed) : laterCount(a.timed, b.timed)
  const untimed = largest(a.untimed, b.untimed)
  const page = largest(a.page, b.page)
  return {
    ...(timed && { timed }),
    ...(untimed !== undefined && { untimed }),
    ...(page !== undefined && { page }),
  }
}

function laterCount(a: Count['timed'], b: Count['timed']): Count['timed'] {
  if (!a || !b) return a ?? b
  if (a.at !== b.at) return a.at > b.at ? a : b
  return a.count >= b.count ? a : b
}

function largerCount(a: Count['timed'], b: Count['timed']): Count['timed'] {
  if (!a || !b) return a ?? b
  if (a.count !== b.count) return a.count > b.count ? a : b
  return a.at >= b.at ? a : b
}

function largest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.max(a, b)
}

/** The number to show: the larger of what is known with and without time, else what a saved page said, else 0. */
export function toShownCount(count: Count | undefined): number {
  const best = largest(count?.timed?.count, count?.untimed)
  return best ?? count?.page ?? 0
}

function joinEntries(a: readonly EditionEntry[], b: readonly EditionEntry[]): EditionEntry[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? [...b] : [...a]
  const byDay = new Map(a.map((entry) => [entry.day, entry]))
  for (const entry of b) {
    const standing = byDay.get(entry.day)
    byDay.set(entry.day, standing ? joinEntry(standing, entry) : entry)
  }
  return [...byDay.values()].sort((x, y) => (x.day < y.day ? -1 : 1))
}

// Two claims in one: where the paper stood, and who put it there when. An answer may know the one, a row the other; each
// is taken whole from one side, since a place without its answer's votes says nothing.
function joinEntry(a: EditionEntry, b: EditionEntry): EditionEntry {
  return { day: a.day, ...best(toSubmission(a), toSubmission(b)), ...best(toPlacing(a), toPlacing(b)) }
}

type Claim = { rank: readonly number[]; part: Partial<EditionEntry> }

/** An instant within the day beats midnight, which stands for a day where nothing finer was kept. */
function toSubmission({ submittedAt, submitter }: EditionEntry): Claim {
  const part = { ...(submittedAt !== undefined && { submittedAt }), ...(submitter && { submitter }) }
  const isInstant = submittedAt !== undefined && submittedAt % DAY_MS !== 0
  return { rank: [Number(isInstant), submittedAt ?? -1, Number(submitter !== undefined)], part }
}

/** Of two answers about one day the one with more votes is the later. */
function toPlacing({ place, answerVotes, printed }: EditionEntry): Claim {
  const part = {
    ...(place !== undefined && { place }),
    ...(answerVotes !== undefined && { answerVotes }),
    ...(printed && { printed }),
  }
  return { rank: [Number(place !== undefined), answerVotes ?? -1, place ?? -1], part }
}

function best(a: Claim, b: Claim): Partial<EditionEntry> {
  for (const [index, ours] of a.rank.entries()) {
    const theirs = b.rank[index] ?? ours
    if (ours !== theirs) return ours > theirs ? a.part : b.part
  }
  return isAfter(a.part, b.part) ? a.part : b.part
}

/** The newest time at which any source spoke of this paper. */
export function toNewestOrigin(paper: Paper): UnixMs {
  return Math.max(0, ...Object.values(paper.origins).map((origin) => origin.at))
}
