import { AppError } from '../../domain/error.ts'
import type { Wish } from '../../domain/subscription.ts'
import { readIds, writeIds } from '../search-path.ts'

/** What of a wish stands behind its kind: "cs.LG", "sparse retrieval", ids with commas between. */
function toDetail(wish: Wish): string | undefined {
  switch (wish.kind) {
    case 'trending':
    case 'edition':
      return undefined
    case 'search':
      return wish.query
    case 'category':
      return wish.code
    case 'author':
      return wish.name
    case 'organisation':
      return wish.handle
    case 'similar':
      return writeIds(wish.papers)
  }
}

/** A wish as a form and an address hold it: "trending", "category:cs.LG", "search:sparse retrieval". */
export function writeWish(wish: Wish): string {
  const detail = toDetail(wish)
  return detail === undefined ? wish.kind : `${wish.kind}:${detail}`
}

/** The opposite of `writeWish`. @throws AppError `invalid` where the text is of another form */
export function readWish(text: string): Wish {
  const [, kind = '', detail = ''] = /^([a-z]+)(?::([^]*))?$/.exec(text) ?? []
  if (kind === 'trending' || kind === 'edition') return { kind }
  const value = detail.trim()
  if (value !== '') {
    if (kind === 'search') return { kind, query: value }
    if (kind === 'category') return { kind, code: value }
    if (kind === 'author') return { kind, name: value }
    if (kind === 'organisation') return { kind, handle: value }
    if (kind === 'similar') return { kind, papers: readIds(value) }
  }
  throw new AppError('invalid', 'It is not clear which papers are wanted')
}
