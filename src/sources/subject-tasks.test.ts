import { describe, expect, test } from 'vitest'
import { aContext } from '../../test/support/harvest-context.ts'
import { createGithubSource } from './github/source.ts'
import { createOpenalexSource } from './openalex/source.ts'
import { createSemanticScholarSource } from './semantic-scholar/source.ts'
import { planSubjects, readSubjectDays, toSubjectSlots } from './subject-tasks.ts'

const [MONDAY, TUESDAY] = [Date.UTC(2026, 10, 23, 1), Date.UTC(2026, 10, 24, 1)]

describe('going through the papers of the store', () => {
  test('a day’s task takes the place of the day before’s, and none of another length', () => {
    const [monday, tuesday] = [planSubjects('stars', 14, MONDAY), planSubjects('stars', 14, TUESDAY)]

    expect(monday.key).not.toBe(tuesday.key)
    expect(monday.subject).toBe(tuesday.subject)
    expect(planSubjects('stars', 60, MONDAY).subject).not.toBe(monday.subject)
  })

  test('planned twice for one time it is one task', () => {
    expect(planSubjects('stars', 14, MONDAY)).toEqual(planSubjects('stars', 14, MONDAY))
  })

  test('a task tells how far back it goes', () => {
    expect(readSubjectDays('citations', planSubjects('citations', 365, MONDAY).key)).toBe(365)
  })

  test.each([
    '',
    'stars',
    'stars of the last 14 days',
    'citations of the last 14 days, 2026-11-23',
    'edition 2026-11-23',
  ])('"%s" is no task of stars', (key) => {
    expect(() => readSubjectDays('stars', key)).toThrow(expect.objectContaining({ trouble: 'refused' }) as Error)
  })

  test('new papers have their turn every day, older ones once a week', () => {
    const slots = toSubjectSlots('citations', { new: 30, older: 365 })

    expect(slots.map(({ pattern, plan }) => [pattern, plan(MONDAY)[0]?.subject])).toEqual([
      ['10 1 * * *', 'citations of the last 30 days'],
      ['10 2 * * 6', 'citations of the last 365 days'],
    ])
    expect(toSubjectSlots('citations', { older: 30 })).toHaveLength(1)
  })

  test('a source that is switched on begins at once, with tasks that it can read', async () => {
    const made = { ask: () => expect.unreachable('there is nothing to ask'), address: 'http://upstream.test' }
    const clock = () => MONDAY
    const sources = [
      createGithubSource({ ...made, token: undefined, clock }),
      createSemanticScholarSource({ ...made, key: 'made-up' }),
      createOpenalexSource({ ...made, key: undefined, clock }),
    ]

    const subjects: string[] = []
    for (const source of sources) {
      for (const { key, subject } of source.planStart!(MONDAY)) {
        subjects.push(subject)
        expect(await source.harvest(key, undefined, aContext())).toEqual({ items: [] })
      }
    }

    expect(subjects).toEqual([
      ...['stars of the last 14 days', 'stars of the last 60 days'],
      ...['citations of the last 30 days', 'citations of the last 365 days', 'citations of the last 30 days'],
    ])
  })
})
