import { expect, test } from 'vitest'
import { z } from 'zod'
import { readPosition, readResume } from './read-resume.ts'

test.each([
  ['{"next":3}', { next: 3 }],
  [undefined, undefined],
  ['', undefined],
  ['3', undefined],
  ['{"next":"3"}', undefined],
])('%j is the place %j', (resume, place) => {
  expect(readResume(z.object({ next: z.number() }), resume)).toEqual(place)
})

test.each([
  [undefined, 0],
  ['500', 500],
  ['-1', 0],
  ['1.5', 0],
  ['x', 0],
  ['1e300', 0],
  ['{"next":3}', 0],
])('%j is the position %d', (resume, position) => {
  expect(readPosition(resume)).toBe(position)
})
