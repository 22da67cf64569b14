import { expect, test } from 'vitest'
import { aDigestPaper, anOutgoing } from '../../test/support/channels/a-digest.ts'
import { toJsonDigest } from './digest-json.ts'

test.each([
  [50, ['Dov Marsh', 'Yu Fen', 'Zoe Moor']],
  [4, ['Dov Marsh', 'Yu Fen', 'Zoe Moor', 'Pia Heath']],
])('of %i authors those stand in it whom a mail names', (authorCount, named) => {
  const paper = aDigestPaper(1, { authors: ['Dov Marsh', 'Yu Fen', 'Zoe Moor', 'Pia Heath'], authorCount })

  const { papers } = toJsonDigest(anOutgoing('webhook', 'https://example.org/x', { papers: [paper] }))

  expect(papers[0]).toMatchObject({ authors: named, authorCount })
})
