import { AppError } from '../../domain/error.ts'
import { MOST_COUNT, type Paper } from '../../domain/paper.ts'
import type { Fault } from '../../domain/ports.ts'
import type { Day } from '../../domain/time.ts'
import { type DailyItem, isDailyItem, readDailyItem } from './daily-item.ts'
import { findEditionDay, type Sighting, type Standing, toDailyRecord } from './daily-record.ts'

/**
 * Whether a parsed JSON value is an answer of the Daily Papers API: a list of items, such a list under some key of an
 * object, or one paper. The empty list is one: a weekend's answer.
 */
export function isDailyAnswer(value: unknown): boolean {
  return findItems(value) !== undefined
}

/**
 * Reads the papers of one answer, in its order, and the items that are not certain (positions "item 1" and on).
 *
 * An item of an edition's answer has an entry for the day of its submission, with its place among the answer's items of
 * that day; where the answer does not tell the day it has none.
 *
 * @throws AppError `invalid` when the value is not such an answer (`isDailyAnswer`).
 */
export function readDailyAnswer(value: unknown): { papers: Paper[]; faults: Fault[] } {
  const { items, faults } = readDailyItems(value)
  return { papers: toDailyRecords(items.map((item) => ({ item }))), faults }
}

/**
 * Reads the items of one answer, as `readDailyAnswer` does.
 *
 * @param before how many items came before, in earlier pages of the answer: positions count on from there
 * @throws AppError `invalid` when the value is not such an answer
 */
export function readDailyItems(value: unknown, before = 0): { items: DailyItem[]; faults: Fault[]; count: number } {
  const values = findItems(value)
  if (values === undefined) throw new AppError('invalid', 'Not an answer of the Daily Papers API')
  const read = values.map((member, index) => readDailyItem(member, `item ${before + index + 1}`))
  return {
    items: read.flatMap((one) => ('item' in one ? [one.item] : [])),
    faults: read.flatMap((one) => ('fault' in one ? [one.fault] : [])),
    count: values.length,
  }
}

/** An item with when it was read and which day was asked for, where that is known. */
export type SeenItem = { item: DailyItem; seen?: Sighting }

/** The records of the items of one edition, or of several, in its order: places are counted within each day. */
export function toDailyRecords(items: readonly SeenItem[]): Paper[] {
  const standings = rankWithinDays(items)
  return items.map(({ item, seen }) => toDailyRecord(item, standings.get(item), seen))
}

function findItems(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value.length === 0 || value.some(isDailyItem) ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (isDailyItem(value)) return [value]
  return Object.values(value).find((member): member is unknown[] => Array.isArray(member) && member.some(isDailyItem))
}

/** The standing of every item of an edition. An answer about a week or a month holds the items of several days. */
function rankWithinDays(items: readonly SeenItem[]): Map<DailyItem, Standing> {
  const byDay = new Map<Day, DailyItem[]>()
  for (const { item, seen } of items) {
    const day = findEditionDay(item, seen)
    if (day === undefined || item.beside === undefined) continue
    const ofDay = byDay.get(day)
    if (ofDay) ofDay.push(item)
    else byDay.set(day, [item])
  }
  const standings = new Map<DailyItem, Standing>()
  for (const ofDay of byDay.values()) {
    const votes = ofDay.reduce((sum, { paper }) => sum + (paper.upvotes ?? 0), 0)
    const answerVotes = Math.min(votes, MOST_COUNT)
    ofDay.forEach((item, place) => standings.set(item, { place, answerVotes }))
  }
  return standings
}
