import { describe, expect, test } from 'vitest'
import { chooseApart } from './choose-apart.ts'
import { toTermProfile } from './term-profile.ts'

const choose = (ranking: string[], size: number) =>
  chooseApart(ranking, size, (text) => toTermProfile('', text, () => 1))

describe('chooseApart', () => {
  test('takes the first of documents that are nearly one, and goes on below', () => {
    // Three of four terms in common: a cosine of 0.75. Two of four: 0.5.
    const ranking = ['owl bat moth fern', 'owl bat moth reed', 'owl bat sedge rush', 'quasar']

    expect(choose(ranking, 3)).toEqual(['owl bat moth fern', 'owl bat sedge rush', 'quasar'])
  })

  test('takes nothing that is nearly what was shown before', () => {
    const known = [toTermProfile('', 'owl bat moth fern', () => 1)]
    const ranking = ['owl bat moth reed', 'quasar']

    expect(chooseApart(ranking, 2, (text) => toTermProfile('', text, () => 1), known)).toEqual(['quasar'])
  })

  test('takes no more than there is room for', () => {
    expect(choose(['owl', 'bat', 'moth'], 2)).toEqual(['owl', 'bat'])
    expect(choose([], 2)).toEqual([])
  })
})
