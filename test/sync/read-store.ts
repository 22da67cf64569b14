import { exportPapers } from '../../src/services/export-papers.ts'
import type { UnixMs } from '../../src/domain/time.ts'
import type { Db } from '../../src/store/db.ts'
import type { AnnouncedBatchTable } from '../../src/store/schema.ts'

/**
 * What a store holds that must not depend on when it was asked for, each as lines in the order of their keys:
 *
 * - `papers`: every field, origin, edition and former id of every paper, and every number that is shown. Left out are the
 *   instant of a count and that of what the Daily Papers said: both are that of the answer that told it, and an answer
 *   that failed is asked for again later. So is that of a day that was reckoned from a submission: the query API is
 *   behind at times, and then tells of an older version. So are arXiv's instants before `from`: a paper of the backfill is
 *   the query API's, with the time of its version, unless its record was spoilt and OAI-PMH told it by itself, with the
 *   record's. All other times of arXiv's are the upstream's own, and stay.
 * - `batches`: each announced day with what was announced for it.
 * - `announcements`: each announced paper of the last weeks.
 * - `votes`: the last of each series. Its other points are those of the answers that came.
 */
export type StoreContent = { papers: string[]; batches: string[]; announcements: string[]; votes: string[] }

/** Reads all of that. @param from when the first was asked for */
export async function readStore(db: Db, from: UnixMs): Promise<StoreContent> {
  const announcements = await db.selectFrom('announcement').selectAll().orderBy('day').orderBy('paper_id').execute()
  const batches = await listBatches(db)
  return {
    papers: (await Array.fromAsync(exportPapers(db))).map((line) => toTimelessLine(line, from)),
    batches: batches.map(({ day, announced, missing }) => `${day}: ${announced} announced, ${missing} missing`),
    announcements: announcements.map(({ day, paper_id, kind, version }) => `${day} ${paper_id} ${kind} ${version}`),
    votes: await listLastSignals(db),
  }
}

/** The announced batches of a store, by day. */
export function listBatches(db: Db): Promise<AnnouncedBatchTable[]> {
  return db.selectFrom('announced_batch').selectAll().orderBy('day').execute()
}

async function listLastSignals(db: Db): Promise<string[]> {
  const signals = await db.selectFrom('signal').selectAll().orderBy('paper_id').orderBy('name').orderBy('at').execute()
  const last = new Map(signals.map(({ paper_id, name, source, count }) => [`${paper_id} ${name} ${source}`, count]))
  return [...last].map(([key, count]) => `${key} ${count}`)
}

/** The weight of a day that no listing told. */
const RECKONED = -1

type ExportedPaper = {
  counts?: Record<string, { timed?: { at: string; count: number } }>
  origins: { source: string; at: string; weight: number; fields: string[] }[]
}

function toTimelessLine(line: string, from: UnixMs): string {
  const { origins, ...paper } = JSON.parse(line) as ExportedPaper
  for (const count of Object.values(paper.counts ?? {})) if (count.timed) count.timed.at = ''
  const told = origins.flatMap(({ source, at, weight, fields }) =>
    fields.map((field) => {
      const isOfAnswer = source === 'daily_papers' || (field === 'announcedDay' && weight === RECKONED)
      const isOfBackfill = source === 'arxiv' && Date.parse(at) < from
      return `${field} of ${source} ${isOfAnswer || isOfBackfill ? '' : at} ${weight}`
    }),
  )
  return JSON.stringify({ ...paper, origins: told.sort() })
}

const TOLD = 20

/** Where two lists of lines differ, at most twenty each: "- …" stands in the first alone, "+ …" in the second alone. */
export function listDifferences(ours: readonly string[], theirs: readonly string[]): string[] {
  const [left, right] = [new Set(ours), new Set(theirs)]
  return [
    ...[...left]
      .filter((line) => !right.has(line))
      .slice(0, TOLD)
      .map((line) => `- ${line}`),
    ...[...right]
      .filter((line) => !left.has(line))
      .slice(0, TOLD)
      .map((line) => `+ ${line}`),
  ]
}

/** In which fields of which papers two stores differ, at most twenty of all: "2601.12500 title: … | …". */
export function listPaperDifferences(ours: readonly string[], theirs: readonly string[]): string[] {
  const [left, right] = [toPapers(ours), toPapers(theirs)]
  const ids = new Set([...left.keys(), ...right.keys()])
  const differences = [...ids].flatMap((id) => {
    const [one, other] = [left.get(id), right.get(id)]
    if (one === undefined || other === undefined) return [`${id} is in ${one ? 'the first' : 'the second'} alone`]
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) => {
      const [a, b] = [JSON.stringify(one[name]), JSON.stringify(other[name])]
      return a === b ? [] : [`${id} ${name}: ${a} | ${b}`]
    })
  })
  return differences.slice(0, TOLD)
}

function toPapers(lines: readonly string[]): Map<string, Record<string, unknown>> {
  const papers = lines.map((line) => JSON.parse(line) as Record<string, unknown> & { id: string })
  return new Map(papers.map((paper) => [paper.id, paper]))
}
