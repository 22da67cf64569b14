import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFeatured, aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { Paper, PaperId } from '../../domain/paper.ts'
import { parseDayPeriod, parseWeekPeriod } from '../../domain/period.ts'
import { addDays, type Day } from '../../domain/time.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import { findChangeNumber } from '../../store/papers.ts'
import { type IndexKeeper, keepIndex } from '../index/keep-index.ts'
import { makeMaps, type MapMaker } from '../map/draw-map.ts'
import { type MapPapers, mapPapers, type PaperMap } from './map-papers.ts'

const DAY = '2026-04-01' as Day
const EDITION = parseDayPeriod(DAY)

const ROBOTS = ['grasping', 'walking', 'pushing', 'lifting', 'folding', 'pouring', 'sorting', 'stacking'].map(
  (verb) => `A robot arm learns ${verb} objects: manipulation policies for robots`,
)
const SPEECH = ['whispered', 'noisy', 'accented', 'child', 'far-field', 'sung', 'shouted', 'telephone'].map(
  (kind) => `Recognition of ${kind} speech: an acoustic model for speech audio`,
)

const PAPERS: Paper[] = [...ROBOTS, ...SPEECH].map((title, place) => {
  const id = `2604.${10_000 + place}`
  const isRobot = place < ROBOTS.length
  return aFeatured({
    id: id as PaperId,
    votes: place,
    // On the day, the next one, or the same day of the week after.
    entries: [{ day: addDays(DAY, [0, 1, 0, 7][place % 4]!), place }],
    fields: { title, abstract: `${title}. We measure it.`, categories: [isRobot ? 'cs.RO' : 'eess.AS'] },
  })
})
const SILENT = aPaper({ id: '2604.20000' as PaperId, fields: { title: '∅ ∅', abstract: '', categories: ['cs.RO'] } })

let folder: string
let db: Db
let index: IndexKeeper
let maps: MapMaker
let draw: MapPapers
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-map-'))
  const databaseUrl = `sqlite:${join(folder, 'broadsheet.db')}`
  db = openDatabase(databaseUrl)
  await migrateToLatest(db)
  await importRecords(db, [...PAPERS, SILENT])
  index = keepIndex(
    { databaseUrl, folder: join(folder, 'index'), store: 'test', modelPath: undefined },
    () => undefined,
  )
  maps = makeMaps(() => undefined)
  draw = mapPapers({ findDb: () => Promise.resolve(db), index, maps })
  await index.reach(await findChangeNumber(db))
})
afterAll(async () => {
  await maps.close()
  await index.stop()
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

function idsOf({ regions }: PaperMap): string[] {
  return regions.flatMap(({ points }) => points.map(({ headline }) => headline.id)).sort()
}

test('an edition holds the papers of its day', async () => {
  const map = await draw({ kind: 'edition', period: EDITION })

  expect(idsOf(map)).toEqual(PAPERS.filter((_, place) => place % 2 === 0).map(({ id }) => id))
  expect(map).toMatchObject({ count: 8, matched: 8, isExact: true, unplaced: 0 })
})

test('the edition of a week holds the papers of its days', async () => {
  const map = await draw({ kind: 'edition', period: parseWeekPeriod('2026-W14') })

  expect(idsOf(map)).toEqual(PAPERS.filter((_, place) => place % 4 !== 3).map(({ id }) => id))
})

test('a category holds its papers; one without words cannot be placed, and is counted', async () => {
  const map = await draw({ kind: 'category', code: 'cs.RO' })

  expect(idsOf(map)).toEqual(PAPERS.slice(0, 8).map(({ id }) => id))
  expect(map).toMatchObject({ count: 8, unplaced: 1, matched: 9 })
})

test('a search that finds two subjects has them on two sides', async () => {
  const map = await draw({ kind: 'search', text: 'robot speech' })

  const points = map.regions.flatMap((region) => region.points)
  const middle = (category: string): { x: number; y: number } => {
    const members = points.filter(({ headline }) => headline.categories[0] === category)
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
    return { x: mean(members.map(({ x }) => x)), y: mean(members.map(({ y }) => y)) }
  }
  const [robots, speech] = [middle('cs.RO'), middle('eess.AS')]
  expect(Math.hypot(robots.x - speech.x, robots.y - speech.y)).toBeGreaterThan(300)
  expect(map.regions.map(({ name }) => name).join(' ')).toMatch(/robot|manipulation/i)
  expect(map.regions.map(({ name }) => name).join(' ')).toMatch(/speech|acoustic|audio/i)
})

test('the same subject gives the same map', async () => {
  const [first, second] = [
    await draw({ kind: 'edition', period: EDITION }),
    await draw({ kind: 'edition', period: EDITION }),
  ]

  expect(second).toEqual(first)
})

test('a paper that the store no longer holds is left out', async () => {
  const gone = PAPERS[0]!.id
  const without = mapPapers({
    findDb: () => Promise.resolve(db),
    maps,
    index: {
      gatherMap: async (question) => {
        const found = await index.gatherMap(question)
        return { ...found, ids: found.ids.map((id) => (id === gone ? ('2604.99999' as PaperId) : id)) }
      },
    },
  })

  const map = await without({ kind: 'edition', period: EDITION })

  expect(idsOf(map)).toHaveLength(7)
  expect(idsOf(map)).not.toContain(gone)
})

test('a query that is too long is refused', async () => {
  const asked = draw({ kind: 'search', text: 'a'.repeat(1001) })

  await expect(asked).rejects.toMatchObject({ code: 'invalid' })
})
