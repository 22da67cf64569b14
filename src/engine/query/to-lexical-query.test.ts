import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aDictionary } from '../../../test/support/a-dictionary.ts'
import { toFieldTerm } from '../index/document.ts'
import type { LexicalQuery } from '../index/lexical-query.ts'
import { parseQuery } from './parse-query.ts'
import { toLexicalQuery } from './to-lexical-query.ts'

const WORDS =
  'dual head progress learn hard negat dens retriev model languag larg train pre to be or not transform transfer chain thought'
const DICTIONARY = aDictionary({
  ...Object.fromEntries(WORDS.split(' ').map((term) => [term, 10])),
  pretrain: 5,
  [toFieldTerm('title', 'negat')]: 3,
  [toFieldTerm('title', 'transform')]: 3,
})

function read(text: string, matching: 'most' | 'any' = 'most'): LexicalQuery {
  return toLexicalQuery(parseQuery(text), DICTIONARY, matching)
}

function listTerms({ terms }: LexicalQuery): string {
  return terms.map(({ term, weight }) => (weight === 1 ? term : `${term}^${weight}`)).join(' ')
}

describe('terms', () => {
  test.each([
    ['are stems without stop words', 'learning of the dual heads', 'learn dual head'],
    ['are stop words where there is nothing else', 'to be or not', 'not'],
    ['are stop words where there truly is nothing else', 'to be', 'to be'],
    ['that come twice count twice', 'model modelled models', 'model^3'],
    ['of a hyphenated word are its parts and half the whole', 'pre-training', 'pretrain^0.5 pre train'],
    ['leave out wholes that no document holds', 'hard-negatives', 'hard negat'],
    ['of a phrase count without its stop words', '"to be or hard negatives"', 'hard negat'],
    ['of a beginning are what it becomes, at half', 'transf*', 'transf transfer^0.5 transform^0.5'],
    ['of exclusions do not count', 'model -languages', 'model'],
    ['stand in their field', 'title:negatives', toFieldTerm('title', 'negat')],
  ])('%s', (_, text, terms) => {
    expect(listTerms(read(text))).toBe(terms)
  })
})

describe('how many must match', () => {
  test.each([
    ['all of one', 'dual', 1],
    ['all of three', 'dual head progress', 3],
    ['all but one of four', 'dual head progress learn', 3],
    ['six tenths of ten', 'dual head progress learn hard negat dens retriev model languag', 6],
    ['no more than eight', `${WORDS} pretrain`, 8],
    ['words that no document holds do not count', 'dual zebras', 1],
    ['a hyphenated word once', 'pre-training model', 2],
    ['of words that no document holds, one', 'zebras giraffes', 1],
    ['a word that comes twice once', 'model models', 1],
    ['a word that is required and comes again once', '+dual dual head', 2],
    ['all words of phrases, and the others', '"dual heads" model', 3],
    ['nothing where nothing was asked for but filters', 'cat:cs.LG -model', 0],
    ['nothing where nothing was asked for', '…', 0],
  ])('%s', (_, text, minimumMatch) => {
    expect(read(text).minimumMatch).toBe(minimumMatch)
  })

  test.each([
    ['one of any', 'dual head progress', 1],
    ['none besides the required ones', '+dual head progress', 1],
    ['none besides a phrase', '"dual head" progress', 2],
  ])('when any will do: %s', (_, text, minimumMatch) => {
    expect(read(text, 'any').minimumMatch).toBe(minimumMatch)
  })
})

describe('what must stand in a paper', () => {
  test.each([
    ['+dual head', { required: [['dual']] }],
    ['title:negatives', { required: [[toFieldTerm('title', 'negat')]] }],
    [
      '+pre-training',
      {
        required: [
          ['pretrain', 'pre'],
          ['pretrain', 'train'],
        ],
      },
    ],
    ['dual transf*', { required: [['transf', 'transfer', 'transform'], ['dual']] }],
    ['title:transf*', { required: [[toFieldTerm('title', 'transf'), toFieldTerm('title', 'transform')]] }],
    ['"chain of thought"', { phrases: [{ terms: ['chain', 'of', 'thought'] }] }],
    ['"chain-of-thought"', { phrases: [{ terms: ['chain', 'of', 'thought'] }] }],
    ['author:"Maren Oyelaran"', { phrases: [{ terms: ['maren', 'oyelaran'], field: 'authors' }] }],
    ['"models"', { required: [['model']] }],
    ['dual OR heads', { required: [['dual', 'head']] }],
    ['dual OR heads OR pre-training learning', { required: [['dual', 'head', 'pretrain'], ['learn']] }],
    ['abstract:models', { phrases: [{ terms: ['model'], field: 'abstract' }] }],
  ])('%s', (text, parts) => {
    const { required, phrases } = read(text)

    expect({ required, phrases }).toEqual({ required: undefined, phrases: undefined, ...parts })
  })
})

test.each([
  ['-models', [{ terms: ['model'] }]],
  ['-"language models"', [{ terms: ['languag', 'model'] }]],
  ['-pre-training', [{ terms: ['pre', 'train'] }, { terms: ['pretrain'] }]],
  ['dual NOT models', [{ terms: ['model'] }]],
  ['-transf*', [{ terms: ['transf'] }, { terms: ['transfer'] }, { terms: ['transform'] }]],
  ['-title:models', [{ terms: ['model'], field: 'title' }]],
  ['-abstract:models', [{ terms: ['model'], field: 'abstract' }]],
  ['-title:"language models"', [{ terms: ['languag', 'model'], field: 'title' }]],
  [
    '-abstract:pre-training',
    [
      { terms: ['pre', 'train'], field: 'abstract' },
      { terms: ['pretrain'], field: 'abstract' },
    ],
  ],
])('%s leaves out', (text, excluded) => {
  expect(read(text).excluded).toEqual(excluded)
})

describe('a stop word that is part of a name is sought among authors', () => {
  const dictionary = aDictionary({
    ...{ bo: 100, kaime: 50, he: 3_000, an: 9_000, imag: 5_000, kaim: 50 },
    ...{ [toFieldTerm('authors', 'bo')]: 20, [toFieldTerm('authors', 'kaim')]: 48 },
    ...{ [toFieldTerm('authors', 'he')]: 300, [toFieldTerm('authors', 'an')]: 80 },
  })
  const AN = toFieldTerm('authors', 'an')

  test.each([
    ['in capitals', 'Bo An', `bo ${AN}`],
    ['without, where the rest is hardly anything but a name', 'kaiming he', `kaim ${toFieldTerm('authors', 'he')}`],
    ['not without, where the rest may be a word', 'bo an', 'bo'],
    ['not beside a word that is no name', 'An Image', 'imag'],
    ['not beside a filter by author', 'author:bo An', `${toFieldTerm('authors', 'bo')}`],
    ['not in a longer text', 'Bo An Kaiming He Bo', 'bo^2 kaim'],
  ])('%s', (_, text, terms) => {
    expect(listTerms(toLexicalQuery(parseQuery(text), dictionary))).toBe(terms)
  })
})

describe('beginnings share what they may become', () => {
  const many = Object.fromEntries(Array.from({ length: 8 * 300 }, (_, n) => [`${'abcdefgh'[n % 8]}x${n}`, 5]))
  const dictionary = aDictionary(many)
  const eight = ['ax*', 'bx*', 'cx*', 'dx*', 'ex*', 'fx*', 'gx*', 'hx*']

  test.each([
    ['one is 32 terms and its own', ['ax*'], 33],
    ['eight are 16 each and their own', eight, 8 * 17],
  ])('%s', (_, words, terms) => {
    expect(toLexicalQuery(parseQuery(words.join(' ')), dictionary).terms).toHaveLength(terms)
  })

  test.each([
    ['one that is excluded is 256 and its own', ['-ax*'], 257],
    ['eight that are excluded are 32 each and their own', eight.map((word) => `-${word}`), 8 * 33],
  ])('%s', (_, words, terms) => {
    expect(toLexicalQuery(parseQuery(words.join(' ')), dictionary).excluded).toHaveLength(terms)
  })
})

test('filters become days and facets, any of one name and all of several', () => {
  const query = read(
    'cat:cs.LG cat:cs.CL source:arxiv code:yes featured:no -cat:cs.CV edition:2026-05-14 date:2026-03..',
  )

  expect(query.filter).toEqual({
    fromDay: 20_513,
    facets: [['cat:cs.lg', 'cat:cs.cl'], ['source:arxiv'], ['edition:2026-05-14'], ['code:yes']],
    without: ['cat:cs.cv', 'featured:yes'],
  })
})

test('a lexical query can be answered, whatever was typed', () => {
  const parts = [
    '"',
    '-',
    '+',
    '*',
    'title:',
    'abstract:',
    ' ',
    'pre-training',
    'transf*',
    'the',
    'model',
    'zebra',
    '深度',
    'C++',
  ]

  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...parts), { maxLength: 20 }),
      fc.constantFrom('most', 'any'),
      (pieces, matching) => {
        const query = read(pieces.join(''), matching as 'most' | 'any')
        expect(query.minimumMatch).toBeLessThanOrEqual(query.terms.length)
        expect(query.terms.every(({ term, weight }) => term !== '' && weight > 0)).toBe(true)
        expect(new Set(query.terms.map(({ term }) => term)).size).toBe(query.terms.length)
        for (const group of query.required ?? []) expect(group.length).toBeGreaterThan(0)
        for (const { terms } of [...(query.phrases ?? []), ...(query.excluded ?? [])])
          expect(terms.length).toBeGreaterThan(0)
      },
    ),
  )
})
