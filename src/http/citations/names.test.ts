import { describe, expect, test } from 'vitest'
import { parseName } from './names.ts'

describe('a name whose parts are certain', () => {
  test.each([
    ['Piotr Welland', { given: 'Piotr', family: 'Welland' }],
    ['Anneke B. Sørbø', { given: 'Anneke B.', family: 'Sørbø' }],
    ['J. R. R. Tolk', { given: 'J. R. R.', family: 'Tolk' }],
    ['Jean-Luc Adler-Koné', { given: 'Jean-Luc', family: 'Adler-Koné' }],
    ['Ludwig van Beeth', { given: 'Ludwig', particle: 'van', family: 'Beeth' }],
    ['Maria de la Cruz Lopez', { given: 'Maria', particle: 'de la', family: 'Cruz Lopez' }],
    ['Martin L. Kingsley, Jr.', { given: 'Martin L.', family: 'Kingsley', suffix: 'Jr.' }],
    ['and Ida Salm', { given: 'Ida', family: 'Salm' }],
    ['Henry Ford III', { given: 'Henry', family: 'Ford', suffix: 'III' }],
    ['Αλέξης Παπάς', { given: 'Αλέξης', family: 'Παπάς' }],
  ])('%s has them', (name, parts) => {
    expect(parseName(name)).toEqual(parts)
  })
})

describe('a name whose parts are not', () => {
  test.each([
    ['Gabriel Ibarra Moreno', false], // two surnames, or two given names
    ['Karl Adler von Stein', false],
    ['Madhava', false],
    ['欧阳明远', false],
    ['王 小明', false],
    ['The Osier Valley Team', true],
    ['ATLAS Collaboration', true],
    ['OpenAI', true],
    ['Welland, Piotr', true],
    ['Piotr Welland (Osier Valley)', true],
    ['Group 4', true],
  ])('%s stays whole', (literal, isOrganization) => {
    expect(parseName(literal)).toEqual({ literal, isOrganization })
  })
})
