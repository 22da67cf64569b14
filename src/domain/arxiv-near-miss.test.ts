import { describe, expect, test } from 'vitest'
import { findArxivNearMiss } from './arxiv-near-miss.ts'

// Forms of ids: https://info.arxiv.org/help/arxiv_identifier.html
describe('a mistyped arXiv id', () => {
  test.each([
    ['2611.9920', 'since 2015 have five digits after the point; this one has four', ['2611.09920']],
    ['1406.01234', 'before 2015 have four digits after the point; this one has five', ['1406.1234', '1406.0123']],
    ['2401.012345', 'this one has six', ['2401.12345', '2401.01234']],
    ['2401-01234', 'five digits after the point', ['2401.01234']],
    ['240101234v2', 'five digits after the point', ['2401.01234']],
    ['2413.01234', '13 is no month', []],
    ['hepth/9901001', 'an archive, a slash and seven digits', ['hep-th/9901001']],
    ['hep-th 9901001', 'an archive, a slash and seven digits', ['hep-th/9901001']],
    ['math0309136', 'an archive, a slash and seven digits', ['math/0309136']],
  ])('%s is told what is wrong with it, and what may be meant', (text, reason, candidates) => {
    const nearMiss = findArxivNearMiss(text)

    expect(nearMiss?.reason).toContain(reason)
    expect(nearMiss?.candidates).toEqual(candidates)
  })

  test.each([
    '2401.01234',
    '2401.01234v3',
    'hep-th/9901001',
    'attention',
    'title:0011223344556677',
    '',
    '12',
    '../etc',
  ])('"%s" is none', (text) => {
    expect(findArxivNearMiss(text)).toBeUndefined()
  })
})
