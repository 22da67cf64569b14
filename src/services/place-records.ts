import { joinPapers } from '../domain/join-papers.ts'
import { isArxivKey, type Paper, type PaperId } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import { toTitleKey } from '../domain/title-key.ts'
import { isTwin, rankKey } from '../domain/twins.ts'
import type { Db } from '../store/db.ts'
import { type PaperRow, toPaperRow } from '../store/paper-row.ts'
import { findCurrentIds, findIdsByDoi, findIdsByTitle, findLooseIdsByTitle, findPapers } from '../store/papers.ts'
import { toEntryRow, type Write } from '../store/write-papers.ts'

/** What became of a record. */
export type Outcome = 'new' | 'changed' | 'unchanged'

type Standing = { paper: Paper; row: PaperRow; dirty: boolean; absorbed: PaperId[]; days: ReadonlySet<Day> }

/**
 * The papers that a batch of records may touch, in memory: each record finds its work here, and later records of the
 * batch see what earlier ones made.
 */
export class WorkingSet {
  readonly #standing = new Map<PaperId, Standing>()
  readonly #current: Map<string, PaperId>
  readonly #byTitle: Map<string, PaperId[]>
  readonly #byDoi: Map<string, PaperId[]>

  private constructor(current: Map<string, PaperId>, byTitle: Map<string, PaperId[]>, byDoi: Map<string, PaperId[]>) {
    this.#current = current
    this.#byTitle = byTitle
    this.#byDoi = byDoi
  }

  /** Reads everything that `records` may touch: some four queries, however many records. */
  static async load(db: Db, records: readonly Paper[]): Promise<WorkingSet> {
    const ids = records.flatMap((record) => [record.id, ...record.formerIds])
    const keyed = ids.filter((id) => !isArxivKey(id))
    const current = keyed.length > 0 ? await findCurrentIds(db, keyed) : new Map<string, PaperId>()
    const byTitle = await findBearers(db, records)
    const dois = [...new Set(records.flatMap(toDoi))]
    const byDoi = dois.length > 0 ? await findIdsByDoi(db, dois) : new Map<string, PaperId[]>()
    const set = new WorkingSet(current, byTitle, byDoi)
    // Most titles have one bearer, the paper itself: a new arXiv paper costs one look at an index and no read.
    const mates = [...byTitle.values(), ...byDoi.values()].flat()
    for (const { paper, row } of (
      await findPapers(db, [...ids, ...dois.map(toDoiKey), ...current.values(), ...mates])
    ).values()) {
      set.#standing.set(paper.id, { paper, row, dirty: false, absorbed: [], days: toDays(paper, row) })
    }
    return set
  }

  /** Joins a record to its work, or makes it a new one. */
  place(record: Paper): Outcome {
    const target = this.#findTarget(record)
    const before = this.#standing.get(target)
    const joined = before ? joinPapers(before.paper, record, target) : record
    const mates = this.#findMates(joined)
    const whole = mates.reduce((paper, id) => joinPapers(paper, this.#get(id).paper, target), joined)
    const row = toPaperRow(whole, toKey(whole))
    if (before && toText(before.paper, before.row) === toText(whole, row)) return 'unchanged'
    this.#keep(whole, row, before, mates)
    return before ? 'changed' : 'new'
  }

  /** What is to be written: the papers that came out other than they were. */
  listWrites(): Write[] {
    return [...this.#standing.values()].flatMap(({ paper, row, dirty, absorbed, days }) =>
      dirty ? [{ paper, row, absorbed, days: [...days] }] : [],
    )
  }

  #keep(paper: Paper, row: PaperRow, before: Standing | undefined, mates: PaperId[]): void {
    const absorbed = [...(before?.absorbed ?? []), ...mates.flatMap((id) => [id, ...this.#get(id).absorbed])]
    const days = toDays(paper, row)
    for (const known of [before, ...mates.map((id) => this.#get(id))])
      for (const day of known?.days ?? []) days.add(day)
    this.#standing.set(paper.id, { paper, row, dirty: true, absorbed, days })
    for (const id of mates) this.#standing.delete(id)
    for (const former of paper.formerIds) this.#current.set(former, paper.id)
    this.#remember(this.#byTitle, row.title_key, paper.id, mates)
    if (row.doi !== null) this.#remember(this.#byDoi, row.doi, paper.id, mates)
  }

  #remember(index: Map<string, PaperId[]>, key: string, id: PaperId, gone: readonly PaperId[]): void {
    const others = (index.get(key) ?? []).filter((other) => other !== id && !gone.includes(other))
    index.set(key, [...others, id])
  }

  #get(id: PaperId): Standing {
    const standing = this.#standing.get(id)
    if (!standing) throw new Error(`not loaded: ${id}`)
    return standing
  }

  /** The key under which a record's work is known: its own, that of its former keys, or its twin's. */
  #findTarget(record: Paper): PaperId {
    const known = this.#current.get(record.id)
    if (known !== undefined) return known
    if (this.#standing.has(record.id) || isArxivKey(record.id)) return record.id
    const better = this.#listBearers(record).filter((id) => rankKey(id) > rankKey(record.id))
    const [twin] = better
    return twin !== undefined && better.length === 1 ? twin : record.id
  }

  /** Lesser-known papers that turn out to be this one. None where two works could claim them. */
  #findMates(paper: Paper): PaperId[] {
    if (rankKey(paper.id) === 0) return []
    const lesser = this.#listBearers(paper).filter((id) => id !== paper.id && rankKey(id) < rankKey(paper.id))
    const known = paper.formerIds.filter((id) => this.#standing.has(id))
    const found = lesser.filter((id) => {
      const rivals = this.#listBearers(this.#get(id).paper).filter((rival) => rankKey(rival) > rankKey(id))
      return rivals.every((rival) => rival === paper.id)
    })
    return [...new Set([...known, ...found])]
  }

  /** Papers of the same DOI or the same title that may be the same work. */
  #listBearers(paper: Paper): PaperId[] {
    const sameTitle = this.#byTitle.get(toKey(paper)) ?? []
    const sameDoi = toDoi(paper).flatMap((doi) => [toDoiKey(doi), ...(this.#byDoi.get(doi) ?? [])])
    const byTitle = sameTitle.filter((id) => this.#standing.has(id) && isTwin(paper, this.#get(id).paper))
    const byDoi = sameDoi.filter((id) => this.#standing.has(id) && !(isArxivKey(id) && isArxivKey(paper.id)))
    return [...new Set([...byDoi, ...byTitle])]
  }
}

// A title is folded once for each record: it is asked for some four times on the way.
const keys = new WeakMap<Paper['fields'], string>()

function toKey({ fields }: Paper): string {
  const known = keys.get(fields)
  if (known !== undefined) return known
  const key = toTitleKey(fields.title)
  keys.set(fields, key)
  return key
}

/**
 * The papers that may be twins of records: title key → ids. Two arXiv papers never are, so an arXiv record whose title no
 * other paper bears, as nearly all, costs one look at the few papers without an arXiv id.
 */
async function findBearers(db: Db, records: readonly Paper[]): Promise<Map<string, PaperId[]>> {
  const loose = await findLooseIdsByTitle(db, [...new Set(records.map(toKey))])
  const looseRecords = records.filter(({ id }) => !isArxivKey(id)).map(toKey)
  return new Map([...loose, ...(await findIdsByTitle(db, [...new Set([...loose.keys(), ...looseRecords])]))])
}

/** The DOIs of a work: a preprint that is known by its own may tell that of the journal's version too. */
function toDoi({ id, fields }: Paper): string[] {
  const own = id.startsWith(DOI_KEY) ? [id.slice(DOI_KEY.length)] : []
  return fields.doi === undefined || fields.doi === own[0] ? own : [fields.doi, ...own]
}

const DOI_KEY = 'doi:'

function toDoiKey(doi: string): PaperId {
  return `${DOI_KEY}${doi}` as PaperId
}

/** The days whose editions hold a paper. */
function toDays({ entries }: Paper, row: PaperRow): Set<Day> {
  return new Set([...entries.map(({ day }) => day), ...(row.listed_day === null ? [] : [row.listed_day as Day])])
}

/** A text that is equal for papers that would be stored alike. */
function toText(paper: Paper, row: PaperRow): string {
  if (paper.entries.length === 0 && paper.formerIds.length === 0) return JSON.stringify(Object.values(sorted(row)))
  const entries = paper.entries.map((entry) => Object.values(sorted(toEntryRow(paper, entry))))
  return JSON.stringify([Object.values(sorted(row)), entries, paper.formerIds])
}

function sorted(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
}
