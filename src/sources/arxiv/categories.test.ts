import { expect, test } from 'vitest'
import { isWanted, listArchiveCodes, listMembers, toCategoryQuery, toSetSpec } from './categories.ts'

// Source: the sets and the examples of info.arxiv.org/help/oa and /help/api/user-manual.
test.each([
  ['cs.CL', 'cs:cs:CL', 'cat:cs.CL'],
  ['stat.ML', 'stat:stat:ML', 'cat:stat.ML'],
  ['hep-th', 'physics:hep-th', 'cat:hep-th'],
  ['cond-mat.soft', 'physics:cond-mat:soft', 'cat:cond-mat.soft'],
  ['physics.optics', 'physics:physics:optics', 'cat:physics.optics'],
  ['math', 'math', 'cat:math.*'],
  ['astro-ph', 'physics:astro-ph', 'cat:astro-ph OR cat:astro-ph.*'],
  ['q-bio', 'q-bio', 'cat:q-bio OR cat:q-bio.*'],
])('%s is the set %s and the query %s', (category, set, query) => {
  expect([toSetSpec(category), toCategoryQuery(category)]).toEqual([set, query])
})

test('an archive stands for all its categories', () => {
  expect(listMembers('stat')).toHaveLength(6)
  expect(listMembers('hep-th')).toEqual(['hep-th'])
  expect([isWanted(['cs.RO', 'math.CO'], ['math']), isWanted(['cs.RO'], ['math', 'cs.CL'])]).toEqual([true, false])
  expect(listArchiveCodes()).toHaveLength(20)
})
