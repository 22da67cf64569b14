import { expect, test } from 'vitest'
import type { Day } from '../domain/time.ts'
import type { BatchDescription } from '../services/sync/describe-batch.ts'
import type { SourceDescription } from '../services/sync/describe-sources.ts'
import { toSourceTable } from './source-lines.ts'

const NOW = Date.parse('2026-11-20T06:00:00Z')
const DAY = '2026-11-20' as Day

function aDescription(wish: Partial<SourceDescription>): SourceDescription {
  const common = { name: 'arxiv', title: 'arXiv', terms: '', failures: 0, due: 0 } as const
  return { ...common, troubles: [], catchUps: [], tasks: [], ...wish }
}

function aBatch(wish: Partial<BatchDescription>): BatchDescription {
  return { source: 'arxiv', title: 'arXiv', day: DAY, state: 'complete', ...wish }
}

test('a source is a row, and what is wrong stands below it', () => {
  const about = { id: '1', source: 'arxiv', kind: 'busy', subject: '' } as const
  const trouble = { ...about, message: 'Rate exceeded.', firstAt: NOW, lastAt: NOW, times: 1 }
  const sources = [
    aDescription({
      ...{ succeededAt: NOW - 60_000, nextAt: NOW + 600_000, stoppedUntil: NOW + 600_000, troubles: [trouble] },
      newestBatch: aBatch({ state: 'incomplete', announced: 1200, missing: 7 }),
    }),
    aDescription({
      ...{ name: 'daily_papers', nextAt: NOW },
      catchUps: [{ purpose: 'backfill', planned: 30, ended: 12, taken: 8412, leftMinutes: 20 }],
    }),
  ]

  expect(toSourceTable(sources, NOW)).toEqual([
    'SOURCE        LAST SUCCESS          NEWEST BATCH  HERE OF ANNOUNCED  ASKED NEXT',
    'arxiv         2026-11-20 05:59 UTC  2026-11-20    1,193 of 1,200     2026-11-20 06:10 UTC',
    '  Rate exceeded.',
    '  It is left alone until 2026-11-20 06:10 UTC.',
    'daily_papers  never                                                  now',
    '  Backfill: 12 of 30 steps done, 8,412 records read, about 20 min left.',
  ])
})

test.each([
  [{ state: 'complete', announced: 812 }, '812 of 812'],
  [{ state: 'late' }, 'late'],
  [{ state: 'awaited', dueAt: NOW }, 'due 2026-11-20 06:00 UTC'],
  [{ state: 'unchecked' }, 'not checked'],
  [{ state: 'unchecked', reckoned: 1204 }, '1,204, not checked'],
] as const)('a batch that is %j is told as "%s"', (batch, words) => {
  expect(toSourceTable([aDescription({ newestBatch: aBatch(batch) })], NOW)[1]).toContain(words)
})
