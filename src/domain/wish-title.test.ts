import { expect, test } from 'vitest'
import type { PaperId } from './paper.ts'
import type { Wish, WishNames } from './subscription.ts'
import { toWishTitle } from './wish-title.ts'

const similar = (count: number): Wish => ({
  kind: 'similar',
  papers: Array.from({ length: count }, (_, place) => `2611.0000${place}` as PaperId),
})

test.each<[Wish, WishNames, string]>([
  [{ kind: 'trending' }, {}, 'Trending papers'],
  [{ kind: 'edition' }, {}, 'The edition'],
  [{ kind: 'search', query: ' sparse retrieval ' }, {}, 'Papers on “sparse retrieval”'],
  [{ kind: 'category', code: 'cs.CL' }, {}, 'Computation and Language'],
  [{ kind: 'category', code: 'cs.LG' }, {}, 'Machine Learning'],
  [{ kind: 'category', code: 'stat.ML' }, {}, 'Machine Learning (Statistics)'],
  [{ kind: 'category', code: 'neuroscience' }, {}, 'neuroscience'],
  [{ kind: 'author', name: 'Ada Kestrel' }, {}, 'Papers by Ada Kestrel'],
  [{ kind: 'organisation', handle: 'lab' }, {}, 'Papers from lab'],
  [{ kind: 'organisation', handle: 'lab' }, { organisation: 'Lantern Hill' }, 'Papers from Lantern Hill'],
  [similar(1), {}, 'Papers like one that you chose'],
  [similar(3), {}, 'Papers like 3 that you chose'],
  [similar(1), { paper: 'Owls' }, 'Papers like “Owls”'],
  [similar(2), { paper: 'Owls' }, 'Papers like “Owls” and 1 other'],
  [similar(3), { paper: 'Owls' }, 'Papers like “Owls” and 2 others'],
])('%j brings, with the names %j, "%s"', (wish, names, title) => {
  expect(toWishTitle(wish, names)).toBe(title)
})
