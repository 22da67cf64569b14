import { expect, test } from 'vitest'
import { keepAnswers } from './kept-answers.ts'

const bytes = (text: string) => Buffer.from(text)

test('a kept answer is given again for the same bytes only', () => {
  const kept = keepAnswers(1000)
  kept.keep('br /', bytes('one'), bytes('1'))

  expect(kept.find('br /', bytes('two'))).toBeUndefined()
  kept.keep('br /', bytes('one'), bytes('1'))
  expect(kept.find('br /', bytes('one'))?.toString()).toBe('1')
  expect(kept.find('gzip /', bytes('one'))).toBeUndefined()
})

test('the one longest not asked for goes when there is no room', () => {
  const kept = keepAnswers(8)
  kept.keep('a', bytes('aaa'), bytes('a'))
  kept.keep('b', bytes('bbb'), bytes('b'))
  kept.find('a', bytes('aaa'))

  kept.keep('c', bytes('ccc'), bytes('c'))

  expect(kept.find('b', bytes('bbb'))).toBeUndefined()
  expect(kept.find('a', bytes('aaa'))?.toString()).toBe('a')
  expect(kept.find('c', bytes('ccc'))?.toString()).toBe('c')
})

test('one that is larger than all the room is not kept, and takes nothing else away for good', () => {
  const kept = keepAnswers(8)

  kept.keep('a', bytes('a'.repeat(9)), bytes('a'))
  kept.keep('b', bytes('bbb'), bytes('b'))

  expect(kept.find('a', bytes('a'.repeat(9)))).toBeUndefined()
  expect(kept.find('b', bytes('bbb'))).toBeDefined()
})
