import { AppError } from '../domain/error.ts'
import { LAST_HOUR } from '../domain/order-limits.ts'
import type { Rhythm, Wish } from '../domain/subscription.ts'
import { FROM_MONDAY, MONDAY_TO_FRIDAY, type Weekday, WEEKDAY_NAMES } from '../domain/time.ts'
import { parseWish, WISH_FORMS } from '../domain/wish-text.ts'

const FEWEST_LETTERS = 3

/** What papers somebody wishes for, from one word: "search:sparse retrieval". @throws AppError `invalid` */
export function parseWhat(text: string): Wish {
  try {
    return parseWish(text.trim())
  } catch (cause) {
    const forms = `${WISH_FORMS.slice(0, -1).join(', ')} or ${WISH_FORMS.at(-1)}`
    throw new AppError('invalid', `--what "${text}" names no papers. It is ${forms}.`, { cause })
  }
}

/** The words of a rhythm as they are typed. */
export type RhythmWords = { days: string; weekly: boolean; hour: string; zone: string }

/** When digests go out. @throws AppError `invalid` for days and hours that are none; zones are looked at elsewhere */
export function parseRhythm({ days, weekly, hour, zone }: RhythmWords): Rhythm {
  if (!/^\d{1,2}$/.test(hour)) throw new AppError('invalid', `--hour "${hour}" is no full hour from 0 to ${LAST_HOUR}.`)
  const weekdays = parseDays(days)
  if (weekly && weekdays.length > 1) {
    throw new AppError('invalid', '--weekly goes out on one day of the week: name it, as in --days=mon.')
  }
  return { span: weekly ? 'week' : 'day', weekdays, hour: Number(hour), zone }
}

function parseDays(text: string): readonly Weekday[] {
  const word = text.trim().toLowerCase()
  if (word === 'weekdays') return MONDAY_TO_FRIDAY
  if (word === 'daily') return FROM_MONDAY
  return word.split(/[\s,]+/).map((name) => {
    const day = FROM_MONDAY.find((each) => isBeginning(name, WEEKDAY_NAMES[each]))
    if (day === undefined) {
      throw new AppError('invalid', `--days "${text}" is not daily, weekdays, or days such as mon,thu.`)
    }
    return day
  })
}

function isBeginning(text: string, name: string): boolean {
  return text.length >= FEWEST_LETTERS && name.toLowerCase().startsWith(text)
}
