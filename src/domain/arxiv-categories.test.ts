import { expect, test } from 'vitest'
import { findCategoryTitle } from './arxiv-categories.ts'

test.each([
  ['cs.LG', 'Machine Learning'],
  ['stat.ML', 'Machine Learning (Statistics)'],
  ['cs.CL', 'Computation and Language'],
  // One category under two codes, by https://arxiv.org/category_taxonomy: there is nothing to tell apart.
  ['cs.IT', 'Information Theory'],
  ['math.IT', 'Information Theory'],
  ['neuroscience', undefined],
])('%s is told from all others as %s', (code, title) => {
  expect(findCategoryTitle(code)).toBe(title)
})
