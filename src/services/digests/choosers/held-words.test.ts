import { describe, expect, test } from 'vitest'
import { findHeldWords, listTerms } from './held-words.ts'

/** Of the words here, "language" and "models" are common. */
const weightOf = (term: string): number => (['languag', 'model'].includes(term) ? 1 : 3)

function look(query: string, title: string, abstract = '', authors: string[] = []): [boolean, string | undefined] {
  const { isEnough, where } = findHeldWords({ title, abstract, authors }, new Set(listTerms(query)), weightOf)
  return [isEnough, where]
}

describe('findHeldWords', () => {
  test('finds all words of a short query in the title, in one sentence, or in both together', () => {
    expect(look('sparse retrieval', 'Retrieving sparsely')).toEqual([true, 'title'])
    expect(look('sparse retrieval', 'Owls', 'We look. Sparse codes help retrieval. They do.')).toEqual([
      true,
      'abstract',
    ])
    expect(look('sparse retrieval', 'Sparse owls', 'We look. They help retrieval.')).toEqual([true, 'both'])
    expect(look('sparse retrieval', 'Owls', 'They help retrieval.')).toEqual([false, undefined])
  })

  test('does not take words of two matters for one: they stand in two sentences', () => {
    expect(look('sparse retrieval', 'Owls', 'Rewards are sparse. A skill is retrieved.')).toEqual([false, 'abstract'])
  })

  test('of longer queries asks for most of what the words tell, not for most of the words', () => {
    expect(look('diffusion language models', 'Language models of owls')).toEqual([false, undefined])
    expect(look('diffusion language models', 'Diffusion models of owls')).toEqual([true, undefined])
    expect(look('diffusion language models', 'Owls', 'Diffusion is slow. A language of models.')).toEqual([
      false,
      'abstract',
    ])
  })

  test('counts authors as it does the title', () => {
    expect(look('barn owls', 'Owls', '', ['Ann Barn'])).toEqual([true, undefined])
  })

  test('is content where nothing is asked for', () => {
    expect(look('the of', 'Owls')[0]).toBe(true)
  })
})
