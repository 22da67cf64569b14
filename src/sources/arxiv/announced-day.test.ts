import { describe, expect, test } from 'vitest'
import type { ArxivId } from '../../domain/arxiv-id.ts'
import type { Day } from '../../domain/time.ts'
import { findAnnouncedDay } from './announced-day.ts'

describe('findAnnouncedDay', () => {
  test.each([
    ['2604.00001', '2026-04-02', '2026-04-02'],
    ['2604.00001', '2026-04-04', '2026-04-06'],
    ['2604.00001', '2026-04-05', '2026-04-06'],
    ['2604.00001', '2026-05-01', '2026-05-01'],
    ['2512.00001', '2026-01-10', '2026-01-12'],
    ['2512.00001', '2026-01-11', undefined],
    ['2401.00001', '2026-01-05', undefined],
    ['hep-th/9901001', '2026-01-05', undefined],
  ])('of %s listed on %s is %s', (id, listed, announced) => {
    expect(findAnnouncedDay(listed as Day, id as ArxivId)).toBe(announced)
  })
})
