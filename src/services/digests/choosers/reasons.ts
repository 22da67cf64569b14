import { findCategoryName } from '../../../domain/arxiv-categories.ts'
import type { Day } from '../../../domain/time.ts'
import { toShortDate, toVotes } from '../../../platform/wording.ts'

type Placed = { votes: number; isFeatured: boolean; day: Day; categories: readonly string[] }

/** Where a paper stands, and what others think of it: "Announced in Computation and Language; 12 votes." */
export function toPlaceReason(paper: Placed): string {
  return `${toPlace(paper)}; ${toVotes(paper.votes)}.`
}

/** As `toPlaceReason`, for who asked for a category: a paper may be at home in another. */
export function toCategoryReason(paper: Placed, code: string): string {
  const name = findCategoryName(code)
  const [primary = code] = paper.categories
  const isAtHome = primary === code || primary.startsWith(`${code}.`) || name === undefined
  if (paper.isFeatured || isAtHome) return toPlaceReason(paper)
  return `${toPlace(paper)}, and listed under ${name}; ${toVotes(paper.votes)}.`
}

function toPlace({ isFeatured, day, categories: [primary] }: Placed): string {
  if (isFeatured) return `Featured on ${toShortDate(day)}`
  const name = primary === undefined ? undefined : findCategoryName(primary)
  return name === undefined ? `Announced on ${toShortDate(day)}` : `Announced in ${name}`
}
