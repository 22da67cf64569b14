import { describe, expect, test } from 'vitest'
import type { Headline } from '../../domain/headline.ts'
import type { PaperId } from '../../domain/paper.ts'
import { toBeginning, toSuggestions } from './suggest.ts'

function aHeadline(title: string, rest: Partial<Headline> = {}): Headline {
  return { id: title as PaperId, title, authors: [], categories: [], votes: 0, comments: 0, changeNumber: 1, ...rest }
}

/** The texts that are suggested for a beginning, of papers by these authors. */
function suggest(text: string, authors: readonly string[][], titles: readonly Headline[] = []): string[] {
  const written = authors.map((names, number) => aHeadline(`Paper ${number}`, { authors: names }))
  return toSuggestions(toBeginning(text), titles, written).map((one) => one.text)
}

describe('authors', () => {
  test.each([
    ['schol', 'author:"Edda Schölkopf"'],
    ['SCHÖL', 'author:"Edda Schölkopf"'],
    ['edda scholk', 'author:"Edda Schölkopf"'],
    ['ostr', 'author:"Łucja Ostrów-Bak"'],
    ['lucja b', 'author:"Łucja Ostrów-Bak"'],
  ])('are found by %s, whatever the accents', (text, suggestion) => {
    expect(suggest(text, [['Edda Schölkopf'], ['Łucja Ostrów-Bak']])).toEqual([suggestion])
  })

  test('of most papers come first', () => {
    const papers = [['Ida Kastner'], ['Per Kästle', 'Ida Kastner'], ['Per Kästle'], ['Per Kästle']]

    expect(suggest('kast', papers)).toEqual(['author:"Per Kästle"', 'author:"Ida Kastner"'])
  })

  test.each([
    ['author:kest', ['author:"Ada Kestrel"']],
    ['author:"ada k', ['author:"Ada Kestrel"']],
    ['owls AU:kest', ['owls author:"Ada Kestrel"']],
    ['author:', []],
  ])('alone are suggested for %s, with what stands before', (text, suggestions) => {
    expect(suggest(text, [['Ada Kestrel'], ['Kes Tern']], [aHeadline('Kestrels')])).toEqual(suggestions)
  })
})

describe('categories', () => {
  test.each([
    ['cat:cs.I', ['cat:cs.IR', 'cat:cs.IT']],
    ['owls -x cat:hep-l', ['owls -x cat:hep-lat']],
    ['category:quantum', ['cat:quant-ph', 'cat:math.QA', 'cat:cond-mat.quant-gas']],
  ])('alone are suggested for %s', (text, suggestions) => {
    expect(suggest(text, []).toSorted()).toEqual(suggestions.toSorted())
  })
})

test('titles that begin so come first, then those that go on so, then those of most votes; others are none', () => {
  const titles = [
    aHeadline('Meta-learners without windows'),
    aHeadline('Learning with a window', { votes: 9 }),
    aHeadline('Of window learning', { votes: 1 }),
    aHeadline('Window learning'),
    aHeadline('Why window learning?', { votes: 2 }),
    aHeadline('Window leaves'),
  ]

  expect(suggest('window lea', [], titles)).toEqual([
    'Window learning',
    'Window leaves',
    'Why window learning?',
    'Of window learning',
    'Learning with a window',
    'Meta-learners without windows',
  ])
  expect(suggest('window leak', [], titles)).toEqual([])
})
