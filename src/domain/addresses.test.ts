import { expect, test } from 'vitest'
import {
  isPathName,
  toAuthorPath,
  toCategoryPath,
  toDayPath,
  toOrganizationPath,
  toPaperPath,
  toPeriodPath,
} from './addresses.ts'
import { parseMonthPeriod, parseWeekPeriod } from './period.ts'
import type { Day } from './time.ts'

// What is encoded is so by hand: UTF-8, each byte as RFC 3986 (2.1) has it.
test.each([
  [toPaperPath('2611.00001'), '/papers/2611.00001'],
  [toPaperPath('hep-th/9901001', '.bib'), '/papers/hep-th/9901001.bib'],
  [toPaperPath('doi:10.1000/a<b>;c/é😀'), '/papers/doi:10.1000/a%3Cb%3E%3Bc/%C3%A9%F0%9F%98%80'],
  [toPaperPath('doi:10.1000/a?b#c', '/thumbnail.png'), '/papers/doi:10.1000/a%3Fb%23c/thumbnail.png'],
  [toAuthorPath('Zoë O/Neill'), '/authors/Zo%C3%AB%20O%2FNeill'],
  [toOrganizationPath('osier?valley'), '/organisations/osier%3Fvalley'],
  [toCategoryPath('cs.LG'), '/categories/cs.LG'],
  [toDayPath('2026-04-01' as Day), '/papers/date/2026-04-01'],
  [toPeriodPath(parseWeekPeriod('2026-W14')), '/papers/week/2026-W14'],
  [toPeriodPath(parseMonthPeriod('2026-04')), '/papers/month/2026-04'],
])('%s is %s', (path, expected) => {
  expect(path).toBe(expected)
})

test('a name that browsers take for a folder is none of a path', () => {
  expect(['.', '..', '...', 'a.b', ''].map(isPathName)).toEqual([false, false, true, true, true])
})
