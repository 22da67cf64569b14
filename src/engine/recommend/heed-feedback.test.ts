import { describe, expect, test } from 'vitest'
import { createFeedbackReader } from './heed-feedback.ts'
import { type TermProfile, toTermProfile } from './term-profile.ts'

const profileOf = (text: string): TermProfile => toTermProfile('', text, () => 1)
const wanted = (text: string) => ({ profile: profileOf(text), isWanted: true })
const unwanted = (text: string) => ({ profile: profileOf(text), isWanted: false })

describe('createFeedbackReader', () => {
  test('says nothing of what is like no example', () => {
    const read = createFeedbackReader([wanted('owl bat'), unwanted('fern reed')])

    expect(read(profileOf('quasar'))).toEqual({ factor: 1, isUnwanted: false, isClose: false })
    expect(createFeedbackReader([])(profileOf('owl'))).toMatchObject({ factor: 1, isUnwanted: false })
  })

  test('lifts what is like a wanted example, and tells which one is closest', () => {
    const read = createFeedbackReader([wanted('quasar pulsar'), wanted('owl bat moth tern')])

    const { factor, closest, isClose, isUnwanted } = read(profileOf('owl reed sedge rush'))

    // A cosine of 1/4, of which 0.08 are by chance: e^(8 · 0.17) = 3.896193.
    expect(factor).toBeCloseTo(3.896193, 5)
    expect([closest, isClose, isUnwanted]).toEqual([1, true, false])
  })

  test('tells of what lifts a little which example it is, and that it is not close', () => {
    const read = createFeedbackReader([wanted('owl bat moth tern quasar pulsar lens nova dust')])

    // A cosine of 1/6.
    expect(read(profileOf('owl reed sedge rush'))).toMatchObject({ closest: 0, isClose: false })
  })

  test('pushes down what is like an unwanted example, and leaves out what is close to it', () => {
    const read = createFeedbackReader([unwanted('owl bat moth tern')])

    const [near, nearer] = ['owl reed sedge rush', 'owl bat sedge rush'].map((text) => read(profileOf(text)))

    expect(near?.factor).toBeCloseTo(1 / 3.896193, 5)
    expect([near?.isUnwanted, nearer?.isUnwanted]).toEqual([false, true])
  })

  test('keeps what is closer to a wanted example than to an unwanted one', () => {
    const read = createFeedbackReader([unwanted('owl bat moth tern'), wanted('owl bat sedge rush')])

    expect(read(profileOf('owl bat sedge fern'))).toMatchObject({ isUnwanted: false, closest: 1 })
  })
})
