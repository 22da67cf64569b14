import { describe, expect, test } from 'vitest'
import { aFeatured, aPaper } from '../../../test/support/builders.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { toCardTag, toCardText } from './card-text.ts'
import { keepDrawable, toDrawableText } from './drawable-text.ts'
import { cutLines, wrapLines } from './wrap-lines.ts'

const oneEach = (text: string) => [...text].length

describe('what stands on a card', () => {
  test('is title, authors, day, votes and id', () => {
    const paper = aFeatured({
      ...{ id: '2605.00001' as PaperId, votes: 12_431, entries: [{ day: '2026-05-29' as Day }] },
      fields: { title: 'Tides,\n and who', authors: ['Ada', 'Bo', 'Cy', 'Di'], publishedAt: 0 },
    })

    expect(toCardText(paper)).toEqual({
      title: 'Tides, and who',
      authors: 'Ada, Bo, Cy, Di',
      facts: ['29 May 2026', '12,431 votes', 'arXiv 2605.00001'],
      id: 'arXiv 2605.00001',
    })
  })

  test('decides its tag, with the version of the program', () => {
    const text = toCardText(aPaper())
    const other = { ...text, title: 'Another' }

    const tags = [toCardTag(text, '1.0.0'), toCardTag(other, '1.0.0'), toCardTag(text, '1.0.1')]

    expect(new Set(tags).size).toBe(3)
    expect(toCardTag(toCardText(aPaper()), '1.0.0')).toBe(tags[0])
  })
})

describe('lines', () => {
  test.each([
    ['one two three', 8, ['one two', 'three']],
    ['one', 8, ['one']],
    ['', 8, ['']],
    ['incomprehensible x', 6, ['incomp', 'rehens', 'ible x']],
    ['机器学习，与耐心', 4, ['机器学', '习，与耐', '心']],
    ['a 机器', 3, ['a 机', '器']],
  ])('of "%s" are at most %i wide: %j', (text, widest, lines) => {
    expect(wrapLines(text, widest, oneEach)).toEqual(lines)
  })

  test('that do not fit end in an ellipsis that does', () => {
    expect(cutLines(['one two', 'three', 'four'], 2, 7, oneEach)).toEqual(['one two', 'three …'])
    expect(cutLines(['one two', 'three', 'four'], 1, 7, oneEach)).toEqual(['one t …'])
    expect(cutLines(['one'], 2, 7, oneEach)).toEqual(['one'])
  })
})

describe('without a font for a script', () => {
  const latinOnly = (letter: string) => letter <= '\u024f'

  test('an ellipsis stands for what cannot be drawn', () => {
    expect(keepDrawable('Learning 学习 slowly', latinOnly)).toBe('Learning … slowly')
    expect(toDrawableText('Learning 学习 slowly', 'arXiv 1', latinOnly)).toBe('Learning … slowly')
  })

  test('the id stands for a title of which little could be drawn', () => {
    expect(toDrawableText('机器如何学会耐心 AI', 'arXiv 1', latinOnly)).toBe('arXiv 1')
  })
})
