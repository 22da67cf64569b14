import { defineCommand } from 'citty'
import { AppError } from '../../domain/error.ts'
import { toUtcDay } from '../../domain/time.ts'
import { systemClock } from '../../platform/clock.ts'
import { sampleLines } from '../../services/sample/sample-lines.ts'
import type { Help } from '../help.ts'
import { writeLines } from '../lines-out.ts'

const MOST_DAYS = 10_000

/** `broadsheet sample COUNT`: made-up papers as export lines on stdout, the newest day being the last working day. */
export const sampleCommand = defineCommand({
  meta: { name: 'sample' },
  args: {
    count: { type: 'positional', required: true, description: 'How many papers, to 3,000,000 and more' },
    seed: { type: 'string', default: '1', description: 'Whole number that decides what is made up', valueHint: 'N' },
    days: { type: 'string', default: '30', description: 'Working days over which they are spread', valueHint: 'N' },
  },
  async run({ args }) {
    const count = parseWhole('COUNT', args.count, 0, Number.MAX_SAFE_INTEGER)
    const seed = parseWhole('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER)
    const days = parseWhole('--days', args.days, 1, MOST_DAYS)
    await writeLines(sampleLines({ count, seed, days, lastDay: toUtcDay(systemClock()) }))
  },
})

function parseWhole(name: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  if (number >= least && number <= most) return number
  throw new AppError('invalid', `${name} must be a whole number from ${least} to ${most}, not "${text}"`)
}

/** What `broadsheet sample --help` says. */
export const sampleHelp: Help = {
  summary: 'write made-up papers, to try things out',
  about: [
    'Writes COUNT papers as lines of JSON in the form of "broadsheet export", spread over working days of which the last is ' +
      'today or the last one before. The words are invented; their lengths and how often they stand are those of real papers.',
    'The same seed, days and last day give the same papers; a smaller sample is the beginning of a larger one.',
  ],
  examples: [
    ['broadsheet sample 2000 | broadsheet import -', 'Fills a database.'],
    ['broadsheet sample 200000 --days 500 | gzip > sample.jsonl.gz', 'Makes a large one, for measuring.'],
  ],
  seeAlso: ['broadsheet import --help'],
}
