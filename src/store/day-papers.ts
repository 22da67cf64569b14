import type { PaperId } from '../domain/paper.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { type Placing, rankFeatured, rankListed } from './editions.ts'
import type { PaperTable } from './schema.ts'

/** A paper of the edition of a day, with all by which digests choose. */
export type DayPaper = {
  id: PaperId
  votes: number
  isFeatured: boolean
  /** When it was put into the edition, where that is known. */
  submittedAt?: UnixMs
  /** The primary one first. */
  categories: readonly string[]
  authors: readonly string[]
  /** The handle of its organisation. */
  organisation?: string
  /** Absent where nobody told it. */
  publishedAt?: UnixMs
}

/** A paper's place in the edition of a day. */
export type DayPlacing = Pick<DayPaper, 'id' | 'votes' | 'isFeatured' | 'submittedAt'>

/** More than any day holds. */
const MOST_PAPERS = 20_000

/** What the edition of a day holds, in its order. */
export async function rankDay(db: Db, day: Day): Promise<DayPlacing[]> {
  const range = { from: day, to: day, offset: 0, size: MOST_PAPERS }
  const [featured, listed] = [await rankFeatured(db, range), await rankListed(db, range)]
  const times = await listSubmissions(db, day)
  return [
    ...featured.map((placing) => toFeatured(placing, times.get(placing.id))),
    ...listed.map(({ id, votes }) => ({ id, votes, isFeatured: false })),
  ]
}

async function listSubmissions(db: Db, day: Day): Promise<Map<string, UnixMs | null>> {
  const rows = await db
    .selectFrom('edition_entry')
    .select(['paper_id', 'submitted_at'])
    .where('day', '=', day)
    .execute()
  return new Map(rows.map((row) => [row.paper_id, row.submitted_at]))
}

function toFeatured({ id, votes }: Placing, submittedAt: UnixMs | null = null): DayPlacing {
  return { id, votes, isFeatured: true, ...(submittedAt !== null && { submittedAt }) }
}

/** The papers of some places, in their order; withdrawn ones are left out. */
export async function listDayPapers(db: Db, placings: readonly DayPlacing[]): Promise<DayPaper[]> {
  const papers = new Map<string, Omit<DayPaper, keyof DayPlacing>>()
  const ids = placings.map(({ id }) => id)
  for (const chunk of chunks(ids)) {
    const rows = await db
      .selectFrom('paper')
      .select(['id', 'categories', 'primary_category', 'authors', 'organization', 'published_at'])
      .where('id', 'in', chunk)
      .where('withdrawn_at', 'is', null)
      .execute()
    for (const row of rows) papers.set(row.id, toDetails(row))
  }
  return placings.flatMap((placing) => {
    const details = papers.get(placing.id)
    return details ? [{ ...placing, ...details }] : []
  })
}

type Row = Pick<PaperTable, 'categories' | 'primary_category' | 'authors' | 'organization' | 'published_at'>

function toDetails({ categories, primary_category: primary, authors, organization, published_at }: Row) {
  const codes = parseList(categories).filter((code) => code !== primary)
  return {
    categories: primary === null ? codes : [primary, ...codes],
    authors: parseList(authors),
    ...(organization !== null && { organisation: organization }),
    ...(published_at !== null && { publishedAt: published_at }),
  }
}

function parseList(text: string | null): string[] {
  return text === null ? [] : (JSON.parse(text) as string[])
}

/** On which days some papers were announced, as far as that is known. */
export async function listAnnouncedDays(db: Db, ids: readonly PaperId[]): Promise<Map<PaperId, Day>> {
  const days = new Map<PaperId, Day>()
  for (const chunk of chunks(ids)) {
    const rows = await db.selectFrom('paper').select(['id', 'announced_day']).where('id', 'in', chunk).execute()
    for (const { id, announced_day } of rows) if (announced_day !== null) days.set(id as PaperId, announced_day as Day)
  }
  return days
}
