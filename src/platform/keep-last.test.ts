import { describe, expect, test } from 'vitest'
import { keepLast } from './keep-last.ts'

describe('keepLast', () => {
  test('gives up the text longest not asked for when all are longer than the limit', () => {
    const kept = keepLast<string>(9)
    kept.keep('a', 'aaa')
    kept.keep('b', 'bbb')
    kept.keep('c', 'ccc')
    kept.find('a')

    kept.keep('d', 'dd')

    expect(['a', 'b', 'c', 'd'].map(kept.find)).toEqual(['aaa', undefined, 'ccc', 'dd'])
  })

  test('counts a text that is replaced once', () => {
    const kept = keepLast<string>(6)
    kept.keep('a', 'aaa')

    for (let again = 0; again < 10; again++) kept.keep('b', 'bbb')

    expect(['a', 'b'].map(kept.find)).toEqual(['aaa', 'bbb'])
  })

  test('does not empty itself for a text that can never fit', () => {
    const kept = keepLast<string>(3)
    kept.keep('a', 'aaa')

    kept.keep('b', 'bbbb')

    expect(['a', 'b'].map(kept.find)).toEqual(['aaa', undefined])
  })

  test('keeps what is new, though all others were asked for', () => {
    const kept = keepLast<string>(6)
    kept.keep('a', 'aaa')
    kept.keep('b', 'bbb')
    for (const key of ['a', 'b']) kept.find(key)

    kept.keep('c', 'ccc')

    expect(['a', 'b', 'c'].map(kept.find)).toEqual([undefined, 'bbb', 'ccc'])
  })

  test('counts values without a length as it is told, and forgotten ones no more', () => {
    const kept = keepLast<number>(10, (value) => value)
    kept.keep('a', 6)
    kept.keep('b', 4)
    kept.forget('a')

    kept.keep('c', 6)

    expect(['a', 'b', 'c'].map(kept.find)).toEqual([undefined, 4, 6])
  })
})
