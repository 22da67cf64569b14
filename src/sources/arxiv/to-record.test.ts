import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reckonAnnouncedDay } from '../../domain/arxiv-calendar.ts'
import type { ArxivId } from '../../domain/arxiv-id.ts'
import { toArxivRecord } from './to-record.ts'

test('reckons the day that the calendar says, however many instants it was asked for before', () => {
  const instants = fc.integer({ min: Date.UTC(1991, 7, 14), max: Date.UTC(2040, 0, 1) })

  fc.assert(
    fc.property(instants, (submittedAt) => {
      const { fields, origins } = toArxivRecord('2604.00001' as ArxivId, { title: 'Owls' }, 7, submittedAt)

      expect([fields.announcedDay, origins.announcedDay?.weight]).toEqual([reckonAnnouncedDay(submittedAt), -1])
    }),
    { numRuns: 3000, examples: [[Date.parse('2026-04-07T17:59:59.999Z')], [Date.parse('2026-04-07T18:00:00Z')]] },
  )
})

test('keeps no day where the instant of submission is not known', () => {
  expect(toArxivRecord('2604.00001' as ArxivId, { title: 'Owls' }, 7)).toMatchObject({
    fields: { title: 'Owls' },
    origins: { title: { source: 'arxiv', at: 7, weight: 0 } },
  })
})
