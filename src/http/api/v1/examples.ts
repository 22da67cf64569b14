import type { FoundPage, HeadlineItem, SimilarItem, SuggestionItem } from './answers.ts'

// Made up, and checked by a test against the schemas: what a new reader of the description sees first.
const HEADLINE: HeadlineItem = {
  id: '2604.00001',
  title: 'On the patience of long and quiet proofs',
  authors: ['Ada Kestrel'],
  categories: ['cs.LO'],
  votes: 12,
  comments: 2,
  publishedAt: '2026-03-31T17:20:11.000Z',
  featuredOn: '2026-04-01',
  organization: { handle: 'lowland-lab', fullname: 'Lowland Laboratory' },
  url: 'https://papers.example.org/papers/2604.00001',
}

/** What a search for "patience" found, explained. */
export const EXAMPLE_FOUND_PAGE: FoundPage = {
  papers: [
    {
      paper: HEADLINE,
      score: 0.75,
      highlightedTitle: [
        { type: 'text', text: 'On the ' },
        { type: 'highlight', text: 'patience' },
        { type: 'text', text: ' of long and quiet proofs' },
      ],
      highlightedAbstract: [{ type: 'text', text: 'We show that waiting is a form of search.' }],
      excerpt: [{ type: 'text', text: 'We show that waiting is a form of search.' }],
      parts: [
        { name: 'words', value: 0.5, detail: 'patience' },
        { name: 'meaning', value: 0.25 },
      ],
    },
  ],
  matched: 1,
  isExact: true,
  hasMore: false,
  mode: 'hybrid',
  filters: [{ kind: 'category', value: 'cs.LO', count: 1, text: 'patience cat:cs.LO', isOn: false }],
  isPartial: false,
  waiting: 0,
}

/** A paper like another. */
export const EXAMPLE_SIMILAR: SimilarItem = { paper: HEADLINE, similarity: 0.83, shared: ['patience', 'proofs'] }

/** What could be meant by "pat". */
export const EXAMPLE_SUGGESTION: SuggestionItem = {
  kind: 'title',
  label: 'On the patience of long and quiet proofs',
  text: 'On the patience of long and quiet proofs',
  url: 'https://papers.example.org/papers/2604.00001',
}
