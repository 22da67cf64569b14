import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { createBiorxivSource } from '../../src/sources/biorxiv/source.ts'
import { createOpenreviewSource } from '../../src/sources/openreview/source.ts'
import type { Db } from '../../src/store/db.ts'
import { findSourceState } from '../../src/store/source-states.ts'
import { findTasks } from '../../src/store/tasks.ts'
import { listTroubles } from '../../src/store/troubles.ts'
import { anArxiv } from '../support/arxiv-answers.ts'
import { aSource, aTask, syncing, type Syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const NOON = Date.parse('2026-11-20T12:00:00Z')

describe.each(dialects)('on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const task = async (key: string) => (await findTasks(db, 'arxiv', [key])).get(key)

  test('a task with more answers than its source allows is ended, and told; what came of it is kept', async () => {
    let answers = 0
    const endless = aSource((key) => (key === 'listed' ? { items: [], resume: `${++answers}` } : { items: [] }), {
      mostAnswers: 5,
    })
    const sync = syncing(db, endless)
    await sync.plan(aTask('listed'), aTask('other'))

    const report = await sync.run()

    expect(answers).toBe(5)
    expect(report).toEqual({ ran: 6, failed: 1 })
    expect(await task('listed')).toMatchObject({ outcome: 'refused', answers: 5, restarts: 0 })
    expect(await task('other')).toMatchObject({ outcome: 'done' })
    const says = 'arXiv goes on and on: "listed" had no end after 5 answers.'
    expect(await listTroubles(db, 9)).toEqual([expect.objectContaining({ kind: 'broken', subject: 'listed' })])
    expect((await listTroubles(db, 9))[0]?.message).toContain(says)
  })

  test('a task that is asked for again after it was ended has all of its answers before it', async () => {
    const sync = syncing(
      db,
      aSource((_key, resume) => ({ items: [], ...(resume !== '4' && { resume: `${Number(resume ?? 0) + 1}` }) }), {
        mostAnswers: 5,
      }),
    )
    for (let times = 0; times < 2; times++) {
      await sync.plan(aTask('listed'))
      await sync.run()
    }

    expect(await task('listed')).toMatchObject({ outcome: 'done', answers: 5 })
    expect(await listTroubles(db, 9)).toEqual([])
  })

  test('20,000 answers are the limit where a source names none', async () => {
    const sync = syncing(
      db,
      aSource(() => ({ items: [] })),
    )
    await sync.plan(aTask('long'), aTask('endless'))
    for (const [key, answers] of [
      ['long', 19_999],
      ['endless', 20_000],
    ] as const) {
      await db.updateTable('task').set({ answers, resume: 'on' }).where('key', '=', key).execute()
    }

    await sync.run()

    expect([(await task('long'))?.outcome, (await task('endless'))?.outcome]).toEqual(['done', 'refused'])
  })

  test('403 of arXiv is told as more than a wish to be left alone once it has lasted for more than an hour', async () => {
    const refusal = () => new UpstreamError('refused', 'oai.test answered 403.', { answer: { status: 403 } })
    const { source } = anArxiv([1, 2, 3, 4].map(refusal))
    const sync: Syncing = syncing(db, source, NOON)
    await sync.plan(aTask('changed cs:cs:CL 2026-04-06 2026-04-08'))
    const told: (string | undefined)[] = []
    for (let tries = 0; tries < 4; tries++) {
      const { nextDueAt } = await sync.run()
      told.push((await listTroubles(db, 9))[0]?.message)
      sync.setNow(nextDueAt!)
    }

    expect(sync.now() - NOON).toBe((10 + 20 + 40 + 80) * 60_000)
    expect(told.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => 'oai.test answered 403.'))
    expect(told[3]).toContain('it may have shut this machine out, or the address may be wrong')
    expect(told[3]).toContain('ARXIV_OAI_URL')
    expect((await findSourceState(db, 'arxiv'))?.trouble).toBe(told[3])
    expect(await task('changed cs:cs:CL 2026-04-06 2026-04-08')).toMatchObject({ finished_at: null })
  })
})

test('preprints told one by one of a billion, and submissions without an end, have one', () => {
  const ask = () => Promise.reject(new Error('not asked'))
  const preprints = createBiorxivSource({ ask, server: 'biorxiv', address: 'http://b.test', categories: [] })
  const submissions = createOpenreviewSource({ ask, address: 'http://o.test', venues: ['TMLR'] })

  // A second between two requests: within an hour and a half, and within ten minutes.
  expect([preprints.mostAnswers, submissions.mostAnswers]).toEqual([5000, 500])
})
