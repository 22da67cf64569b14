import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DailyPaper } from '../../src/http/api/wire.ts'
import type { Db } from '../../src/store/db.ts'
import { anApp } from '../support/an-app.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { hasRecordings, importRecordings, readRecordedDays } from '../support/recorded-days.ts'

/** The state of a profile: of it the newest known is shown, whenever an answer was recorded. */
const PROFILE = new Set([
  'followerCount',
  'isUserFollowing',
  'isPro',
  'avatarUrl',
  'avatar',
  'name',
  'fullname',
  'isHf',
  'isHfAdmin',
  'isMod',
])
const PEOPLE = new Set(['user', 'submittedOnDailyBy', 'submittedBy', 'organization'])
/** What goes on after a paper was seen the first time. */
const COUNTED = new Set(['upvotes', 'numComments', 'githubStars'])

/** A recorded or composed value without what need not be equal; keys keep their order. */
function strip(value: unknown, leaveOut: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((member) => strip(member, leaveOut))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => !leaveOut.has(key))
  return Object.fromEntries(
    kept.map(([key, member]) => [key, strip(member, PEOPLE.has(key) ? new Set([...leaveOut, ...PROFILE]) : leaveOut)]),
  )
}

if (!hasRecordings) test.skip('the recorded answers are composed again (../shared/data is absent)')

describe.skipIf(!hasRecordings).each(dialects)('answers about recorded days on $dialect', (where) => {
  let db: Db
  let ask: (day: string) => Promise<DailyPaper[]>
  beforeAll(async () => {
    db = await freshDatabase(where)
    await importRecordings(db)
    const app = anApp(db)
    ask = async (day) => (await (await app.request(`/api/daily_papers?date=${day}&limit=100`)).json()) as DailyPaper[]
  }, 120_000)
  afterAll(() => db.destroy())

  test('equal the recorded ones, paper for paper in order and key for key', async () => {
    const recorded = readRecordedDays()
    const seen = recorded.flatMap(({ items }) => items.map(({ paper }) => paper.id))
    const twice = new Set(seen.filter((id, index) => seen.indexOf(id) !== index))
    const toComparable = (item: DailyPaper) => strip(item, twice.has(item.paper.id) ? COUNTED : new Set())

    const answers = await Promise.all(recorded.map(({ day }) => ask(day)))

    expect(recorded).toHaveLength(79)
    expect([...twice]).toEqual(['2604.07429'])
    for (const [index, { day, items }] of recorded.entries()) {
      const answer = answers[index] ?? []
      expect(
        answer.map(({ paper }) => paper.id),
        day,
      ).toEqual(items.map(({ paper }) => paper.id))
      expect(answer.map(toComparable), day).toEqual(items.map(toComparable))
      expect(JSON.stringify(answer.map(toComparable)), `order of keys, ${day}`).toBe(
        JSON.stringify(items.map(toComparable)),
      )
    }
  })

  test('are composed from the store: a title and a vote that change there change in the answer', async () => {
    const [first, second] = await ask('2026-04-02')
    const [winner, loser] = [first?.paper.id ?? '', second?.paper.id ?? '']
    const votes = (first?.paper.upvotes ?? 0) + 1

    await db.updateTable('paper').set({ title: 'Another title' }).where('id', '=', winner).execute()
    await db
      .updateTable('paper')
      .set({ votes, counts: JSON.stringify({ votes: { untimed: votes } }) })
      .where('id', '=', loser)
      .execute()
    await db.updateTable('edition_entry').set({ votes }).where('paper_id', '=', loser).execute()
    const answer = await ask('2026-04-02')

    expect(answer.slice(0, 2).map(({ paper }) => paper.id)).toEqual([loser, winner])
    expect(answer[0]?.paper.upvotes).toBe(votes)
    expect(answer[1]).toMatchObject({ title: 'Another title', paper: { title: 'Another title' } })
  })

  test('stay the same when everything is imported again', async () => {
    const fresh = await freshDatabase(where)
    const listRows = () => fresh.selectFrom('paper').selectAll().orderBy('id').execute()
    await importRecordings(fresh)
    const before = await listRows()

    const reports = await importRecordings(fresh)
    const after = await listRows()
    await fresh.destroy()

    expect(reports.filter((report) => report.new > 0 || report.changed > 0)).toEqual([])
    expect(after).toEqual(before)
  }, 120_000)
})
