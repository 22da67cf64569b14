import type { Headline } from '../../src/domain/headline.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import type { MarkedText, SearchPage, SimilarPaper } from '../../src/services/search/searching.ts'

const text = (part: string): MarkedText => [{ type: 'text', text: part }]

function aHeadline(id: string, wish: Partial<Headline> = {}): Headline {
  return {
    ...{ id: id as PaperId, title: 'Owls', authors: ['Ada Kestrel'], categories: ['cs.LG'] },
    ...{ votes: 0, comments: 0, changeNumber: 1, featuredOn: '2026-05-29' as Day },
    ...wish,
  }
}

/** What a search finds that has something to show of everything. */
export const A_FULL_PAGE: SearchPage = {
  found: [
    {
      headline: aHeadline('2605.00001', { votes: 12_431, comments: 31, authors: ['Ines Karvonen', 'Li Ruoxi', 'Bo'] }),
      score: 0.912,
      title: [
        ...text('Stubborn gradients need $\\Omega(\\sqrt{d}\\log n)$ passes, and some '),
        { type: 'highlight', text: 'owls' },
        ...text(` wait for ${'the persistence of small errors in long talks, '.repeat(4)}and after`),
      ],
      abstract: text('A gradient is stubborn.'),
      excerpt: [
        ...text('… a gradient that '),
        { type: 'highlight', text: 'owls' },
        ...text(' hear is $\\varepsilon$ …'),
      ],
      parts: [
        { name: 'words', value: 0.8, detail: 'BM25F 9.10 of 10.63' },
        { name: 'meaning', value: 0.112 },
      ],
    },
    {
      headline: aHeadline('2605.00003', { title: 'كيف تتعلّم الآلات الصبر', categories: [] }),
      score: 0.5,
      title: text('كيف تتعلّم الآلات الصبر في القراءة البطيئة'),
      excerpt: text('كيف تتعلّم الآلات الصبر.'),
    },
    { headline: aHeadline('2605.00004', { votes: 1 }), score: 0.1, title: text('在缓慢阅读中机器如何学会耐心') },
  ],
  ...{ hasMore: true, matched: 9284, isExact: false, isPartial: true, waiting: 1200 },
  filters: [
    { kind: 'category', value: 'cs.LG', count: 611, text: 'owls', isOn: true },
    { kind: 'category', value: 'cs.IR', count: 38, text: 'owls cat:cs.LG cat:cs.IR', isOn: false },
    { kind: 'year', value: '2026', count: 507, text: 'owls cat:cs.LG date:2026', isOn: false },
    { kind: 'code', value: 'yes', count: 1716, text: 'owls cat:cs.LG code:yes', isOn: false },
    { kind: 'featured', value: 'yes', count: 16, text: 'owls cat:cs.LG featured:yes', isOn: false },
  ],
  problems: [{ message: 'There is no filter “foo:”. It was searched as a word.', start: 0, end: 4 }],
  suggestion: 'owls cat:cs.LG',
}

/** Papers like another: with words in common, and with none. */
export const SIMILAR_PAPERS: readonly SimilarPaper[] = [
  { headline: aHeadline('2605.00002', { title: 'Tides in $n$ steps' }), similarity: 0.7, shared: ['tides', 'owls'] },
  { headline: aHeadline('2605.00003', { title: 'كيف تتعلّم الآلات الصبر' }), similarity: 0.6, shared: [] },
]
