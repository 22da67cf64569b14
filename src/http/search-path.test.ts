import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PaperId } from '../domain/paper.ts'
import { readIds, writeIds } from '../domain/id-list.ts'
import { toSearchPath } from './search-path.ts'

const ids = (...texts: string[]): PaperId[] => texts as PaperId[]

test.each([
  [{ text: 'tidal waves' }, '/papers?q=tidal+waves'],
  [{ text: '' }, '/papers?q='],
  [{ text: 'x', mode: 'hybrid', order: 'relevance', like: [], unlike: [], page: 0, explain: false }, '/papers?q=x'],
  [
    { text: 'x', mode: 'dense', order: 'votes', page: 2, explain: true },
    '/papers?q=x&mode=dense&s=votes&explain=1&p=2',
  ],
  [{ text: '', like: ids('2604.00001', '2604.00002') }, '/papers?like=2604.00001,2604.00002'],
  [{ text: 'cat:cs.IR a&b', unlike: ids('doi:10.1/x') }, '/papers?q=cat:cs.IR+a%26b&unlike=doi:10.1%2Fx'],
] as const)('%j has the shortest address, %s', (place, path) => {
  expect(toSearchPath(place)).toBe(path)
})

test('ids come back from an address as they went in, commas and signs included', () => {
  const anId = fc.string({
    minLength: 1,
    unit: fc.constantFrom('a', '1', ',', '%', '2', 'C', '5', '/', ':', '+', '&', 'é'),
  })

  fc.assert(
    fc.property(fc.uniqueArray(anId, { maxLength: 5 }), (texts) => {
      const like = texts as PaperId[]
      const path = toSearchPath({ text: 'x', like })

      expect(readIds(writeIds(like))).toEqual(like)
      expect(readIds(new URL(path, 'http://x').searchParams.get('like') ?? '')).toEqual(like)
    }),
  )
})

test('an id that stands twice is one example', () => {
  expect(readIds('a,,b,a,')).toEqual(['a', 'b'])
})
