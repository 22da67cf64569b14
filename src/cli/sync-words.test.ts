import { describe, expect, test } from 'vitest'
import { type Day, toMinute } from '../domain/time.ts'
import { parseDay, parseSources, toCount, toDuration } from './sync-words.ts'

describe('parseSources', () => {
  test('takes those that are named, and without a name all that are switched on', () => {
    expect(parseSources(['github'], ['arxiv', 'github'])).toEqual(['github'])
    expect(parseSources([], ['arxiv', 'github'])).toEqual(['arxiv', 'github'])
  })

  test.each([
    [['arxive'], ['arxiv'], 'There is no source "arxive". There are arxiv, daily_papers,'],
    [['biorxiv'], ['arxiv'], 'The source "biorxiv" is not switched on: SOURCES=arxiv,biorxiv does that.'],
    [[], [], 'No source is switched on: SOURCES is "none".'],
  ] as const)('of %j, where %j are on, says what is wrong', (words, enabled, message) => {
    expect(() => parseSources(words, enabled)).toThrow(message)
  })
})

test('a day is one that has come', () => {
  const today = '2026-11-20' as Day

  expect(parseDay('--from', '2026-11-20', today)).toBe(today)
  expect(() => parseDay('--from', 'yesterday', today)).toThrow('--from must be a day such as')
  expect(() => parseDay('--to', '2026-11-21', today)).toThrow('--to must not lie after today')
})

test.each([
  [29_999, 'less than a minute'],
  [30_000, '1 min'],
  [59.4 * 60_000, '59 min'],
  [60 * 60_000, '1 h'],
  [150 * 60_000, '2 h 30 min'],
  [24 * 3_600_000, '1 day'],
  [51 * 3_600_000, '2 days 3 h'],
])('%d ms are %s', (ms, words) => {
  expect(toDuration(ms)).toBe(words)
})

test('numbers and instants are told as people read them', () => {
  expect([toCount(1, 'paper'), toCount(2000, 'paper'), toCount(0, 'paper')]).toEqual([
    '1 paper',
    '2,000 papers',
    '0 papers',
  ])
  expect(toMinute(Date.parse('2026-11-20T04:12:59Z'))).toBe('2026-11-20 04:12 UTC')
})
