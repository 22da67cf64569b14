import { describe, expect, test } from 'vitest'
import { renderPattern } from './compose-text.ts'
import { parsePattern, parsePatterns } from './pattern.ts'
import { toPhrase, toTitleCase } from './phrase.ts'
import { SeededRandom } from './random.ts'
import { Subject } from './subject.ts'
import { parseTopics } from './topic.ts'

function aSubject(): { subject: Subject; random: SeededRandom } {
  const random = new SeededRandom()
  random.restart(1, 1)
  const subject = new Subject(random)
  const [topic] = parseTopics()
  subject.choose(topic!, topic!, false)
  return { subject, random }
}

describe('patterns', () => {
  test('a slot of the focus means the same each time, with its article and capital', () => {
    const { subject, random } = aSubject()

    const text = renderPattern(parsePattern('<^M1>, <M1>; <^a:M1>'), subject, random)

    const [capital, plain] = text.split(/[,;] /)
    expect(capital!.toLowerCase()).toBe(plain!.toLowerCase())
    expect(capital).toMatch(/^[A-Z]/)
    expect(text).toMatch(new RegExp(`; An? ${plain!}$`))
  })

  test('a choice is one of its texts and may be empty or hold slots', () => {
    const { subject, random } = aSubject()
    const pattern = parsePattern('one[ two| <few> three|].')

    const texts = new Set(
      Array.from({ length: 60 }, () => renderPattern(pattern, subject, random).replace(/ \w+ three/, ' N three')),
    )

    expect([...texts].sort()).toEqual(['one N three.', 'one two.', 'one.'])
  })

  test('TeX stays as it is, in sentences and in titles', () => {
    const { subject, random } = aSubject()
    const pattern = parsePattern(String.raw`bounds in $\mathbb{R}^d$ with $\ell_1$-norms`)

    expect(renderPattern(pattern, subject, random)).toBe(String.raw`bounds in $\mathbb{R}^d$ with $\ell_1$-norms`)
    expect(renderPattern(pattern, subject, random, true)).toBe(String.raw`Bounds in $\mathbb{R}^d$ with $\ell_1$-norms`)
  })

  test('a line that begins with blanks goes on with the line before', () => {
    expect(parsePatterns('\none\n  two\nthree')).toHaveLength(2)
  })
})

describe('phrases', () => {
  test.each([
    ['attention mechanism', 'an'],
    ['unified framework', 'a'],
    ['unusual case', 'an'],
    ['utility', 'a'],
    ['one-pass method', 'a'],
    ['reward model', 'a'],
  ])('%s takes "%s"', (plain, article) => {
    expect(toPhrase(plain).article).toBe(article)
  })

  test('a title has capitals but for small words, in words with hyphens too', () => {
    expect(toTitleCase('state-of-the-art models for $p$-adic fields')).toBe(
      'State-of-the-Art Models for $p$-adic Fields',
    )
  })
})
