import { afterEach, expect, test } from 'vitest'
import type { Day, UnixMs } from '../../../src/domain/time.ts'
import { aSmallWorld, at } from './a-small-arxiv.ts'
import { type DailyItem, writeEditions } from './daily-editions.ts'
import { createDailyPapers } from './daily-papers.ts'
import { type RunningUpstream, serveUpstream } from './serve.ts'

const EDITIONS = writeEditions(aSmallWorld(), '2026-03-05' as Day, '2026-03-09' as Day)

let running: RunningUpstream | undefined
afterEach(async () => running?.close())

async function get(now: UnixMs, query: string): Promise<{ status: number; items: DailyItem[]; link: string | null }> {
  await running?.close()
  running = await serveUpstream(createDailyPapers(EDITIONS), () => now)
  const answer = await fetch(`${running.url}/api/daily_papers?${query}`)
  return { status: answer.status, items: (await answer.json()) as DailyItem[], link: answer.headers.get('link') }
}

test.each([
  ['2026-03-05T02:29:59Z', 400], // 21:29 Eastern of Wednesday
  ['2026-03-05T02:30:00Z', 200],
])('the edition of Thursday 5 March is answered at %s with %s', async (now, status) => {
  expect((await get(at(now), 'date=2026-03-05')).status).toBe(status)
})

test.each([
  ['a weekend', 'date=2026-03-07', 200],
  ['a day that is none', 'date=2026-13-40', 400],
  ['a page that is none', 'date=2026-03-05&p=x', 400],
  ['more than a hundred', 'date=2026-03-05&limit=101', 400],
])('%s is answered %s', async (_name, query, status) => {
  expect((await get(at('2026-03-10T12:00:00Z'), query)).status).toBe(status)
})

test('pages lead to each other by Link, and there is no more after the last', async () => {
  const now = at('2026-03-10T12:00:00Z')

  const [first, last] = [await get(now, 'date=2026-03-05&limit=1'), await get(now, 'date=2026-03-05&limit=1&p=1')]

  expect(first.link).toMatch(
    /^<http:\/\/127\.0\.0\.1:\d+\/api\/daily_papers\?date=2026-03-05&limit=1&p=1>; rel="next"$/,
  )
  expect(last.link).toBeNull()
  expect([...first.items, ...last.items].map(({ paper }) => paper.id).sort()).toEqual(['2603.00001', '2603.00002'])
})

test('papers come in during the first half day, the one with the most votes first', async () => {
  const opened = await get(at('2026-03-05T02:30:00Z'), 'date=2026-03-05')
  const later = await get(at('2026-03-05T14:30:00Z'), 'date=2026-03-05')

  expect(opened.items.length).toBeLessThan(2)
  expect(later.items).toHaveLength(2)
  expect(later.items[0]!.paper.upvotes).toBeGreaterThanOrEqual(later.items[1]!.paper.upvotes)
})

test('votes grow from day to day, never fall, and stand still after the ninth', async () => {
  const days = Array.from({ length: 14 }, (_, day) => at('2026-03-05T16:00:00Z') + day * 86_400_000)

  const votes: number[] = []
  for (const day of days) votes.push((await get(day, 'date=2026-03-05')).items[0]!.paper.upvotes)

  expect(votes).toEqual(votes.toSorted((a, b) => a - b))
  expect(votes[8]).toBeGreaterThan(votes[0]!)
  expect(new Set(votes.slice(8)).size).toBe(1)
})
