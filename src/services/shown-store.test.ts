import { afterEach, beforeEach, expect, it } from 'vitest'
import { aPaper } from '../../test/support/builders.ts'
import { importRecords } from '../../test/support/records.ts'
import { type Db, openDatabase } from '../store/db.ts'
import { migrateToLatest } from '../store/migrate.ts'
import { DAY_MS } from '../domain/time.ts'
import { type ShownStore, showSampleWhileEmpty } from './shown-store.ts'

const NOON = Date.parse('2026-05-28T16:00:00Z')

let now: number
let isBroken: boolean
let db: Db
let shown: ShownStore
beforeEach(async () => {
  now = NOON
  isBroken = false
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  shown = showSampleWhileEmpty(db, () => {
    if (isBroken) throw new Error('the clock stopped')
    return now
  })
})
afterEach(async () => {
  await shown.close()
  await db.destroy()
})

it('shows the sample until the first paper, then the store', async () => {
  const before = await shown.reading.findVersion()
  await importRecords(db, [aPaper()])

  const after = await shown.reading.findVersion()

  expect(before).toMatch(/^sample\./)
  expect(after).not.toMatch(/^sample\./)
  expect(await shown.findDb()).toBe(db)
})

it('makes a sample for each day, so that its newest edition is never old', async () => {
  const first = await shown.reading.findNewestDay('2026-12-31' as never)
  now += DAY_MS

  const second = await shown.reading.findNewestDay('2026-12-31' as never)

  expect([first, second]).toEqual(['2026-05-28', '2026-05-29'])
})

it('tries again after a sample could not be made, and can be closed', async () => {
  isBroken = true
  await expect(shown.reading.findVersion()).rejects.toThrow('the clock stopped')
  isBroken = false

  await expect(shown.reading.findVersion()).resolves.toMatch(/^sample\./)
})

it('shows the sample again once a restore has emptied the store', async () => {
  await importRecords(db, [aPaper()])
  const filled = await shown.reading.findVersion()
  await db.deleteFrom('paper').execute()

  now += 1000

  expect(filled).not.toMatch(/^sample\./)
  expect(await shown.reading.findVersion()).toMatch(/^sample\./)
})
