import { findCategoryTitle } from '../../../domain/arxiv-categories.ts'
import { addDays, type Day } from '../../../domain/time.ts'
import { toSentence } from '../../../platform/sentence.ts'
import { toNumber, toOrdinal, toShortDate } from '../../../platform/wording.ts'
import type { PlacedDayPaper } from '../day-papers.ts'

type Placed = Pick<PlacedDayPaper, 'id' | 'votes' | 'isFeatured' | 'day' | 'categories'>
type Period = { from: Day; to: Day }

/** Days of a digest from which on all its papers say theirs: of a daily one, only those that came late do. */
const MANY_DAYS = 6

/**
 * Why a paper of an edition is in a digest, by its place among what was featured that day: "Third of 42 featured.",
 * "Third of 42 featured on 17 November."; where nobody featured it, "Announced in Computation and Language."
 *
 * @param papers of the period, those of each day in their order
 */
export function toEditionReasons(papers: readonly Placed[], period: Period): (paper: Placed) => string {
  const places = rankDays(papers.filter(({ isFeatured }) => isFeatured))
  return (paper) => {
    const placed = places.get(paper.id)
    if (!placed) return toSentence(toAnnounced(paper, period))
    const place = placed.count === 1 ? 'The only one' : `${toOrdinal(placed.rank)} of ${toNumber(placed.count)}`
    return toSentence(`${place} featured${toDayWords(paper, period)}`)
  }
}

/**
 * As `toEditionReasons`, for who asked for a category: "Featured; third of 48 in Information Retrieval." A paper may be at
 * home in another category. Places are among the papers of its day.
 *
 * @param papers of the category, most votes first
 */
export function toCategoryReasons(papers: readonly Placed[], code: string, period: Period): (paper: Placed) => string {
  const places = rankDays(papers)
  const name = findCategoryTitle(code)
  return (paper) => {
    const { rank = 0, count = 0 } = places.get(paper.id) ?? {}
    // Without votes it stands where it happened to come.
    const hasPlace = paper.votes > 0 && count > 1
    const origin = toOrigin(paper, code, period)
    if (!hasPlace) return toSentence(origin)
    const place = `${toOrdinal(rank)} of ${toNumber(count)} in ${name ?? code}`
    return toSentence(origin === `Announced in ${name}` ? place : `${origin}; ${place}`)
  }
}

function toOrigin(paper: Placed, code: string, period: Period): string {
  if (paper.isFeatured) return `Featured${toDayWords(paper, period)}`
  const name = findCategoryTitle(code)
  const [primary = code] = paper.categories
  const isAtHome = primary === code || primary.startsWith(`${code}.`) || name === undefined
  return isAtHome ? toAnnounced(paper, period) : `${toAnnounced(paper, period)}, and listed under ${name}`
}

/** The rank of each paper among those of its day, from 1, and how many those are. */
function rankDays(papers: readonly Placed[]): ReadonlyMap<string, { rank: number; count: number }> {
  const days = Map.groupBy(papers, ({ day }) => day)
  const places = [...days.values()].flatMap((own) =>
    own.map(({ id }, place) => [id, { rank: place + 1, count: own.length }] as const),
  )
  return new Map(places)
}

function toAnnounced({ day, categories: [primary] }: Placed, period: Period): string {
  const name = primary === undefined ? undefined : findCategoryTitle(primary)
  return name === undefined ? `Announced${toDayWords({ day }, period)}` : `Announced in ${name}`
}

/** Empty where it is the day of the digest: that stands above all. */
function toDayWords({ day }: Pick<Placed, 'day'>, { from, to }: Period): string {
  return day === to && addDays(from, MANY_DAYS) > to ? '' : ` on ${toShortDate(day)}`
}
