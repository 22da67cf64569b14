import { expect, test } from 'vitest'
import type { BackfillProgress } from '../services/sync/plan-backfill.ts'
import { createEstimate } from './backfill-progress.ts'

function aProgress(source: BackfillProgress['source'], advanced: number): BackfillProgress {
  return { source, title: source, tasks: 100, done: 0, refused: 0, advanced, taken: 0, faults: 0 }
}

test('the time left is that of the slowest source, at its pace since the beginning', () => {
  let now = 0
  const estimate = createEstimate(() => now)
  const atFirst = estimate([aProgress('arxiv', 40), aProgress('daily_papers', 0)])
  now = 3_600_000

  const later = estimate([aProgress('arxiv', 50), aProgress('daily_papers', 50)])

  expect(atFirst).toBe('the time left is not known yet')
  expect(later).toBe('5 h left') // fifty tasks at ten an hour; the other source takes one hour more
})

test('a source that is done takes no more time', () => {
  let now = 0
  const estimate = createEstimate(() => now)
  estimate([aProgress('arxiv', 0), aProgress('daily_papers', 100)])
  now = 60_000

  expect(estimate([aProgress('arxiv', 50), aProgress('daily_papers', 100)])).toBe('1 min left')
})
