import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitLines } from './split-lines.ts'

async function* toChunks(text: string, sizes: readonly number[]) {
  let from = 0
  for (const size of [...sizes, text.length]) {
    yield Buffer.from(text.slice(from, from + size))
    from += size
  }
}

async function collect(text: string, sizes: readonly number[], maxBytes: number) {
  const lines: (string | undefined)[] = []
  for await (const some of splitLines(toChunks(text, sizes), maxBytes))
    lines.push(...some.map((line) => line?.toString()))
  return lines
}

describe('splitLines', () => {
  test('finds the same lines wherever the pieces are cut, and none of a line that is too long', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r'), maxLength: 60 })
    const sizes = fc.array(fc.nat({ max: 12 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(text, sizes, async (text, sizes) => {
        const expected = text.split('\n').map((line) => (line.length > 5 ? undefined : line))
        if (text === '' || text.endsWith('\n')) expected.pop()
        expect(await collect(text, sizes, 5)).toEqual(expected)
      }),
    )
  })
})
