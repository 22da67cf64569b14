import type { PaperId } from '../../src/domain/paper.ts'
import type { Wish } from '../../src/domain/subscription.ts'
import type { WishOf } from '../../src/domain/wishes.ts'

/** A wish of every kind, and how it is written. */
export const EVERY_WISH: { readonly [Kind in Wish['kind']]: { wish: WishOf<Kind>; text: string } } = {
  trending: { wish: { kind: 'trending' }, text: 'trending' },
  edition: { wish: { kind: 'edition' }, text: 'edition' },
  search: {
    wish: { kind: 'search', query: 'cat:cs.IR "sparse: retrieval"' },
    text: 'search:cat:cs.IR "sparse: retrieval"',
  },
  category: { wish: { kind: 'category', code: 'cs.LG' }, text: 'category:cs.LG' },
  author: { wish: { kind: 'author', name: 'Ada Kestrel' }, text: 'author:Ada Kestrel' },
  organisation: { wish: { kind: 'organisation', handle: 'osier-valley' }, text: 'organisation:osier-valley' },
  similar: {
    wish: { kind: 'similar', papers: ['2605.00001', 'doi:10.1/a,b'] as PaperId[] },
    text: 'similar:2605.00001,doi:10.1/a%2Cb',
  },
}
