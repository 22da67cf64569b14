import { type Day, isDay } from '../domain/time.ts'
import { NETWORK_SOURCES, type NetworkSource } from '../config/source-settings.ts'
import { AppError } from '../domain/error.ts'

/**
 * The sources that words name; all that are switched on where there are none.
 *
 * @param enabled those switched on
 * @throws AppError `invalid` for a word that names none, or one that is not switched on
 */
export function parseSources(words: readonly string[], enabled: readonly NetworkSource[]): NetworkSource[] {
  if (enabled.length === 0) {
    throw new AppError('invalid', 'No source is switched on: SOURCES is "none". docs/sources.md says what there is.')
  }
  if (words.length === 0) return [...enabled]
  return words.map((word) => {
    const known = NETWORK_SOURCES.find((name) => name === word)
    if (known === undefined) {
      throw new AppError('invalid', `There is no source "${word}". There are ${NETWORK_SOURCES.join(', ')}.`)
    }
    if (enabled.includes(known)) return known
    const mend = `SOURCES=${[...enabled, known].join(',')}`
    throw new AppError('invalid', `The source "${word}" is not switched on: ${mend} does that.`)
  })
}

/** The day that an option gives. @throws AppError `invalid` where it is none, or lies after `last` */
export function parseDay(option: string, text: string, last: Day): Day {
  if (!isDay(text)) throw new AppError('invalid', `${option} must be a day such as 2026-11-01, not "${text}"`)
  if (text > last) throw new AppError('invalid', `${option} must not lie after today, ${last}, as ${text} does`)
  return text
}

/** How long something takes, in the two largest units: "2 days 3 h", "4 min", "less than a minute". */
export function toDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return `${days} ${days === 1 ? 'day' : 'days'}${hours > 0 ? ` ${hours} h` : ''}`
  if (hours > 0) return `${hours} h${rest > 0 ? ` ${rest} min` : ''}`
  return `${rest} min`
}

/** A number with its noun, in the singular where there is one: "1 paper", "2,000 papers". */
export function toCount(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
