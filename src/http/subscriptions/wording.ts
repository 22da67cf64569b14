import type { Wish, WishNames } from '../../domain/subscription.ts'
import { toWishKind } from '../../domain/wishes.ts'

/** What is asked beside a wish: "Get papers like this one in your inbox". */
export function toInvitation(wish: Wish, names: WishNames = {}): string {
  return `Get ${toWishKind(wish).toOffer(wish, names)} in your inbox`
}
