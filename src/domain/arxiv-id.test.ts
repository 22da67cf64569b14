import { describe, expect, test } from 'vitest'
import { AppError } from './error.ts'
import { findArxivId, parseArxivId, toArxivMonth } from './arxiv-id.ts'

describe('parseArxivId', () => {
  test.each([
    ['2401.01234', '2401.01234', undefined],
    [' arXiv:2401.01234v2 ', '2401.01234', 2],
    ['https://arxiv.org/abs/2401.01234v10', '2401.01234', 10],
    ['http://export.arxiv.org/pdf/0704.0002.pdf', '0704.0002', undefined],
    ['oai:arXiv.org:hep-th/9901001', 'hep-th/9901001', undefined],
    ['math.GT/0309136', 'math/0309136', undefined],
    ['astro-ph/0601001v1', 'astro-ph/0601001', 1],
  ])('reads "%s"', (text, id, version) => {
    expect(parseArxivId(text)).toEqual({ id, version })
  })

  test.each([
    '',
    '2401.1234',
    '1412.01234',
    '1501.0123',
    '2413.01234',
    '2401.01234v0',
    '2401.01234v99999999999999999999',
    'abc',
    '704.0002',
    '../x',
    '1234.56789',
  ])('refuses "%s" as invalid', (text) => {
    expect(findArxivId(text)).toBeUndefined()
    expect(() => parseArxivId(text)).toThrow(AppError)
  })

  test('tells the month of an id, old style and new', () => {
    const months = ['9108.0001', '0704.0002', 'hep-th/9901001', '2604.00001'].flatMap((text) => {
      const id = findArxivId(text)?.id
      return id === undefined ? [] : [toArxivMonth(id)]
    })

    expect(months.map((month) => `${Math.floor(month / 12)}-${(month % 12) + 1}`)).toContain('1999-1')
    expect(months.map((month) => `${Math.floor(month / 12)}-${(month % 12) + 1}`)).toContain('2026-4')
  })
})
