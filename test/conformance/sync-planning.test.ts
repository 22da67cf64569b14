import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperSource, Task } from '../../src/domain/harvest.ts'
import { type Day, DAY_MS, fromUtcDay, toUtcDay } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { type ListDue, planNow, planTasks } from '../../src/services/sync/plan-tasks.ts'
import { pruneSync } from '../../src/services/sync/prune-sync.ts'
import type { Db } from '../../src/store/db.ts'
import { listTroubles } from '../../src/store/troubles.ts'
import { aSource, aTask, syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const HOUR = 3_600_000
const START = fromUtcDay('2026-11-02' as Day) // a Monday

/** Each hour, votes; each day at six, a listing: the first replaces what came before, the second stands by itself. */
function listSlots(source: PaperSource, after: number, until: number): Task[] {
  const tasks: Task[] = []
  for (let dueAt = Math.floor(after / HOUR) * HOUR + HOUR; dueAt <= until; dueAt += HOUR) {
    const at = new Date(dueAt).toISOString().slice(0, 13)
    tasks.push({ source: source.name, key: `votes ${at}`, subject: 'votes', dueAt })
    if (at.endsWith('06')) tasks.push({ source: source.name, key: `listed ${at}`, subject: `listed ${at}`, dueAt })
  }
  return tasks
}

describe.each(dialects)('planning on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const plan = (now: number, until: number, source: PaperSource = aSource()) =>
    planTasks({ db, sources: [source], clock: () => now, listDue: listSlots }, until)
  const listKeys = async (): Promise<string[]> => {
    const rows = await db.selectFrom('task').select('key').where('finished_at', 'is', null).orderBy('key').execute()
    return rows.map(({ key }) => key)
  }

  test('keeps every task of the time to come, once, however often and by however many it is planned', async () => {
    await plan(START, START + 3 * HOUR)
    await Promise.all([plan(START, START + 5 * HOUR), plan(START + HOUR, START + 5 * HOUR)])
    await plan(START, START + 2 * HOUR)

    expect(await listKeys()).toEqual([1, 2, 3, 4, 5].map((hour) => `votes 2026-11-02T0${hour}`))
  })

  test('goes on after a pause where it had stopped, without a flood: only the newest overdue task of a subject', async () => {
    await plan(START, START + HOUR)
    const later = START + 3 * DAY_MS + HOUR / 2

    await plan(later, later + 2 * HOUR)
    const { logged, run, setNow } = syncing(db, aSource(), later)
    setNow(later)
    await run()

    const listings = ['02', '03', '04'].map((day) => `listed 2026-11-${day}T06`)
    expect(logged.map(({ task }) => task)).toEqual(['votes 2026-11-05T00', ...listings.reverse()])
    expect(await listKeys()).toEqual(['votes 2026-11-05T01', 'votes 2026-11-05T02'])
  })

  test('looks for announcements of the last week after a pause, and for none before, whoever plans them', async () => {
    const source = aSource(undefined, {
      announces: {
        dueAt: (day) => fromUtcDay(day) + 5 * HOUR,
        planDay: (day) => aTask(`announced ${day}`),
        planPapers: () => [],
      },
    })
    const listDue: ListDue = ({ name }, after, until) => {
      const first = Math.ceil((after - 4 * HOUR) / DAY_MS) * DAY_MS + 4 * HOUR
      const times = Array.from(
        { length: Math.max(0, Math.ceil((until - first) / DAY_MS)) },
        (_, day) => first + day * DAY_MS,
      )
      return times.map((dueAt) => ({ ...aTask(`announced ${toUtcDay(dueAt)}`), source: name, dueAt }))
    }
    const planAt = (now: number) => planTasks({ db, sources: [source], clock: () => now, listDue }, now + HOUR)
    await planAt(START)
    await db.deleteFrom('task').execute()
    await db.deleteFrom('announced_batch').execute()

    await planAt(START + 400 * DAY_MS + 6 * HOUR)

    // It is six in the morning of 7 December 2027: the announcement of 30 November is seven days and an hour old.
    const days = [1, 2, 3, 4, 5, 6, 7].map((day) => `2027-12-0${day}`)
    const batches = await db.selectFrom('announced_batch').select('day').orderBy('day').execute()
    expect(batches.map(({ day }) => day)).toEqual(days)
    expect(await listKeys()).toEqual(days.map((day) => `announced ${day}`))
  })

  test('says that it was away for more than a year, and what is not made up for', async () => {
    await plan(START, START + HOUR)
    const before = await listTroubles(db, 9)
    const later = START + 800 * DAY_MS

    await plan(later, later + HOUR)
    await plan(later + HOUR, later + 3 * HOUR)

    expect(before).toEqual([])
    const [told, ...others] = await listTroubles(db, 9)
    expect(others).toEqual([])
    expect(told).toMatchObject({ kind: 'incomplete', times: 1, settledAt: later })
    expect(told?.message).toContain('from 2026-11-02 on')
    expect(told?.message).toContain('"broadsheet sync arxiv --since 2026-11-02"')
  })

  test('goes on by the true time once a clock that was a year ahead is right again', async () => {
    await plan(START, START + HOUR)
    const ahead = START + 365 * DAY_MS
    await plan(ahead, ahead + HOUR)

    await plan(START + 5 * HOUR, START + 8 * HOUR)

    expect(await listKeys()).toEqual(expect.arrayContaining(['listed 2026-11-02T06', 'votes 2026-11-02T07']))
  })

  test('begins with what a source wants to start with, in its order, and only once', async () => {
    const source = aSource(undefined, { planStart: () => [aTask('newest'), aTask('before that')] })
    const sync = syncing(db, source, START)
    await plan(START, START + HOUR, source)
    await sync.run()

    await plan(START, START + 2 * HOUR, source)

    expect(sync.logged.map(({ task }) => task)).toEqual(['newest', 'before that'])
    expect(await listKeys()).toEqual(['votes 2026-11-02T01', 'votes 2026-11-02T02'])
  })

  test('lets a task wait while a newer one of its subject is not due yet, and replaces it as soon as that is', async () => {
    let isDown = true
    const source = aSource((key) => {
      if (isDown) throw new Error(key)
      return { items: [] }
    })
    await plan(START, START + 2 * HOUR)
    const sync = syncing(db, source, START + HOUR)
    await sync.run()
    const before = await listKeys()
    isDown = false
    sync.setNow(START + 2 * HOUR)
    await sync.run()

    expect(before).toEqual(['votes 2026-11-02T01', 'votes 2026-11-02T02'])
    const ended = await db.selectFrom('task').select(['key', 'outcome']).orderBy('key').execute()
    expect(ended.map(({ outcome }) => outcome)).toEqual(['replaced', 'done'])
  })

  test('does again what somebody asks for, and at once what would have waited', async () => {
    const sync = syncing(db, aSource(), START)
    await sync.plan(aTask('range'))
    await sync.run()
    await plan(START, START + HOUR)

    await planNow(db, 'arxiv', [aTask('range'), aTask('votes 2026-11-02T01', 'votes')], START)
    await sync.run()

    expect(sync.logged.map(({ task }) => task)).toEqual(['range', 'range', 'votes 2026-11-02T01'])
  })

  test('never misses a listing and never leaves two overdue votes, whatever the pauses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ pause: fc.integer({ min: 1, max: 60 }), ahead: fc.integer({ min: 0, max: 30 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        async (steps) => {
          await db.deleteFrom('task').execute()
          await db.deleteFrom('source_state').execute()
          let [now, planned] = [START, START]
          for (const { pause, ahead } of steps) {
            now += pause * HOUR
            planned = Math.max(planned, now + ahead * HOUR)
            await plan(now, now + ahead * HOUR)
          }

          await syncing(db, aSource(), now).run()

          const first = START + (steps[0]?.pause ?? 0) * HOUR // nothing is wanted of the time before it was first planned
          const expected = listSlots(aSource(), first, planned).filter(({ subject }) => subject !== 'votes')
          const rows = await db.selectFrom('task').selectAll().execute()
          const listings = rows.filter(({ subject }) => subject !== 'votes')
          expect(listings.map(({ key }) => key).sort()).toEqual(expected.map(({ key }) => key))
          for (const { due_at, outcome } of listings) expect(outcome).toBe(due_at <= now ? 'done' : null)
          const votes = rows.filter(({ subject, finished_at }) => subject === 'votes' && finished_at !== null)
          const done = votes.filter(({ outcome }) => outcome === 'done').map(({ due_at }) => due_at)
          expect(done).toEqual(votes.length === 0 ? [] : [Math.max(...votes.map(({ due_at }) => due_at))])
        },
      ),
      { numRuns: 12 },
    )
  })

  test('forgets what ended long ago, and nothing that is open', async () => {
    const refusing = aSource((key) => {
      if (key === 'old') throw new UpstreamError('refused', 'No.')
      return { items: [] }
    })
    const sync = syncing(db, refusing, START)
    await sync.plan(aTask('old'))
    await sync.run()
    const before = await listTroubles(db, 9)
    sync.setNow(START + 61 * DAY_MS)
    await sync.plan(aTask('new'))

    await pruneSync(db, sync.now())

    expect(await db.selectFrom('task').select('key').execute()).toEqual([{ key: 'new' }])
    // Nobody has heard of it for weeks: it is over, and may still be read.
    expect(await listTroubles(db, 9)).toEqual([{ ...before[0], settledAt: sync.now() }])
    await pruneSync(db, START + 91 * DAY_MS)
    expect(await listTroubles(db, 9)).toEqual([])
  })
})
