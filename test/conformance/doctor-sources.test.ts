import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkContact, checkSources, type WatchedSource } from '../../src/services/doctor/sources.ts'
import type { Finding } from '../../src/services/doctor/check.ts'
import type { Day } from '../../src/domain/time.ts'
import { insertBatch, markAnnounced, markReckoned, updateBatch } from '../../src/store/announced-batches.ts'
import { markFailure, markPlanned, markSuccess } from '../../src/store/source-states.ts'
import type { Db } from '../../src/store/db.ts'
import { freshDatabase, dialects } from '../support/databases.ts'

const HOUR_MS = 3_600_000
// Friday 20 November 2026, noon in UTC. Papers of a day are due at 04:00 of it; Thursday the 19th is a holiday.
const NOW = Date.parse('2026-11-20T12:00:00Z')
const DUE = Date.parse('2026-11-20T04:00:00Z')
const [WEDNESDAY, FRIDAY] = ['2026-11-18', '2026-11-20'] as Day[]
const SOURCE: WatchedSource = {
  name: 'arxiv',
  title: 'arXiv',
  announces: {
    dueAt: (day) => (day === WEDNESDAY || day === FRIDAY ? Date.parse(`${day}T04:00:00Z`) : undefined),
    planDay: (day) => ({ key: day, subject: day }),
    planPapers: () => [],
  },
}

describe.each(dialects)('the doctor of sources on $dialect', (where) => {
  let db: Db
  beforeEach(async () => {
    db = await freshDatabase(where)
    await markPlanned(db, 'arxiv', Date.parse('2026-11-18T06:00:00Z'))
    await markAnnounced(db, 'arxiv', { day: WEDNESDAY!, announced: 3 }, DUE)
    await updateBatch(db, 'arxiv', WEDNESDAY!, { missing: 0, completed_at: DUE })
  })

  afterEach(() => db.destroy())

  const look = (now = NOW): Promise<Finding> => checkSources(db, [SOURCE], now)

  test('is content where everything that was due is here, holidays or not', async () => {
    await markAnnounced(db, 'arxiv', { day: FRIDAY!, announced: 3 }, DUE)
    await updateBatch(db, 'arxiv', FRIDAY!, { missing: 0, completed_at: DUE })

    expect((await look()).outcome).toBe('ok')
  })

  test('fails where a due batch was not announced, or nobody has asked for it, once that is late', async () => {
    const unheard = await look()
    await insertBatch(db, 'arxiv', { day: FRIDAY!, dueAt: DUE })
    const unread = await look()
    const inTime = await look(DUE + 2 * HOUR_MS)

    expect([unheard.outcome, unread.outcome, inTime.outcome]).toEqual(['failure', 'failure', 'ok'])
    expect(unread.says).toContain(
      "arXiv's papers of 2026-11-20, due 2026-11-20 04:00 UTC: the announcement was not read",
    )
  })

  test('fails where announced papers are missing, and is content once they are here', async () => {
    await markAnnounced(db, 'arxiv', { day: FRIDAY!, announced: 250 }, DUE)
    await updateBatch(db, 'arxiv', FRIDAY!, { missing: 7 })
    const [inTime, missing] = [await look(DUE + 2 * HOUR_MS), await look()]
    await updateBatch(db, 'arxiv', FRIDAY!, { missing: 0, completed_at: NOW })

    expect([inTime.outcome, missing.outcome, (await look()).outcome]).toEqual(['ok', 'failure', 'ok'])
    expect(missing.says).toContain('7 of 250 are missing')
  })

  test('does not mind what was announced before the source was followed', async () => {
    await db.deleteFrom('announced_batch').execute()
    await markPlanned(db, 'arxiv', NOW)
    await insertBatch(db, 'arxiv', { day: FRIDAY!, dueAt: DUE })
    await updateBatch(db, 'arxiv', FRIDAY!, { completed_at: DUE })

    expect((await look()).outcome).toBe('ok')
  })

  test('warns where the newest batch came without its announcement, until the next was read', async () => {
    await markReckoned(db, 'arxiv', { day: WEDNESDAY!, count: 9 }, NOW)
    const read = await look(DUE - HOUR_MS)
    await insertBatch(db, 'arxiv', { day: FRIDAY!, dueAt: DUE })
    await markReckoned(db, 'arxiv', { day: FRIDAY!, count: 412 }, NOW)
    const unchecked = await look()
    await markAnnounced(db, 'arxiv', { day: FRIDAY!, announced: 3 }, DUE)
    await updateBatch(db, 'arxiv', FRIDAY!, { missing: 0, completed_at: NOW })

    expect([read.outcome, unchecked.outcome, (await look()).outcome]).toEqual(['ok', 'warning', 'ok'])
    expect(unchecked.says).toBe(
      'What arXiv announced for 2026-11-20 was not read in time; of the papers submitted in time for it, 412 were found.',
    )
  })

  test('warns of a source that does not answer, and fails when that lasts', async () => {
    await updateBatch(db, 'arxiv', WEDNESDAY!, { completed_at: DUE })
    await insertBatch(db, 'arxiv', { day: FRIDAY!, dueAt: DUE })
    await updateBatch(db, 'arxiv', FRIDAY!, { completed_at: DUE })
    await markSuccess(db, 'arxiv', NOW)
    await markFailure(db, 'arxiv', { kind: 'silent', now: NOW + HOUR_MS, trouble: 'oaipmh.arxiv.org does not answer' })

    const soon = await look(NOW + HOUR_MS)
    const later = await look(NOW + 40 * HOUR_MS)

    expect([soon.outcome, later.outcome]).toEqual(['warning', 'failure'])
    expect(soon.says).toBe('arXiv has not answered since 2026-11-20 12:00 UTC: oaipmh.arxiv.org does not answer.')
  })
})

test('where nothing was fetched yet, it says what to do', async () => {
  const db = await freshDatabase(dialects[0]!)

  const [first, none] = [await checkSources(db, [SOURCE], NOW), await checkSources(db, [], NOW)]
  await db.destroy()

  expect(first).toMatchObject({ outcome: 'warning', mend: expect.stringContaining('broadsheet sync') })
  expect(none.outcome).toBe('skipped')
})

test('a contact is asked for where sources are', () => {
  expect(checkContact([SOURCE], undefined)).toMatchObject({
    outcome: 'warning',
    mend: expect.stringMatching(/CONTACT/),
  })
  expect(checkContact([SOURCE], 'ada@papers.example').outcome).toBe('ok')
  expect(checkContact([], undefined).outcome).toBe('skipped')
})
