import { findCategoryName } from './arxiv-categories.ts'
import type { Wish } from './subscription.ts'

/** Names that a wish itself does not hold: of its organisation, and of the first of its papers. */
export type WishNames = { organisation?: string; paper?: string }

/** What a wish brings, in a few words: "Papers on “sparse retrieval”", "Computation and Language". */
export function toWishTitle(wish: Wish, { organisation, paper }: WishNames = {}): string {
  switch (wish.kind) {
    case 'trending':
      return 'Trending papers'
    case 'edition':
      return 'The edition'
    case 'search':
      return `Papers on “${wish.query.trim()}”`
    case 'category':
      return findCategoryName(wish.code) ?? wish.code
    case 'author':
      return `Papers by ${wish.name.trim()}`
    case 'organisation':
      return `Papers from ${organisation ?? wish.handle}`
    case 'similar':
      return toSimilarTitle(wish.papers.length, paper)
  }
}

function toSimilarTitle(count: number, paper: string | undefined): string {
  if (paper === undefined) return count === 1 ? 'Papers like one that you chose' : `Papers like ${count} that you chose`
  const others = count - 1
  if (others === 0) return `Papers like “${paper}”`
  return `Papers like “${paper}” and ${others} ${others === 1 ? 'other' : 'others'}`
}
