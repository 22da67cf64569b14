import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Paper } from '../../domain/paper.ts'
import { isFlatRow, readFlatRow } from './flat-row.ts'

const fixture = new URL('../../../test/fixtures/daily-papers/flat-rows.jsonl', import.meta.url)
const rows = readFileSync(fixture, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): unknown => JSON.parse(line))

function readPaper(row: unknown): Paper {
  const read = readFlatRow(row, 'line 1')
  if ('fault' in read) throw new Error(read.fault.reason)
  return read.paper
}

describe('readFlatRow', () => {
  test('keeps all that a row says, as of the time it was seen', () => {
    const paper = readPaper(rows[0])

    const at = Date.UTC(2026, 4, 20, 9, 10, 11)
    expect(paper).toMatchObject({ id: '2605.00101', formerIds: [] })
    expect(paper.fields).toEqual({
      title: 'Tides in $O(\\log n)$: "Slack" Water\n  Isn\'t Idle',
      abstract: `We time the turn of the tide.\nA bell (\x07), a line\u2028break, C:\\new and a wave 🌊 \\u0041 stay as they are.`,
      authors: ['Ada Kestrel', "Siobhán O'Dell"],
      publishedAt: Date.UTC(2026, 4, 18),
      organization: { handle: 'tidal-lab', fullname: 'Tidal Lab' },
      projectPage: 'https://tides.example.org/',
      githubRepo: 'https://git.example.org/tidal/slack',
      aiSummary: 'Slack water can be timed.',
      aiKeywords: ['tides', 'slack water'],
    })
    expect(paper.counts).toEqual({
      votes: { timed: { at, count: 15 } },
      comments: { timed: { at, count: 3 } },
      stars: { timed: { at, count: 9 } },
    })
    expect(paper.entries).toEqual([
      { day: '2026-05-19', submittedAt: Date.UTC(2026, 4, 19, 6, 7, 8, 9), submitter: { handle: 'ada-k' } },
    ])
    expect(paper.origins.aiSummary).toEqual({ source: 'daily_papers', at, weight: 15 })
  })

  test('null is absence', () => {
    const paper = readPaper(rows[1])

    expect(Object.keys(paper.fields)).toEqual(['title', 'abstract', 'authors', 'publishedAt'])
    expect(Object.keys(paper.counts)).toEqual(['votes', 'comments'])
  })

  test.each([
    ['only the day of the list is known', 1, [{ day: '2024-11-05', submitter: { handle: 'ben-o' } }]],
    ['the list has another day than the submission', 2, [{ day: '2024-11-03', submittedAt: Date.UTC(2024, 10, 3) }]],
    [
      'it was listed twice',
      3,
      [
        { day: '2024-11-10' },
        { day: '2024-11-16', submittedAt: Date.UTC(2024, 10, 16, 0, 37, 41, 94), submitter: { handle: 'ada-k' } },
      ],
    ],
  ])('takes the day of submission and adds sure days of lists: %s', (_name, index, entries) => {
    expect(readPaper(rows[index]).entries).toEqual(entries)
  })

  test('two days without a submission name no submitter', () => {
    const row = { ...(rows[3] as object), submittedOnDailyAt: null, dates: ['2024-11-16', '2024-11-10', '2024-11-10'] }

    expect(readPaper(row).entries).toEqual([{ day: '2024-11-10' }, { day: '2024-11-16' }])
  })

  test('a row without the time it was seen counts as one of its day', () => {
    const paper = readPaper({ ...(rows[0] as object), snapshotAt: undefined })

    expect(paper.origins.title?.at).toBe(Date.UTC(2026, 4, 19))
    expect(paper.counts.votes).toEqual({ untimed: 15 })
  })

  test.each([
    [4, '"moss-1" is not an arXiv id'],
    [5, '2411.00204 has no title'],
    [6, 'not a record'],
  ])('row %i is named with a reason', (index, reason) => {
    expect(readFlatRow(rows[index], 'line 7')).toEqual({ fault: { position: 'line 7', reason } })
  })
})

describe('isFlatRow', () => {
  test('knows every row, and nothing of another form', () => {
    const others = [
      null,
      1,
      'row',
      [],
      {},
      { id: '2605.00001', title: 'Kelp', abstract: 'Fronds.', date: '2026-05-19' },
    ]

    expect(rows.filter((row) => !isFlatRow(row))).toEqual([])
    expect(others.filter(isFlatRow)).toEqual([])
  })
})
