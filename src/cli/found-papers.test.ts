import { describe, expect, test } from 'vitest'
import type { PaperId } from '../domain/paper.ts'
import type { FoundPaper, SearchPage } from '../services/search/searching.ts'
import { writeFoundPapers, writeNotices } from './found-papers.ts'

const FOUND: FoundPaper = {
  headline: {
    id: '2604.00001' as PaperId,
    title: 'Owls of the coast',
    authors: ['Ada Kestrel', 'Bo Wren', 'Cy Finch', 'Di Teal'],
    categories: ['q-bio.PE', 'cs.LG'],
    votes: 12,
    comments: 0,
    publishedAt: Date.UTC(2026, 2, 31),
    changeNumber: 1,
  },
  score: 0.75,
  title: [
    { type: 'highlight', text: 'Owls' },
    { type: 'text', text: ' of\nthe coast' },
  ],
  excerpt: [{ type: 'text', text: 'They hear \u001b[31mwell.' }],
}
const PAGE: SearchPage = {
  ...{ found: [FOUND], hasMore: false, matched: 1, isExact: true, filters: [], problems: [] },
  ...{ isPartial: false, waiting: 0 },
}

describe('found papers as lines', () => {
  test('mark what was searched for with stars, and keep codes of terminals that stand in a paper out', () => {
    expect(writeFoundPapers([FOUND], false)).toBe(
      '*Owls* of the coast\n' +
        '  2604.00001 · Ada Kestrel, Bo Wren, Cy Finch, Di Teal · q-bio.PE · 2026-03-31 · 12 votes\n' +
        '  They hear [31mwell.\n',
    )
  })

  test('set it bold at a terminal', () => {
    expect(writeFoundPapers([FOUND], true)).toContain('\u001b[1mOwls\u001b[22m of the coast')
  })

  test('tell the parts of a score where they are known', () => {
    const parts = [
      { name: 'words', value: 0.5, detail: 'owls' },
      { name: 'meaning', value: 0.25 },
    ]

    expect(writeFoundPapers([{ ...FOUND, parts }], false)).toContain(
      '  0.750\n    0.500  words (owls)\n    0.250  meaning\n',
    )
  })
})

describe('what must be said beside them', () => {
  test('is nothing where all went well', () => {
    expect(writeNotices(PAGE)).toBe('')
  })

  test('is what to do where nothing was found', () => {
    expect(writeNotices({ ...PAGE, found: [], suggestion: 'owls', unknownWords: ['owsl'] })).toBe(
      'No papers match. Use fewer words, or others for the same thing.\nNo paper holds “owsl”.\nDid you mean: owls\n',
    )
  })

  test('is that a paper which the query names is not here', () => {
    expect(writeNotices({ ...PAGE, found: [], absent: '2604.99999' })).toBe(
      'The query names the paper 2604.99999, which is not here.\n',
    )
  })

  test('is what was not understood, what is missing, and that it was ended early', () => {
    const problems = [{ message: 'This is no filter.', start: 0, end: 1 }]

    const meaningNote = 'Searched by words alone.'
    expect(writeNotices({ ...PAGE, problems, isPartial: true, waiting: 3, meaningNote }).split('\n')).toEqual([
      'This is no filter.',
      'Searched by words alone.',
      expect.stringContaining('ended early'),
      '3 changes are not indexed yet.',
      '',
    ])
  })
})
