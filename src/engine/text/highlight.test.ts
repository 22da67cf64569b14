import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Marker, highlight } from './highlight.ts'

const NOTHING: Marker = { terms: new Set(), beginnings: [], phrases: [] }

/** Marked words between brackets. */
function mark(text: string, marker: Partial<Marker>): string {
  return highlight(text, { ...NOTHING, ...marker })
    .map((part) => (part.type === 'highlight' ? `[${part.text}]` : part.text))
    .join('')
}

test.each([
  [
    'every form of a word is marked',
    'Models, a model’s Modelling',
    { terms: new Set(['model']) },
    '[Models], a [model]’s [Modelling]',
  ],
  [
    'words are marked as they are shown',
    String.raw`Schr\"odinger and Poincaré`,
    { terms: new Set(['schroding', 'poincar']) },
    String.raw`[Schr\"odinger] and [Poincaré]`,
  ],
  [
    'beginnings mark whole words',
    'Transformers transfer trains',
    { beginnings: ['transf'] },
    '[Transformers] [transfer] trains',
  ],
  [
    'phrases are marked where all of them stands',
    'chain of thought, a chain for thought',
    { phrases: [['chain', 'of', 'thought']] },
    '[chain] [of] [thought], a chain for thought',
  ],
  [
    'phrases are marked across hyphens',
    'Chain-of-thought prompting',
    { phrases: [['chain', 'of', 'thought']] },
    '[Chain]-[of]-[thought] prompting',
  ],
  [
    'what is sought as one word is marked part by part',
    'GPT-4 and GPT',
    { terms: new Set(['gpt4']) },
    '[GPT]-[4] and GPT',
  ],
  [
    'Chinese words are marked as one',
    '关于深度学习的',
    { terms: new Set(['深度', '度学', '学习']) },
    '关于[深度学习]的',
  ],
  ['a text without them has one part', 'Nothing here', { terms: new Set(['model']) }, 'Nothing here'],
  ['no text has none', '', { terms: new Set(['model']) }, ''],
])('%s', (_, text, marker, marked) => {
  expect(mark(text, marker)).toBe(marked)
})

test('a phrase that ends after the text ends is not marked', () => {
  expect(mark('a chain of', { phrases: [['chain', 'of', 'thought']] })).toBe('a chain of')
})

test('the parts are the text, whatever is marked', () => {
  const parts = ['model', 'Models', '-', ' ', "'s", 'é', '$_2$', '\\emph{', '}', '深度', '学', '\ud800', 'İ', 'GPT-4']

  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      const marked = highlight(text, { terms: new Set(['model', '深度', 'gpt4']), beginnings: ['e'], phrases: [] })
      expect(marked.map((part) => part.text).join('')).toBe(text)
      expect(marked.every((part) => part.text !== '')).toBe(true)
    }),
  )
})
