import { AppError } from './error.ts'
import type { Wish } from './subscription.ts'
import { toWishKind, WISH_KINDS, type WishKind } from './wishes.ts'

/** How every kind of wish is written: "trending", "search:WORDS". */
export const WISH_FORMS: readonly string[] = Object.entries(WISH_KINDS).map(([kind, { sample }]: [string, WishKind]) =>
  sample === undefined ? kind : `${kind}:${sample}`,
)

/** A wish as a form, an address and a command line hold it: "trending", "category:cs.LG", "search:sparse retrieval". */
export function writeWish(wish: Wish): string {
  const { sample } = toWishKind(wish)
  return sample === undefined ? wish.kind : `${wish.kind}:${toWishKind(wish).toDetail(wish)}`
}

/** The opposite of `writeWish`. What stands there may still name nothing (`checkOrder`). @throws AppError `invalid` */
export function parseWish(text: string): Wish {
  const [, name = '', rest = ''] = /^([a-z]+)(?::([^]*))?$/.exec(text) ?? []
  const kind = findKind(name)
  const detail = rest.trim()
  if (kind && (detail === '') === (kind.sample === undefined)) return kind.fromDetail(detail)
  throw new AppError('invalid', 'It is not clear which papers are wanted')
}

function findKind(name: string): WishKind | undefined {
  return Object.hasOwn(WISH_KINDS, name) ? WISH_KINDS[name as Wish['kind']] : undefined
}
