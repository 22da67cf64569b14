import { AppError } from '../../domain/error.ts'
import { MOST_COUNT, type Paper } from '../../domain/paper.ts'
import type { Fault } from '../../domain/ports.ts'
import { type Day, toUtcDay } from '../../domain/time.ts'
import { type DailyItem, findSubmittedAt, isDailyItem, readDailyItem } from './daily-item.ts'
import { type Standing, toDailyRecord } from './daily-record.ts'

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
  const values = findItems(value)
  if (values === undefined) throw new AppError('invalid', 'Not an answer of the Daily Papers API')
  const read = values.map((member, index) => readDailyItem(member, `item ${index + 1}`))
  const items = read.flatMap((one) => ('item' in one ? [one.item] : []))
  const standings = rankWithinDays(items)
  return {
    papers: items.map((item) => toDailyRecord(item, standings.get(item))),
    faults: read.flatMap((one) => ('fault' in one ? [one.fault] : [])),
  }
}

function findItems(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value.length === 0 || value.some(isDailyItem) ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (isDailyItem(value)) return [value]
  return Object.values(value).find((member): member is unknown[] => Array.isArray(member) && member.some(isDailyItem))
}

/** The standing of every item of an edition. An answer about a week or a month holds the items of several days. */
function rankWithinDays(items: readonly DailyItem[]): Map<DailyItem, Standing> {
  const byDay = new Map<Day, DailyItem[]>()
  for (const item of items) {
    const submittedAt = findSubmittedAt(item)
    if (submittedAt === undefined || item.beside === undefined) continue
    const day = toUtcDay(submittedAt)
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
