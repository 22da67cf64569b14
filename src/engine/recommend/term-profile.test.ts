import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareProfiles, toTermProfile } from './term-profile.ts'

const everyTerm = () => 1

describe('toTermProfile', () => {
  test('weighs a term of the title as if it were said three times, and leaves out stop words', () => {
    const profile = toTermProfile('The owl', 'A bat and the bat', everyTerm)

    // 1 + ln 3 = 2.098612 and 1 + ln 2 = 1.693147; their length is 2.696466.
    expect([...profile.keys()]).toEqual(['owl', 'bat'])
    expect(profile.get('owl')).toBeCloseTo(0.778283, 5)
    expect(profile.get('bat')).toBeCloseTo(0.627914, 5)
  })

  test('keeps the terms that tell most', () => {
    const many = Array.from({ length: 100 }, (_, place) => `w${place}x`).join(' ')

    const profile = toTermProfile('', `${many} quasar`, (term) => (term === 'quasar' ? 5 : 1))

    expect(profile.size).toBe(48)
    expect(profile.has('quasar')).toBe(true)
  })
})

describe('compareProfiles', () => {
  const text = fc
    .array(fc.constantFrom('owl', 'bat', 'moth', 'fern', 'reed'), { maxLength: 8 })
    .map((words) => words.join(' '))

  test('is 1 for a document and itself, 0 for documents without a common term, and the same both ways', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [one, other] = [toTermProfile(a, b, everyTerm), toTermProfile(b, a, everyTerm)]
        expect(compareProfiles(one, one)).toBeCloseTo(`${a}${b}` === '' ? 0 : 1, 9)
        expect(compareProfiles(one, other)).toBeCloseTo(compareProfiles(other, one), 12)
        expect(compareProfiles(one, toTermProfile('tin', 'lead', everyTerm))).toBe(0)
      }),
    )
  })
})
