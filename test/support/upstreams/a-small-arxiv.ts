import type { Day, UnixMs } from '../../../src/domain/time.ts'
import { createWorld, type World, type WorldPaper, type Words } from './world.ts'

const WORDS: Words = {
  title: 'On <tests> & their ends',
  abstract: '  Written by us.\n',
  authors: ['Ana Núñez', 'Bo Li', 'Chen Wei'],
  categories: ['cs.CL'],
  license: 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/',
}

/** The instant of a text such as "2026-03-05T03:30:00Z". */
export function at(text: string): UnixMs {
  return Date.parse(text)
}

/** A paper that was announced as new on a day, with what is told otherwise. */
export function aWorldPaper(id: string, day: string, words: Partial<Words> = {}): WorldPaper {
  const submittedAt = at(`${day}T12:00:00Z`) - 36 * 3_600_000
  const late = { oaiLateMs: 0, apiLateMs: 3_600_000 }
  return { id, changes: [{ day: day as Day, kind: 'new', words: { ...WORDS, ...words }, submittedAt, ...late }] }
}

/**
 * A world small enough to know by heart: 2603.00001 and 2603.00002 of Thursday 5 March 2026 (the second of cs.LG, listed
 * in cs.CL too), 2603.00003 of Friday; the first comes in a second version on Friday, and on Monday in cs.AI too; the
 * second has its reference corrected on Monday.
 */
export function aSmallWorld(): World {
  const [first, second] = [
    aWorldPaper('2603.00001', '2026-03-05'),
    aWorldPaper('2603.00002', '2026-03-05', { categories: ['cs.LG', 'cs.CL'] }),
  ]
  const late = { oaiLateMs: 0, apiLateMs: 3_600_000 }
  const submittedAt = at('2026-03-05T15:00:00Z')
  const [friday, monday] = ['2026-03-06' as Day, '2026-03-09' as Day]
  first.changes.push({ day: friday, kind: 'replace', words: { title: 'On tests, again' }, submittedAt, ...late })
  first.changes.push({ day: monday, kind: 'cross', words: { categories: ['cs.CL', 'cs.AI'] }, ...late })
  second.changes.push({
    day: monday,
    kind: 'edit',
    words: { journalRef: 'J. Made-up Res. 7', doi: '10.5555/7' },
    ...late,
  })
  return createWorld([first, second, aWorldPaper('2603.00003', '2026-03-06')])
}
