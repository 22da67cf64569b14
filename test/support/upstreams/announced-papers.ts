import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { isAnnouncementEvening } from '../../../src/domain/arxiv-calendar.ts'
import { addDays, type Day } from '../../../src/domain/time.ts'
import { SeededRandom } from '../../../src/services/sample/random.ts'
import type { Words } from './world.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/data/arxiv')
const LICENSE = 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/'

/** Whether the recorded listings lie beside the checkout: they are not part of it. */
export const hasListings: boolean = existsSync(FOLDER)

/** A paper on the day on which it is announced as new. */
export type AnnouncedPaper = { id: string; day: Day; words: Words }

/** Whether arXiv announces a batch for a day. */
export function isAnnouncedDay(day: Day): boolean {
  return isAnnouncementEvening(addDays(day, -1))
}

/** The days of a range for which arXiv announces batches, both ends included. */
export function listAnnouncedDays(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (isAnnouncedDay(day)) days.push(day)
  return days
}

/** The day of the announcement before the one of a day. */
export function toDayBefore(day: Day): Day {
  let before = addDays(day, -1)
  while (!isAnnouncedDay(before)) before = addDays(before, -1)
  return before
}

type Row = { id: string; title: string; abstract: string; authors: string[]; categories: string[]; comment?: string }

/**
 * Recorded papers of a range of days that are in one of the categories, each on the announcing day on which it was first
 * seen or the next one. `most` of a day are taken.
 */
export async function readAnnouncedPapers(
  from: Day,
  to: Day,
  categories: ReadonlySet<string>,
  most = Infinity,
): Promise<AnnouncedPaper[]> {
  const papers = new Map<string, AnnouncedPaper>()
  const counts = new Map<Day, number>()
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const bytes = createReadStream(join(FOLDER, `${year}.jsonl.gz`)).pipe(createGunzip())
    for await (const line of createInterface({ input: bytes })) {
      const row = JSON.parse(line) as Row & { date: Day }
      const day = toAnnouncedDay(row.date)
      const count = counts.get(day) ?? 0
      if (day < from || day > to || count >= most || papers.has(row.id)) continue
      if (isReplacement(row.id, day) || !row.categories.some((category) => categories.has(category))) continue
      counts.set(day, count + 1)
      papers.set(row.id, { id: row.id, day, words: toWords(row) })
    }
  }
  return [...papers.values()]
}

/** Listings hold old papers too, of which a new version came: those have ids of earlier months. */
function isReplacement(id: string, day: Day): boolean {
  return id.slice(0, 4) < addDays(day, -10).slice(2, 7).replace('-', '')
}

function toAnnouncedDay(seen: Day): Day {
  let day = seen
  while (!isAnnouncedDay(day)) day = addDays(day, 1)
  return day
}

function toWords({ title, abstract, authors, categories, comment }: Row): Words {
  const words = { title, abstract, authors, categories: [...new Set(categories)], license: LICENSE }
  return comment === undefined || comment === '' ? words : { ...words, comments: comment }
}

const SUBJECTS = [
  'Résumé parsing',
  'Sparse $\\ell_1$ probing',
  'Robust planning',
  'Cross-lingual retrieval',
  'Graph & text',
]
const MEANS = [
  'without labels',
  'under <10 ms latency',
  'by “soft” routing',
  'for Erdős–Rényi graphs',
  'at $10^9$ tokens',
]
const PEOPLE = [
  'Ana Núñez',
  'Bjørn Ågård',
  'Chen Wei',
  "Dara O'Neil",
  'Eun-ji Kim',
  'François de la Tour',
  'Gyula Szűcs',
]

/** Papers that we wrote, `perDay` on each announcing day of a range: the same for the same seed. */
export function writeAnnouncedPapers(
  from: Day,
  to: Day,
  { perDay, categories, seed = 1 }: { perDay: number; categories: readonly string[]; seed?: number },
): AnnouncedPaper[] {
  const random = new SeededRandom()
  random.restart(seed, 11)
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  const some = <T>(list: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: 1 + random.below(most) }, () => pick(list))),
  ]
  return listAnnouncedDays(from, to).flatMap((day) =>
    Array.from({ length: perDay }, (_, place): AnnouncedPaper => {
      const month = day.slice(2, 4) + day.slice(5, 7)
      const number = String(10_000 + Number(day.slice(8)) * 500 + place)
      const subject = `${pick(SUBJECTS)} ${pick(MEANS)}`
      const words = {
        title: `${subject}: a made-up study,\n  number ${place} of ${day}`,
        abstract: `  Nobody did this work on ${subject.toLowerCase()}.\nIt stands where an abstract would, with ${random.below(900)} & more trials.`,
        authors: some(PEOPLE, 4),
        categories: some(categories, 3),
        license: LICENSE,
      }
      return { id: `${month}.${number}`, day, words }
    }),
  )
}
