import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApp } from '../../../test/support/an-app.ts'
import { aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { CountName, PaperId } from '../../domain/paper.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import { writeSignals } from '../../store/signals.ts'

const ID = '2605.00001' as PaperId

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  await importRecords(db, [aPaper({ id: ID })])
})
afterEach(() => db.destroy())

const count = (at: string, number: number, name: CountName = 'votes') => ({
  ...{ id: ID, name, at: Date.parse(at) },
  count: number,
})

const readPage = async (): Promise<string> => (await anApp(db).request(`/papers/${ID}`)).text()

describe('how votes came', () => {
  test('is a line of steps from nothing to the most, the same in words, and a table by days', async () => {
    await writeSignals(db, 'daily_papers', [
      count('2026-05-29T02:00Z', 2),
      count('2026-05-29T14:00Z', 10),
      count('2026-05-30T02:00Z', 1240),
    ])

    const html = await readPage()
    const [section = ''] = /<section aria-labelledby="course">.*?<\/section>/s.exec(html) ?? []

    // 320 wide and 80 high: half of the time has passed at 160, and 10 of 1,240 votes are 0.6 above the ground.
    expect(section).toContain('<polyline points="0,79.9 160,79.9 160,79.4 320,79.4 320,0"')
    expect(section).toContain(
      'role="img" aria-label="2 votes on 29 May 2026, 02:00 UTC, 1,240 votes on 30 May 2026, 02:00 UTC"',
    )
    expect(section.replace(/<[^>]+>/g, '')).toContain(
      'From 2 on 29 May 2026, 02:00 UTC to 1,240 on 30 May 2026, 02:00 UTC.',
    )
    const rows = [...section.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.replace(/<[^>]+>/g, ' ').trim())
    expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual(['29 May 2026 10', '30 May 2026 1,240'])
  })

  test('is not shown where there are too few points to see it, nor of other numbers', async () => {
    await writeSignals(db, 'daily_papers', [count('2026-05-29T02:00Z', 2), count('2026-05-29T14:00Z', 10)])
    const stars = ['02', '03', '04'].map((hour, stars) => count(`2026-05-29T${hour}:00Z`, stars, 'stars'))
    await writeSignals(db, 'github', stars)

    expect(await readPage()).not.toContain('How votes came')
  })
})
