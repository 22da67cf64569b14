import { describe, expect, test } from 'vitest'
import { keepBriefly, readBriefly } from './keep-briefly.ts'

/** Two values at most, for a second, by a clock that a test turns; `reads` are the keys that were read. */
function setUp() {
  const state = { now: 10_000 }
  const limits = { ms: 1000, clock: () => state.now, most: 2 }
  const reads: string[] = []
  const ask = readBriefly<string>(limits)
  const read = (key: string): Promise<string> => {
    reads.push(key)
    return Promise.resolve(`${key}${reads.length}`)
  }
  return { state, kept: keepBriefly<string>(limits), ask, reads, find: (key: string) => ask(key, () => read(key)) }
}

describe('what is kept briefly', () => {
  test('is there for so long, each from when it was given', () => {
    const { state, kept } = setUp()
    kept.keep('a', 'first')
    state.now += 600
    kept.keep('b', 'second')

    const found = [399, 1, 599, 1].map((ms) => {
      state.now += ms
      return ['a', 'b'].map(kept.find)
    })

    expect(found).toEqual([
      ['first', 'second'],
      [undefined, 'second'],
      [undefined, 'second'],
      [undefined, undefined],
    ])
  })

  test('is not kept for hours where the clock is put back', () => {
    const { state, kept } = setUp()
    kept.keep('a', 'first')
    state.now -= 3_600_000

    expect(kept.find('a')).toBeUndefined()
  })

  test('makes room for others, that which was not asked for lately', () => {
    const { kept } = setUp()
    kept.keep('a', 'first')
    kept.keep('b', 'second')
    kept.find('a')

    kept.keep('c', 'third')

    expect(['a', 'b', 'c'].map(kept.find)).toEqual(['first', undefined, 'third'])
  })
})

describe('what is read briefly', () => {
  test('is read once for all who ask within the time, and again after it', async () => {
    const { state, find, reads } = setUp()

    const first = await Promise.all([find('a'), find('a'), find('b')])
    state.now += 1000
    const second = await find('a')

    expect([first, second, reads]).toEqual([['a1', 'a1', 'b2'], 'a3', ['a', 'b', 'a']])
  })

  test('is read again where it could not be read, and a failure that comes late leaves the new one alone', async () => {
    const { state, ask, find } = setUp()
    let fail = (): void => undefined
    const failing = ask('a', () => new Promise((_resolve, reject) => (fail = () => reject(new Error('gone')))))
    state.now += 1000
    const renewed = await find('a')

    fail()
    await expect(failing).rejects.toThrow('gone')
    const kept = await find('a')
    await expect(ask('b', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')

    expect([renewed, kept, await find('b')]).toEqual(['a1', 'a1', 'b2'])
  })

  test('counts for as much as it is told, once it is there', async () => {
    const ask = readBriefly<string>({ ms: 1000, clock: () => 0, most: 6, lengthOf: ({ length }) => length })
    const read = (key: string, value: string) => ask(key, () => Promise.resolve(value))

    await read('a', 'aaa')
    await read('b', 'bbb')
    await read('c', 'ccc')

    expect([await read('b', 'again'), await read('a', 'again')]).toEqual(['bbb', 'again'])
  })
})
