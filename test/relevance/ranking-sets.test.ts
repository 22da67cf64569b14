import { describe, expect, test } from 'vitest'
import { buildSegment } from '../../src/engine/index/index-builder.ts'
import { openIndex } from '../../src/engine/index/open-index.ts'
import { parseQuery } from '../../src/engine/query/parse-query.ts'
import { searchHybrid } from '../../src/engine/rank/hybrid.ts'

/** A paper, and why it stands where it stands. */
type Placed = { title: string; abstract: string; because: string }

/** Papers of other things: in a corpus of ten, a word of five papers would say nothing. */
const OTHERS = Array.from({ length: 40 }, (_, number) => ({
  title: `Bridge ${number}`,
  abstract: 'Of steel and stone.',
}))

/** Titles in the order in which the search by words puts them; papers come in another order than expected. */
function rankByWords(papers: readonly Placed[], query: string): string[] {
  const documents = [...papers.toReversed(), ...OTHERS].map(({ title, abstract }) => {
    return { id: title, title, abstract, authors: [], day: 1, facets: [], votes: 0 }
  })
  const searcher = openIndex([{ segment: buildSegment(documents) }])
  const { hits } = searchHybrid({ searcher }, parseQuery(query), { mode: 'lexical', limit: 20 })
  return hits.map(({ hit }) => searcher.idOf(hit))
}

const SENTENCE_EMBEDDINGS: Placed[] = [
  {
    title: 'Contrastive learning of sentence embeddings',
    abstract: 'We pull a sentence towards its paraphrase and push it from the rest of the batch.',
    because: 'the title is the query',
  },
  {
    title: 'Batches for better encoders',
    abstract: 'Sentence embeddings gain from contrastive learning with batches of near neighbours, at no further cost.',
    because: 'all words in one breath: two pairs side by side, and these near each other',
  },
  {
    title: 'What do sentence embeddings know?',
    abstract: 'We probe encoders that were made by contrastive learning, and find that they know word order badly.',
    because: 'all words in two pairs, one of them in the title, the other far from it',
  },
  {
    title: 'Sentence embeddings from contrastive pairs',
    abstract: 'Pairs are mined from dialogues. Learning takes an hour on one machine.',
    because: 'all words, three of them in the title, but only two side by side',
  },
  {
    title: 'Contrastive learning for images',
    abstract: 'Two views of a picture are made alike. We study which changes of colour make good views.',
    because: 'half of the words, side by side in the title',
  },
  {
    title: 'A survey of retrieval',
    abstract: 'Methods by words and by embeddings are compared. A sentence on each of a hundred systems is given.',
    because: 'half of the words, apart from each other',
  },
  {
    title: 'Learning to prune decision trees',
    abstract: 'A tree is cut where a test on held-out rows says so. It is small and as good as a forest.',
    because: 'the commonest word alone',
  },
]

const FORMS: Placed[] = [
  {
    title: 'Optimising compilers with graphs',
    abstract: 'A compiler that optimises over graphs of values.',
    because: 'another form of both words, side by side in the title',
  },
  {
    title: 'Graph rewriting',
    abstract: 'An optimisation pass is a set of rules. We prove that a compiler which applies them ends.',
    because: 'both words, apart, in the abstract',
  },
  {
    title: 'Compilers for small machines',
    abstract: 'How to fit a code generator into four kilobytes.',
    because: 'one of the words, in the title',
  },
]

describe('ranking sets', () => {
  test('words in the title, all words, and words that stand together come first', () => {
    const ranked = rankByWords(SENTENCE_EMBEDDINGS, 'contrastive learning of sentence embeddings')

    expect(ranked).toEqual(SENTENCE_EMBEDDINGS.map(({ title }) => title))
  })

  test('words are found in any of their forms', () => {
    const ranked = rankByWords(FORMS, 'optimising compiler')

    expect(ranked).toEqual(FORMS.map(({ title }) => title))
  })
})
