import type { CountName, PaperId, SourceName } from './paper.ts'
import type { ReadItem, Validator } from './ports.ts'
import type { Day, UnixMs } from './time.ts'

/** What is to be fetched from a source in one go, however many answers that takes. */
export type Task = {
  source: SourceName
  /** In the source's own words, such as "listed 2026-11-20": two tasks of one key are one. */
  key: string
  /** What it is about: a newer task of the same subject replaces an older one that is still open. */
  subject: string
  dueAt: UnixMs
}

/** What a task was planned for, beside the ordinary run of things: the first days of a new store, or a backfill. */
export type TaskPurpose = 'start' | 'backfill'

/** A task as a source plans it. */
export type PlannedTask = Pick<Task, 'key' | 'subject'>

/** When a source has something to fetch. */
export type Slot = {
  /** Minute, hour, day, month, weekday, as cron has them: "40 22 * * 0-4". */
  pattern: string
  /** The zone of the pattern, such as "America/New_York". */
  zone: string
  /** Each installation is late by a part of this, always the same: not all of them ask at once. */
  spreadMs: number
  /** The tasks of one such time. */
  plan(at: UnixMs): PlannedTask[]
}

/** Something that a source tells of day by day, in the source's own words, and the last day until which it told all. */
export type Reach = { subject: string; day: Day }

/** How a paper was announced: as new, listed in another category too, or in a new version. */
export type AnnouncementKind = 'new' | 'cross' | 'replace'

/** One paper of an announcement. `version` is absent where the source does not tell. */
export type Announcement = { id: PaperId; kind: AnnouncementKind; version?: number }

/** What a source announced for a day. */
export type AnnouncedBatch = { day: Day; papers: readonly Announcement[] }

/** How many of the papers that a source gave are of a day by the calendar, where its announcement can be read no more. */
export type ReckonedBatch = { day: Day; count: number }

/** The day of a paper's edition as the store has it: told by an announcement, or reckoned from when it was submitted. */
export type KnownDay = { day: Day; isTold: boolean }

/** A number of a paper at the instant at which a source told it. */
export type Signal = { id: PaperId; name: CountName; at: UnixMs; count: number }

/** How a number of a paper changed as one source told it: the first point first, each other than the one before. */
export type CountSeries = { name: CountName; source: SourceName; points: Pick<Signal, 'at' | 'count'>[] }

/** What one answer of an upstream gave. All of it is kept in one transaction, with `resume`. */
export type Harvest = {
  items: readonly ReadItem[]
  signals?: readonly Signal[]
  announced?: AnnouncedBatch
  /** In place of `announced`, with the last answer: the batch of that day is over, and cannot be checked. */
  reckoned?: ReckonedBatch
  /** Papers that the source says are no longer there, without saying anything else of them. */
  withdrawn?: readonly { id: PaperId; at: UnixMs }[]
  /** Validators of what was read, by address. */
  validators?: ReadonlyMap<string, Validator>
  /** Until when all that `subject` tells of is known, this answer included. Of several days the latest is kept. */
  reached?: Reach
  /** Days that the task leaves out, both included, because they lie too far back. Told to people. */
  missed?: { from: Day; until: Day }
  /** How many records the task has in all, where the upstream tells. */
  total?: number
  /** Where the task goes on; absent after its last answer. */
  resume?: string
}

/** A paper that a source is asked about. */
export type Subject = { id: PaperId; doi?: string; githubRepo?: string }

/** What a source may ask of the store while it harvests. */
export type HarvestContext = {
  signal: AbortSignal
  /**
   * Papers to ask about, by id in ascending order and after `after`: of the last `days` days, and with a DOI or arXiv id
   * (`papers`) or with linked code (`repositories`).
   */
  listSubjects(wish: { of: 'papers' | 'repositories'; days: number; after?: string; limit: number }): Promise<Subject[]>
  /** What was kept when an address was read last. */
  findValidator(url: string): Promise<Validator | undefined>
  /** The day that `Harvest.reached` told of a subject; `undefined` where it never did. Absent where nothing is kept. */
  findReach?(subject: string): Promise<Day | undefined>
  /** For which day each of some papers was new, as far as that is known: the first for which the source announced it so. */
  findKnownDays(ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, KnownDay>>
  /** Papers that are new on a day, told or reckoned; those that were featured before it may be left out. */
  listNew(day: Day): Promise<{ id: PaperId; categories: readonly string[] }[]>
}

/** An upstream of papers or signals. */
export type PaperSource = {
  readonly name: SourceName
  /** As people call it. */
  readonly title: string
  /** What its terms ask for, in a sentence. */
  readonly terms: string
  /** Each host that it asks; for `doctor`. */
  readonly addresses: readonly string[]
  readonly slots: readonly Slot[]
  /** Until when it is not asked for anything, at an instant at which it is known to fail; `undefined` at any other. */
  restsUntil?(now: UnixMs): UnixMs | undefined
  /** Announces batches that the store is compared with; absent where the source announces none. */
  readonly announces?: {
    /** Whether it announces a batch for a day, and when that is due. `undefined` on holidays and at weekends. */
    dueAt(day: Day): UnixMs | undefined
    /** The task that reads the announcement of a day. */
    planDay(day: Day): PlannedTask
    /** Tasks that fetch single papers; `attempt` from 0, so that another interface is tried where one fails. */
    planPapers(ids: readonly PaperId[], attempt: number): PlannedTask[]
  }
  /** What to fetch once in an empty store: the newest papers first. */
  planStart?(now: UnixMs): PlannedTask[]
  /** What to fetch for a range of days, the newest first. */
  planBackfill?(from: Day, to: Day): PlannedTask[]
  /**
   * What to ask for once more because some of it was lost: all that came or changed from one day to another. Where it is
   * absent, `planBackfill` is all that there is.
   */
  planSince?(from: Day, until: Day): PlannedTask[]
  /**
   * Tasks that fetch by themselves papers whose records an answer of a task held but that could not be read: nobody may come
   * back to them. None where they were asked for often enough.
   */
  planLeftOut?(ids: readonly PaperId[], key: string): PlannedTask[]
  /**
   * A task with more answers goes on for ever, and is ended; without it, 20,000. Infinity where each answer is about
   * papers of ours, since those have an end.
   */
  readonly mostAnswers?: number
  /**
   * Fetches the next answer of a task.
   *
   * @param resume as the last answer of the task gave it
   * @throws UpstreamError where the answer cannot be had or read; nothing of it is kept
   */
  harvest(key: string, resume: string | undefined, context: HarvestContext): Promise<Harvest>
}
