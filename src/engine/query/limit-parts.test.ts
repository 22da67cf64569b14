import { describe, expect, test } from 'vitest'
import { parseQuery } from './parse-query.ts'

function repeat(count: number, write: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => write(number)).join(' ')
}

describe('of parts that cost much a query has', () => {
  test.each([
    ['eight beginnings', repeat(9, (n) => `b${n}x*`), 8, '“transf*”'],
    [
      'eight beginnings, those of fields and excluded ones among them',
      repeat(9, (n) => `${['', '-', 'title:'][n % 3]}b${n}x*`),
      8,
      '“transf*”',
    ],
    ['eight phrases', repeat(9, (n) => `"hard ${n}"`), 8, 'phrases'],
    ['eight phrases, excluded ones among them', repeat(9, (n) => `${n % 2 ? '-' : ''}"hard ${n}"`), 8, 'phrases'],
    ['eight phrases, excluded words of several parts among them', repeat(9, (n) => `-pre-${n}`), 8, 'phrases'],
    ['eight words of abstracts, which are read like phrases', repeat(9, (n) => `abstract:w${n}`), 8, 'phrases'],
    ['eight excluded words of abstracts, too', repeat(9, (n) => `-abstract:w${n}`), 8, 'phrases'],
    ['32 excluded words', repeat(33, (n) => `-w${n}`), 32, 'excluded words'],
    ['32 words that must stand', repeat(33, (n) => `${n % 2 ? '+' : 'title:'}w${n}`), 32, 'must stand'],
  ])('%s', (_, text, most, told) => {
    const { words, phrases, excluded, problems } = parseQuery(text)

    expect(words.length + phrases.length + excluded.length).toBe(most)
    expect(problems).toHaveLength(1)
    const [problem] = problems
    expect(problem?.message).toContain(told)
    expect(problem?.message).toContain(`A query may have ${most} `)
    expect(problem?.end).toBe(text.length)
  })

  test('a word of too many parts not at all, where all of them must stand', () => {
    const { words, problems } = parseQuery(`owls +${'a-b-'.repeat(20)}c`)

    expect(words.map(({ text }) => text)).toEqual(['owls'])
    expect(problems).toHaveLength(1)
  })

  test('any number of plain words', () => {
    const { words, problems } = parseQuery(repeat(300, (n) => `w${n}`))

    expect([words.length, problems]).toEqual([300, []])
  })
})
