import type { Wish, WishNames } from './subscription.ts'
import { toWishKind } from './wishes.ts'

/** What a wish brings, in a few words: "Papers on “sparse retrieval”", "Computation and Language". */
export function toWishTitle(wish: Wish, names: WishNames = {}): string {
  return toWishKind(wish).toTitle(wish, names)
}

/**
 * As `toWishTitle`, without a word that whoever asked could have chosen: the mail that asks goes to anybody whom they
 * name. What it leaves out stands on the page behind its link.
 */
export function toGuardedTitle(wish: Wish): string {
  return toWishKind(wish).toGuardedTitle?.(wish) ?? toWishTitle(wish)
}
