import type { Wish } from './subscription.ts'
import { toWishKind, type WishNames } from './wishes.ts'

/** What a wish brings, in a few words: "Papers on “sparse retrieval”", "Computation and Language". */
export function toWishTitle(wish: Wish, names: WishNames = {}): string {
  return toWishKind(wish).toTitle(wish, names)
}
