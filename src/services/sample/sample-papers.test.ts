import { describe, expect, test } from 'vitest'
import { reckonAnnouncedDay } from '../../domain/arxiv-calendar.ts'
import type { Paper } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { samplePapers } from './sample-papers.ts'

const lastDay = '2026-04-01' as Day // a Wednesday, and no holiday of arXiv in the weeks before

function listSample(options: Partial<{ count: number; seed: number; days: number; lastDay: Day }> = {}): Paper[] {
  return [...samplePapers({ count: 3000, seed: 1, days: 20, lastDay, ...options })]
}

describe('samplePapers', () => {
  test('the same options give the same papers, another seed gives others', () => {
    const papers = listSample({ count: 50 })

    expect(listSample({ count: 50 })).toEqual(papers)
    const others = listSample({ count: 50, seed: 2 })
    expect(others.filter(({ fields }, index) => fields.title === papers[index]!.fields.title)).toEqual([])
  })

  test('a smaller sample is the beginning of a larger one', () => {
    expect(listSample({ count: 300 }).slice(0, 40)).toEqual(listSample({ count: 40 }))
  })

  test('every paper says that it is a sample, and links lead to example.org alone', () => {
    const papers = listSample()

    expect(papers.map(({ id }) => id)).toEqual(papers.map((_, index) => `sample:${index + 1}`))
    expect(new Set(papers.map(({ fields }) => fields.comment))).toEqual(
      new Set(['Sample paper, made up by Broadsheet: not real research.']),
    )
    expect(papers.flatMap(({ origins }) => Object.values(origins)).every(({ source }) => source === 'sample')).toBe(
      true,
    )
    const hosts = JSON.stringify(papers)
      .match(/https?:\/\/[^/"]*/g)!
      .map((link) => new URL(link).hostname)
    expect(hosts.filter((host) => !host.endsWith('.example.org'))).toEqual([])
  })

  test('papers go in turn to the last working days, and none on a Saturday or Sunday', () => {
    const days = listSample({ count: 9, days: 4, lastDay: '2026-04-05' as Day }).map(
      ({ fields }) => fields.announcedDay,
    )

    const week = ['2026-04-03', '2026-04-02', '2026-04-01', '2026-03-31']
    expect(days).toEqual([...week, ...week, '2026-04-03'])
  })

  test('a paper is submitted when arXiv takes in what it announces on that day', () => {
    const papers = listSample()

    const strays = papers.filter(({ fields }) => reckonAnnouncedDay(fields.publishedAt!) !== fields.announcedDay)
    expect(strays).toEqual([])
  })

  test('each day features 25 to 40 papers, in places that count from 0', () => {
    const papers = listSample()

    const days = Map.groupBy(
      papers.flatMap(({ entries }) => entries),
      ({ day }) => day,
    )
    expect(days.size).toBe(20)
    for (const entries of days.values()) {
      expect(entries.length).toBeGreaterThanOrEqual(25)
      expect(entries.length).toBeLessThanOrEqual(40)
      expect(entries.map(({ place }) => place)).toEqual(entries.map((_, index) => index))
    }
  })

  test('votes of featured papers run from a few to more than a hundred, most of them few', () => {
    const votes = listSample({ count: 4000 })
      .filter(({ entries }) => entries.length > 0)
      .map(({ counts }) => counts.votes!.timed!.count)

    const sorted = votes.sort((a, b) => a - b)
    expect(sorted[0]).toBeGreaterThanOrEqual(1)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(20)
    expect(sorted.at(-1)).toBeGreaterThan(100)
  })

  test('no version is newer than the newest edition', () => {
    const papers = listSample()

    expect(papers.filter(({ fields }) => (fields.version ?? 0) > 1).length).toBeGreaterThan(50)
    expect(papers.filter(({ fields }) => fields.updatedAt! >= Date.parse(lastDay)).map(({ id }) => id)).toEqual([])
  })

  test('abstracts have about 140 words and nothing of the patterns is left in them', () => {
    const papers = listSample()

    const abstracts = papers.flatMap(({ fields }) => fields.abstract ?? [])
    const words = abstracts.reduce((sum, abstract) => sum + abstract.match(/[\p{L}\p{N}]+/gu)!.length, 0)
    expect(Math.abs(words / abstracts.length - 140)).toBeLessThan(8)
    const texts = [...abstracts, ...papers.map(({ fields }) => fields.title)]
    expect(
      texts.filter((text) => /[<\[\]|]|undefined|\s\s|\s[.,;]|\ba [aeio]|\ban [^aeiou\WAEIOU]/.test(text)),
    ).toEqual([])
  })

  test('there are awkward ones: no abstract, sixty authors, very long and Chinese titles, TeX, other scripts', () => {
    const papers = listSample().map(({ fields }) => fields)

    expect(papers.some(({ abstract }) => abstract === undefined)).toBe(true)
    expect(papers.some(({ authors }) => authors!.length >= 50)).toBe(true)
    expect(papers.some(({ title }) => title.length > 250)).toBe(true)
    expect(papers.some(({ title }) => /^\p{Script=Han}+$/u.test(title))).toBe(true)
    expect(papers.some(({ title }) => title.includes('$'))).toBe(true)
    expect(papers.some(({ abstract }) => abstract?.includes('\\emph{'))).toBe(true)
    expect(papers.some(({ authors }) => authors!.some((name) => /\p{Script=Arabic}/u.test(name)))).toBe(true)
    expect(papers.some(({ authors }) => authors!.some((name) => /\p{Script=Han}/u.test(name)))).toBe(true)
  })

  test('authors and organisations recur, and more than sixty topics have papers', () => {
    const papers = listSample({ count: 5000 }).map(({ fields }) => fields)

    const byAuthor = Map.groupBy(
      papers.flatMap(({ authors }) => authors!),
      (name) => name,
    )
    expect([...byAuthor.values()].filter(({ length }) => length > 2).length).toBeGreaterThan(200)
    expect(new Set(papers.flatMap(({ organization }) => organization?.handle ?? [])).size).toBeLessThan(1000)
    expect(new Set(papers.map(({ primaryCategory }) => primaryCategory)).size).toBeGreaterThan(40)
  })
})
