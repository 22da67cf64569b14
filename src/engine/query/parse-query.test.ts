import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LONGEST_QUERY, MOST_PIECES, parseQuery, toPlainQuery } from './parse-query.ts'

const DAY = { mar1: 20_513, may31: 20_604 } // days from 1970-01-01 to 2026-03-01 and 2026-05-31, by `date -d … +%s`

describe('words', () => {
  test.each([
    ['stand apart at spaces', 'dual heads', [{ text: 'dual' }, { text: 'heads' }]],
    ['may be required', '+dual heads', [{ text: 'dual', isRequired: true }, { text: 'heads' }]],
    ['may go on', 'transf*', [{ text: 'transf', isPrefix: true }]],
    ['of one letter with a star are no beginnings', 'A* search', [{ text: 'A*' }, { text: 'search' }]],
    ['keep what is inside them', 'k-means C++', [{ text: 'k-means' }, { text: 'C++' }]],
    ['may name a field', 'title:negatives', [{ text: 'negatives', field: 'title', isRequired: true }]],
    ['may name it in short and in capitals', 'AU:karvonen', [{ text: 'karvonen', field: 'authors', isRequired: true }]],
    ['in capitals are words', 'TO BE OR NOT', ['TO', 'BE', 'OR', 'NOT'].map((text) => ({ text }))],
    [
      'with OR between them are alternatives',
      'owls OR bats',
      ['owls', 'bats'].map((text) => ({ text, alternative: 1 })),
    ],
    ['of a pasted title are words', 'BERT: Pre-training', [{ text: 'BERT:' }, { text: 'Pre-training' }]],
    ['of a title that lost a space are a word', 'BERT:training', [{ text: 'BERT:training' }]],
    ['of a title in capitals and small letters too', 'RoBERTa:training', [{ text: 'RoBERTa:training' }]],
    ['after a lone sign are plain', 'a - b', [{ text: 'a' }, { text: 'b' }]],
  ])('%s', (_, text, words) => {
    const query = parseQuery(text)

    const common = { isPrefix: false, isRequired: false }
    expect(query.words).toMatchObject(words.map((word) => ({ ...common, ...word })))
    expect(query.problems).toEqual([])
  })

  test('after a phrase are not excluded by a hyphen', () => {
    const query = parseQuery('"hard negatives"-based')

    expect(query.words).toMatchObject([{ text: 'based' }])
    expect(query.excluded).toEqual([])
  })

  test('know where they stand', () => {
    const text = 'hard -easy "in order" title:negatives'

    const query = parseQuery(text)

    const spans = [...query.words, ...query.excluded, ...query.phrases]
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      'hard',
      'title:negatives',
      '-easy',
      '"in order"',
    ])
  })
})

describe('phrases and exclusions', () => {
  test.each([
    ['"exact phrase"', [{ text: 'exact phrase' }], []],
    ['“exact phrase”', [{ text: 'exact phrase' }], []],
    ['author:"Maren Oyelaran"', [{ text: 'Maren Oyelaran', field: 'authors' }], []],
    ['"hard negatives"“exact phrase”', [{ text: 'hard negatives' }, { text: 'exact phrase' }], []],
    ['-survey', [], [{ text: 'survey', isPrefix: false }]],
    ['-surv*', [], [{ text: 'surv', isPrefix: true }]],
    ['-"hard negatives"', [], [{ text: 'hard negatives' }]],
    ['-title:survey', [], [{ text: 'survey', field: 'title' }]],
  ])('%s', (text, phrases, excluded) => {
    const query = parseQuery(text)

    expect(query.phrases).toMatchObject(phrases)
    expect(query.excluded).toMatchObject(excluded)
    expect([query.words, query.problems]).toEqual([[], []])
  })
})

describe('filters', () => {
  test.each([
    ['cat:cs.LG cat:hep-th', { categories: ['cs.lg', 'hep-th'] }],
    ['cat:cs.LG,stat.ML', { categories: ['cs.lg', 'stat.ml'] }],
    ['-cat:cs.CV -source:arxiv', { without: ['cat:cs.cv', 'source:arxiv'] }],
    ['code:yes', { hasCode: true }],
    ['code:no', { hasCode: false }],
    ['-code:yes', { hasCode: false }],
    ['featured:yes', { isFeatured: true }],
    ['source:arxiv', { sources: ['arxiv'] }],
    ['edition:2026-05-14', { editions: ['2026-05-14'] }],
    ['date:2026-03..2026-05', { fromDay: DAY.mar1, toDay: DAY.may31 }],
    ['date:2026-03.. date:..2026-05', { fromDay: DAY.mar1, toDay: DAY.may31 }],
  ])('%s', (text, filter) => {
    const query = parseQuery(text, { isCategory: () => true, sources: ['arxiv'] })

    expect(query.filter).toEqual({ categories: [], sources: [], editions: [], without: [], ...filter })
    expect([query.words, query.problems]).toEqual([[], []])
  })
})

describe('a query that cannot mean what was typed says so, where, and searches the rest', () => {
  test.each([
    ['a "b c', 'This quotation mark has no partner.', '"', ['a', 'b', 'c']],
    ['a "" b', 'There is nothing between these quotation marks.', '""', ['a', 'b']],
    ['a\u0007b', 'The query holds characters that are no text', '\u0007', ['a', 'b']],
    ['a \ud800', 'The query holds characters that are no text', '\ud800', ['a']],
    ['auther:li', 'There is no filter “auther:”. Did you mean author:?', 'auther:li', ['auther:li']],
    ['colour:red', 'There is no filter “colour:”. The filters are author:', 'colour:red', ['colour:red']],
    ['a cat:cs.ZZ', 'There is no category “cs.zz”.', 'cat:cs.ZZ', ['a']],
    ['a source:moon', 'There is no source “moon”. The sources are arxiv.', 'source:moon', ['a']],
    ['a code:maybe', 'code: takes yes or no, not “maybe”.', 'code:maybe', ['a']],
    ['a date:2026-13', '“2026-13” is no date', 'date:2026-13', ['a']],
    ['a date:2026-05..2026-03', 'ends before it begins. Write', 'date:2026-05..2026-03', ['a']],
    ['a cat:', 'Nothing stands right behind “cat:”', 'cat:', ['a', 'cat:']],
    ['author: hinton', 'as in author:kestrel.', 'author:', ['author:', 'hinton']],
    ['a NOT b', 'NOT was read as a minus: -word', 'NOT', ['a']],
    ['a AND b', 'A word that must stand is written +word', 'AND', ['a', 'b']],
    ['a OR "b c"', 'it can only stand between single words', 'OR', ['a']],
    ['+', 'There is no word', '+', []],
    ['( 🦉', 'There is no word', '( 🦉', ['(', '🦉']],
    ['date:2025 date:2026', 'No day lies in both of the dates', 'date:2026', []],
    ['-date:2025', 'A date cannot be excluded.', '-date:2025', []],
    ['edition:today', '“today” is no day of an edition.', 'edition:today', []],
  ])('%j', (text, message, where, words) => {
    const query = parseQuery(text, { isCategory: (code) => code === 'cs.lg', sources: ['arxiv'] })

    const [problem] = query.problems
    expect(query.problems).toHaveLength(1)
    expect(problem?.message).toContain(message)
    expect(text.slice(problem?.start, problem?.end)).toBe(where)
    expect(query.words.map((word) => word.text)).toEqual(words)
  })

  test('ten thousand words are told and cut', () => {
    const query = parseQuery('of '.repeat(10_000))

    expect(query.words).toHaveLength(MOST_PIECES)
    expect(query.problems.map(({ message }) => message)).toEqual([
      'A query may have 512 words. The rest was left out.',
      'A query may have 16384 characters. The rest was left out.',
    ])
  })

  test('any text is a query, with every part and problem inside it', () => {
    const parts = [
      '"',
      '“',
      '-',
      '+',
      '*',
      ':',
      'title:',
      'cat:',
      'date:',
      '2026',
      '..',
      ' ',
      'code:yes',
      '\u0000',
      '\ud800',
      'a',
      '深',
      ',',
    ]
    const texts = fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary', maxLength: 4 })), {
      maxLength: 40,
    })

    fc.assert(
      fc.property(texts, (pieces) => {
        const text = pieces.join('')
        const { words, phrases, excluded, problems } = parseQuery(text)
        const wrong = [...words, ...phrases, ...excluded, ...problems].filter(
          ({ start, end }) => start < 0 || end <= start || end > text.length,
        )
        expect(wrong).toEqual([])
      }),
    )
  })

  test('a text of quotation marks has no more problems than pieces', () => {
    const query = parseQuery('"'.repeat(LONGEST_QUERY - 1))

    expect(query.phrases).toEqual([])
    expect(query.problems.length).toBeLessThanOrEqual(MOST_PIECES + 1)
  })
})

test('in a plain query no sign means anything', () => {
  const query = toPlainQuery('title:a -b "c')

  expect(query).toMatchObject({ words: [{ text: 'title:a -b "c' }], excluded: [], problems: [] })
})
