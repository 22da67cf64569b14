import { describe, expect, test } from 'vitest'
import { keepUntilChanged } from './keep-until-changed.ts'

/** A keeper of two values, and how often each key was read. */
function aKeeper() {
  const reads: string[] = []
  const keep = keepUntilChanged<string>(2)
  const ask = (key: string, version: string) =>
    keep(key, version, () => {
      reads.push(`${key}${version}`)
      return Promise.resolve(`${key}${version}`)
    })
  return { ask, reads, keep }
}

describe('keepUntilChanged', () => {
  test('reads again only when the version changed', async () => {
    const { ask, reads } = aKeeper()

    const answers = [await ask('a', '1'), await ask('a', '1'), await ask('a', '2'), await ask('a', '2')]

    expect(answers).toEqual(['a1', 'a1', 'a2', 'a2'])
    expect(reads).toEqual(['a1', 'a2'])
  })

  test('gives up the one longest not asked for', async () => {
    const { ask, reads } = aKeeper()

    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key, '1')

    expect(reads).toEqual(['a1', 'b1', 'c1', 'b1'])
  })

  test('reads once for all who ask at the same time', async () => {
    const { ask, reads } = aKeeper()

    await Promise.all([ask('a', '1'), ask('a', '1'), ask('a', '1')])

    expect(reads).toEqual(['a1'])
  })

  test('keeps no failure', async () => {
    const { ask, keep } = aKeeper()

    await expect(keep('a', '1', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')

    expect(await ask('a', '1')).toBe('a1')
  })
})
