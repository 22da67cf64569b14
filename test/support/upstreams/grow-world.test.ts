import { expect, test } from 'vitest'
import { reckonAnnouncedDay } from '../../../src/domain/arxiv-calendar.ts'
import type { Day } from '../../../src/domain/time.ts'
import { hasListings, listAnnouncedDays, readAnnouncedPapers, writeAnnouncedPapers } from './announced-papers.ts'
import { growWorld } from './grow-world.ts'
import type { World } from './world.ts'

const [FROM, TO] = ['2026-01-12' as Day, '2026-01-30' as Day]
const PAPERS = writeAnnouncedPapers(FROM, TO, { perDay: 40, categories: ['cs.AI', 'cs.CL', 'stat.ML'] })

function countChanges(world: World): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { changes } of world.papers.values()) {
    for (const { kind, words } of changes) {
      for (const name of [kind, ...(words.withdrawn === true ? ['withdrawn'] : [])])
        counts[name] = (counts[name] ?? 0) + 1
    }
  }
  return counts
}

test('papers are announced on the days on which arXiv announces: not at weekends, nor after its holidays', () => {
  // 19 January 2026 is one of arXiv's holidays: nothing is announced that evening, for the 20th.
  expect(listAnnouncedDays(FROM, '2026-01-25' as Day)).toEqual([
    ...['2026-01-12', '2026-01-13', '2026-01-14', '2026-01-15', '2026-01-16'],
    ...['2026-01-19', '2026-01-21', '2026-01-22', '2026-01-23'],
  ])
})

test('papers get new versions, cross-lists and withdrawals, and one change a day at most', () => {
  const world = growWorld(PAPERS)

  const counts = countChanges(world)
  expect(counts).toMatchObject({ new: PAPERS.length + 3 })
  expect(Object.entries(counts).filter(([, count]) => count < 2)).toEqual([])
  for (const { changes } of world.papers.values()) {
    expect(changes.map(({ day }) => day)).toEqual([...new Set(changes.map(({ day }) => day))].sort())
  }
})

test('nearly all papers were submitted when arXiv would announce them on their day; some were held back', () => {
  const papers = [...growWorld(PAPERS).papers.values()].filter(({ id }) => !id.includes('/'))

  const kept = papers.filter(({ changes: [first] }) => reckonAnnouncedDay(first!.submittedAt!) === first!.day)

  expect(kept.length / papers.length).toBeGreaterThan(0.94)
  expect(kept.length).toBeLessThan(papers.length)
})

test('the same papers and seed make the same world, another seed another', () => {
  const tell = (world: World): string => JSON.stringify([...world.papers.values()])

  expect(tell(growWorld(PAPERS))).toBe(tell(growWorld(PAPERS)))
  expect(tell(growWorld(PAPERS, { seed: 2 }))).not.toBe(tell(growWorld(PAPERS)))
})

test.skipIf(!hasListings)(
  'recorded papers stand on announcing days, those of a category alone where asked',
  async () => {
    const papers = await readAnnouncedPapers('2026-01-19' as Day, '2026-01-21' as Day, new Set(['stat.ML']))

    expect(new Set(papers.map(({ day }) => day))).toEqual(new Set(['2026-01-19', '2026-01-21']))
    expect(papers.filter(({ words }) => !words.categories.includes('stat.ML'))).toEqual([])
    expect(papers.length).toBeGreaterThan(5)
  },
)
