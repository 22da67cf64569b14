import { expect, test } from 'vitest'
import type { PaperId } from '../../../domain/paper.ts'
import type { Day } from '../../../domain/time.ts'
import { toCategoryReasons, toEditionReasons } from './reasons.ts'

const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-11-16', '2026-11-17', '2026-11-18'] as [Day, Day, Day]
const DAILY = { from: MONDAY, to: WEDNESDAY }
const WEEKLY = { from: '2026-11-12' as Day, to: WEDNESDAY }

function aPlaced(id: string, { day = WEDNESDAY, votes = 9, isFeatured = true, category = 'cs.CL' } = {}) {
  return { id: id as PaperId, day, votes, isFeatured, categories: [category] }
}

test('of an edition tell the place among what was featured on the same day, and the day where it is another', () => {
  const papers = [aPlaced('a'), aPlaced('b', { day: TUESDAY }), aPlaced('c'), aPlaced('d', { isFeatured: false })]

  const daily = papers.map(toEditionReasons(papers, DAILY))
  const weekly = papers.map(toEditionReasons(papers, WEEKLY))

  expect(daily).toEqual([
    'First of 2 featured.',
    'The only one featured on 17 November.',
    'Second of 2 featured.',
    'Announced in Computation and Language.',
  ])
  expect(weekly[0]).toBe('First of 2 featured on 18 November.')
})

test('of a category tell the place where there are votes, and where else a paper is at home', () => {
  const papers = [
    aPlaced('a'),
    aPlaced('b', { isFeatured: false }),
    aPlaced('c', { isFeatured: false, category: 'math.ST', votes: 0 }),
    aPlaced('d', { day: TUESDAY }),
  ]

  expect(papers.map(toCategoryReasons(papers, 'cs.CL', DAILY))).toEqual([
    'Featured; first of 3 in Computation and Language.',
    'Second of 3 in Computation and Language.',
    'Announced in Statistics Theory, and listed under Computation and Language.',
    'Featured on 17 November.',
  ])
})
