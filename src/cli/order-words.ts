import { AppError } from '../domain/error.ts'
import type { PaperId } from '../domain/paper.ts'
import type { Rhythm, Weekday, Wish } from '../domain/subscription.ts'

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5]
const EVERY_DAY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]
const WISHES = 'It is trending, edition, search:WORDS, category:CODE, author:NAME, organisation:NAME or similar:ID,ID.'

/** What papers somebody wishes for, from one word: "search:sparse retrieval". @throws AppError `invalid` */
export function parseWish(text: string): Wish {
  const [, kind = '', , rest = ''] = /^(\w+)(:(.*))?$/s.exec(text.trim()) ?? []
  const value = rest.trim()
  switch (kind) {
    case 'trending':
    case 'edition':
      if (rest === '') return { kind }
      break
    case 'search':
      if (value !== '') return { kind, query: value }
      break
    case 'category':
      if (value !== '') return { kind, code: value }
      break
    case 'author':
      if (value !== '') return { kind, name: value }
      break
    case 'organisation':
      if (value !== '') return { kind, handle: value }
      break
    case 'similar':
      if (value !== '') return { kind, papers: value.split(/[\s,]+/).filter((id) => id !== '') as PaperId[] }
      break
  }
  throw new AppError('invalid', `--what "${text}" names no papers. ${WISHES}`)
}

/** The words of a rhythm as they are typed. */
export type RhythmWords = { days: string; weekly: boolean; hour: string; zone: string }

/** When digests go out. @throws AppError `invalid` for days and hours that are none; zones are looked at elsewhere */
export function parseRhythm({ days, weekly, hour, zone }: RhythmWords): Rhythm {
  if (!/^\d{1,2}$/.test(hour)) throw new AppError('invalid', `--hour "${hour}" is no full hour from 0 to 23.`)
  return { span: weekly ? 'week' : 'day', weekdays: parseDays(days), hour: Number(hour), zone }
}

function parseDays(text: string): readonly Weekday[] {
  const word = text.trim().toLowerCase()
  if (word === 'weekdays') return WEEKDAYS
  if (word === 'daily') return EVERY_DAY
  return word.split(/[\s,]+/).map((name) => {
    const day = DAYS.findIndex((known) => name.length >= 3 && toFullName(known).startsWith(name))
    if (day === -1) throw new AppError('invalid', `--days "${text}" is not daily, weekdays, or days such as mon,thu.`)
    return day as Weekday
  })
}

function toFullName(day: string): string {
  const endings: Readonly<Record<string, string>> = { tue: 'sday', wed: 'nesday', thu: 'rsday', sat: 'urday' }
  return `${day}${endings[day] ?? 'day'}`
}
