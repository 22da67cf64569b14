import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Signal } from '../../src/domain/harvest.ts'
import type { CountName, PaperId } from '../../src/domain/paper.ts'
import { toTitleKey } from '../../src/domain/title-key.ts'
import type { Db } from '../../src/store/db.ts'
import { listCountSeries, writeSignals } from '../../src/store/signals.ts'
import { aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const TITLE = 'Where night birds look when nobody looks'
const AUTHORS = ['Tyto Barn']
const BY_TITLE = `title:${toTitleKey(TITLE)}` as PaperId
const ON_ARXIV = '2611.00001' as PaperId

describe.each(dialects)('counts of papers that turn out to be one on $dialect', (where) => {
  let db: Db
  beforeEach(async () => {
    db = await freshDatabase(where)
    await importRecords(db, [aPaper({ id: BY_TITLE, fields: { title: TITLE, authors: AUTHORS } })])
  })
  afterEach(() => db.destroy())

  const count = (id: PaperId, at: number, number: number, name: CountName = 'votes'): Signal => ({
    ...{ id, name, at },
    count: number,
  })

  /** arXiv tells of the paper, which is known by that id from now on. */
  const findOnArxiv = () => importRecords(db, [aPaper({ id: ON_ARXIV, fields: { title: TITLE, authors: AUTHORS } })])

  test('go on where they stood, and the first count after the join is told once', async () => {
    await writeSignals(db, 'daily_papers', [count(BY_TITLE, 10, 3), count(BY_TITLE, 20, 5)])

    await findOnArxiv()
    await writeSignals(db, 'daily_papers', [count(ON_ARXIV, 30, 5), count(ON_ARXIV, 40, 6)])

    expect(await listCountSeries(db, ON_ARXIV)).toEqual([
      {
        ...{ name: 'votes', source: 'daily_papers' },
        points: [
          { at: 10, count: 3 },
          { at: 20, count: 5 },
          { at: 40, count: 6 },
        ],
      },
    ])
    expect(await listCountSeries(db, BY_TITLE)).toEqual([])
  })

  // An arXiv id that the store has beside the title's: a source may have counted both.
  test('are one series where both were counted, each change once and of one instant the larger', async () => {
    const other = aPaper({ id: ON_ARXIV, fields: { title: 'A first title of the same work' } })
    await importRecords(db, [other])
    await writeSignals(db, 'daily_papers', [count(BY_TITLE, 10, 3), count(BY_TITLE, 30, 5), count(BY_TITLE, 50, 8)])
    await writeSignals(db, 'daily_papers', [count(ON_ARXIV, 20, 3), count(ON_ARXIV, 30, 4), count(ON_ARXIV, 40, 5)])
    await writeSignals(db, 'openalex', [count(ON_ARXIV, 15, 2, 'citations')])

    await findOnArxiv()

    expect(await listCountSeries(db, ON_ARXIV)).toEqual([
      { name: 'citations', source: 'openalex', points: [{ at: 15, count: 2 }] },
      {
        ...{ name: 'votes', source: 'daily_papers' },
        points: [
          { at: 10, count: 3 },
          { at: 30, count: 5 },
          { at: 50, count: 8 },
        ],
      },
    ])
    expect(await listCountSeries(db, BY_TITLE)).toEqual([])
  })
})
