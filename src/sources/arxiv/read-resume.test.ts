import { expect, test } from 'vitest'
import { z } from 'zod'
import { readResume } from './read-resume.ts'

test.each([
  ['{"next":3}', { next: 3 }],
  [undefined, undefined],
  ['', undefined],
  ['3', undefined],
  ['{"next":"3"}', undefined],
])('%j is the place %j', (resume, place) => {
  expect(readResume(z.object({ next: z.number() }), resume)).toEqual(place)
})
