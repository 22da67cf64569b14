import { describe, expect, test } from 'vitest'
import type { PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { createSlots, planBackfill, planLeftOut, planPapers, planSince, planStart, toDueAt } from './plan.ts'

const CATEGORIES = ['cs.CL', 'stat.ML']

function keys(tasks: readonly { key: string }[]): string[] {
  return tasks.map(({ key }) => key)
}

describe('the slots', () => {
  const [changed, announced] = createSlots(CATEGORIES)

  test('ask for what changed on this day and the two before, each evening after OAI-PMH has it', () => {
    // 22:40 in New York on Tuesday is Wednesday in UTC.
    expect([changed?.pattern, changed?.zone]).toEqual(['40 22 * * *', 'America/New_York'])
    expect(keys(changed!.plan(Date.parse('2026-04-07T22:40:00-04:00')))).toEqual([
      'changed cs:cs:CL 2026-04-06 2026-04-08',
      'changed stat:stat:ML 2026-04-06 2026-04-08',
    ])
  })

  test('overlap from one evening to the next, so that a missed one leaves no gap', () => {
    const [first, , third] = ['07', '08', '09'].map(
      (day) => changed!.plan(Date.parse(`2026-04-${day}T22:40:00-04:00`))[0]!.key,
    )

    const [until, from] = [first?.split(' ')[3], third?.split(' ')[2]]
    expect([until, from]).toEqual(['2026-04-08', '2026-04-08'])
  })

  test('ask for the announcement after midnight in New York, on days that have one', () => {
    const plan = (day: string): string[] => keys(announced!.plan(Date.parse(`${day}T00:12:00-04:00`)))

    expect(announced?.pattern).toBe('12 0 * * 1-5')
    expect([plan('2026-04-08'), plan('2026-04-11'), plan('2026-07-06')]).toEqual([
      ['announced 2026-04-08'],
      [],
      ['announced 2026-07-06'],
    ])
    // The evening of Friday, 3 July is a holiday, and no paper is announced on a Friday anyway; that of 19 June is one too.
    expect(plan('2026-06-19')).toEqual(['announced 2026-06-19'])
  })

  test.each([
    ['in winter', '2026-01-13T22:40:00-05:00', '2026-01-14T00:12:00-05:00'],
    ['in summer', '2026-07-14T22:40:00-04:00', '2026-07-15T00:12:00-04:00'],
  ])('never meet the minutes after midnight UTC at which arXiv fails, %s', (_season, evening, night) => {
    const slots = [changed!, announced!].map((slot, index) => [Date.parse([evening, night][index]!), slot.spreadMs])

    for (const [begin = 0, spreadMs = 0] of slots) {
      const [from, to] = [begin, begin + spreadMs].map(
        (at) => new Date(at).getUTCHours() * 60 + new Date(at).getUTCMinutes(),
      )
      expect(from).toBeGreaterThan(31)
      expect(to).toBeGreaterThan(from!)
    }
  })

  test('ask for a whole archive where many of its categories are wanted, and once for all of arXiv', () => {
    const many = ['AI', 'AR', 'CC', 'CE', 'CG', 'CL', 'CR', 'CV', 'CY'].map((name) => `cs.${name}`)
    const at = Date.parse('2026-04-07T22:40:00-04:00')

    expect(keys(createSlots([...many, 'hep-th'])[0]!.plan(at))).toEqual([
      'changed cs 2026-04-06 2026-04-08',
      'changed physics:hep-th 2026-04-06 2026-04-08',
    ])
    expect(keys(createSlots(undefined)[0]!.plan(at))).toEqual(['changed all 2026-04-06 2026-04-08'])
  })
})

describe('the announcement of a day', () => {
  test('is due at one in the morning in New York, and never at weekends or after evenings without one', () => {
    const days = ['2026-04-08', '2026-04-11', '2026-04-12', '2026-04-13', '2026-11-26', '2026-11-27', '2026-11-30']

    expect(days.map((day) => toDueAt(day as Day))).toEqual([
      Date.parse('2026-04-08T01:00:00-04:00'),
      undefined,
      undefined,
      Date.parse('2026-04-13T01:00:00-04:00'),
      // Thanksgiving's evening has none, so Friday has no papers.
      Date.parse('2026-11-26T01:00:00-05:00'),
      undefined,
      Date.parse('2026-11-30T01:00:00-05:00'),
    ])
  })
})

describe('single papers', () => {
  test('are asked of the query API, a hundred at once, then of OAI-PMH, in turn', () => {
    const ids = Array.from({ length: 150 }, (_, number) => `2604.00${100 + number}` as PaperId)

    const tasks = [0, 1, 2].map((attempt) => keys(planPapers([...ids, 'doi:10.1000/owl' as PaperId], attempt)))

    expect(tasks.map((list) => list.map((key) => key.split(' ').slice(0, 3).join(' ')))).toEqual([
      ['papers api 0', 'papers api 0'],
      ['papers oai 1', 'papers oai 1'],
      ['papers api 2', 'papers api 2'],
    ])
    expect(tasks[0]![1]!.split(' ')[3]!.split(',')).toHaveLength(50)
  })
})

test('papers whose records could not be read are asked for by themselves, four times by two interfaces, then no more', () => {
  const rounds = [['submitted 2026-04-08 cs.CL']]
  while (rounds.at(-1)!.length > 0)
    rounds.push(keys(rounds.at(-1)!.flatMap((key) => planLeftOut(['2604.00007' as PaperId], key))))

  expect(rounds.slice(1)).toEqual([
    ['papers api 0 2604.00007'],
    ['papers oai 1 2604.00007'],
    ['papers api 2 2604.00007'],
    ['papers oai 3 2604.00007'],
    [],
  ])
})

describe('the first start', () => {
  test.each([
    ['on a working day', '2026-04-08T10:00:00-04:00', ['announced 2026-04-08', 'submitted 2026-04-08 cs.CL,stat.ML']],
    [
      'before the feed of the day',
      '2026-04-08T00:05:00-04:00',
      [
        'submitted 2026-04-08 cs.CL,stat.ML',
        'announced 2026-04-07',
        'changed cs:cs:CL 2026-04-06 2026-04-08',
        'changed stat:stat:ML 2026-04-06 2026-04-08',
      ],
    ],
    ['on a Saturday', '2026-04-11T10:00:00-04:00', ['announced 2026-04-10']],
    [
      'on a Friday evening',
      '2026-04-10T21:00:00-04:00',
      ['announced 2026-04-10', 'submitted 2026-04-10 cs.CL,stat.ML'],
    ],
    [
      'on a Sunday evening',
      '2026-04-12T20:30:00-04:00',
      ['submitted 2026-04-13 cs.CL,stat.ML', 'announced 2026-04-10'],
    ],
    ['after Christmas', '2026-12-27T10:00:00-05:00', ['announced 2026-12-25']],
    [
      'late in the evening',
      '2026-04-07T23:00:00-04:00',
      [
        'submitted 2026-04-08 cs.CL,stat.ML',
        'announced 2026-04-07',
        'submitted 2026-04-07 cs.CL,stat.ML',
        'changed cs:cs:CL 2026-04-06 2026-04-08',
        'changed stat:stat:ML 2026-04-06 2026-04-08',
      ],
    ],
  ])('%s begins with the newest day that was announced', (_when, now, planned) => {
    expect(keys(planStart(CATEGORIES, Date.parse(now)))).toEqual(planned)
  })
})

test('a backfill asks for the days that had papers, the newest first', () => {
  expect(keys(planBackfill(CATEGORIES, '2026-04-02' as Day, '2026-04-08' as Day))).toEqual([
    'submitted 2026-04-08 cs.CL,stat.ML',
    'submitted 2026-04-07 cs.CL,stat.ML',
    'submitted 2026-04-06 cs.CL,stat.ML',
    'submitted 2026-04-03 cs.CL,stat.ML',
    'submitted 2026-04-02 cs.CL,stat.ML',
  ])
})

test('what is asked for since a day is what was submitted, and whatever changed; the evenings to come leave it alone', () => {
  const tasks = planSince(CATEGORIES, '2026-04-07' as Day, '2026-04-08' as Day)
  const [evening] = createSlots(CATEGORIES)

  expect(keys(tasks)).toEqual([
    'submitted 2026-04-08 cs.CL,stat.ML',
    'submitted 2026-04-07 cs.CL,stat.ML',
    'changed cs:cs:CL 2026-04-07 2026-04-08',
    'changed stat:stat:ML 2026-04-07 2026-04-08',
  ])
  const planned = evening!.plan(Date.parse('2026-04-08T22:40:00-04:00'))
  expect(planned.filter(({ subject }) => tasks.some((task) => task.subject === subject))).toEqual([])
})

test('a backfill of more categories is another one', () => {
  const day = '2026-04-08' as Day

  expect(keys(planBackfill(['cs.RO', 'cs.AI'], day, day))).toEqual(['submitted 2026-04-08 cs.AI,cs.RO'])
  expect(keys(planBackfill(undefined, day, day))).toEqual(['submitted 2026-04-08'])
})
