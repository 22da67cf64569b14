import { type ArxivId, findArxivId } from '../../domain/arxiv-id.ts'
import { AppError } from '../../domain/error.ts'
import type { PlannedTask } from '../../domain/harvest.ts'
import { type Day, isDay } from '../../domain/time.ts'

/** What can be fetched from arXiv in one go. */
export type ArxivTask =
  /** What was announced for a day, and how. */
  | { kind: 'announced'; day: Day }
  /**
   * The papers of which a set changed from one day to another (UTC, both included), by OAI-PMH. No set means all. What was
   * not read of the days before `from` since the set was read last comes with it.
   */
  | { kind: 'changed'; set: string | undefined; from: Day; until: Day }
  /**
   * The papers that were submitted in time for a day's announcement, by the query API; without categories, all of them.
   * Other categories are another task: what was done for some is not done for more.
   */
  | { kind: 'submitted'; day: Day; categories?: readonly string[] | undefined }
  /** Single papers, by one interface or the other; `attempt` sets apart what is asked again. */
  | { kind: 'papers'; by: 'api' | 'oai'; attempt: number; ids: readonly ArxivId[] }

const ALL_SETS = 'all'

/** The key of a task, which says all of it: "changed cs:cs:CL 2026-11-18 2026-11-20". */
export function toTaskKey(task: ArxivTask): string {
  switch (task.kind) {
    case 'announced':
      return `announced ${task.day}`
    case 'submitted':
      return ['submitted', task.day, ...(task.categories ? [task.categories.join(',')] : [])].join(' ')
    case 'changed':
      return `changed ${task.set ?? ALL_SETS} ${task.from} ${task.until}`
    case 'papers':
      return `papers ${task.by} ${task.attempt} ${task.ids.join(',')}`
  }
}

/**
 * A task as it is planned. None replaces another, since each has days of its own, but for what changed: there the newest
 * brings what those before it did not.
 */
export function toPlannedTask(task: ArxivTask): PlannedTask {
  const key = toTaskKey(task)
  return { key, subject: task.kind === 'changed' ? toChangedSubject(task.set) : key }
}

/** What the tasks are about that ask what changed in a set. */
export function toChangedSubject(set: string | undefined): string {
  return `changed ${set ?? ALL_SETS}`
}

/** Reads a key that `toTaskKey` wrote. @throws AppError `internal` for any other text */
export function parseTaskKey(key: string): ArxivTask {
  const [kind, ...words] = key.split(' ')
  const task = parseWords(kind, words)
  if (task === undefined) throw new AppError('internal', `Not a task of arXiv: "${key}"`)
  return task
}

function parseWords(kind: string | undefined, words: readonly string[]): ArxivTask | undefined {
  const [first = '', second = '', third = ''] = words
  switch (kind) {
    case 'announced':
      return isDay(first) ? { kind, day: first } : undefined
    case 'submitted':
      return isDay(first) ? { kind, day: first, ...(second !== '' && { categories: second.split(',') }) } : undefined
    case 'changed':
      if (!isDay(second) || !isDay(third)) return undefined
      return { kind, set: first === ALL_SETS ? undefined : first, from: second, until: third }
    case 'papers':
      return parsePapers(first, Number(second), third)
    default:
      return undefined
  }
}

function parsePapers(by: string, attempt: number, list: string): ArxivTask | undefined {
  const ids = list.split(',').flatMap((text) => findArxivId(text)?.id ?? [])
  if (by !== 'api' && by !== 'oai') return undefined
  return ids.length > 0 && Number.isInteger(attempt) ? { kind: 'papers', by, attempt, ids } : undefined
}
