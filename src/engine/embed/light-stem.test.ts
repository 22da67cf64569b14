import { expect, test } from 'vitest'
import { lightStem } from './light-stem.ts'

test.each([
  ['networks', 'network'],
  ['studies', 'study'],
  ['boxes', 'box'],
  ['classes', 'class'],
  ['approaches', 'approach'],
  ['cases', 'case'],
])('the plural "%s" is the term "%s"', (plural, singular) => {
  expect(lightStem(plural)).toBe(singular)
})

test.each(['class', 'analysis', 'bus', 'virus', 'gas', 'is', 'general', 'learning', 'gpt4', ''])(
  '"%s" stays as it is',
  (token) => {
    expect(lightStem(token)).toBe(token)
  },
)
