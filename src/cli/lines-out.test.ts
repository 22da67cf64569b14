import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { writeLines } from './lines-out.ts'

/** A stream that takes one chunk at a time, each after a turn of the event loop, and counts what waits. */
function slowStream(fail?: (taken: number) => Error | undefined): {
  out: Writable
  text: () => string
  mostWaiting: () => number
} {
  const chunks: Buffer[] = []
  let mostWaiting = 0
  const out = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      mostWaiting = Math.max(mostWaiting, out.writableLength)
      const failure = fail?.(chunks.length)
      if (!failure) chunks.push(chunk)
      setImmediate(() => done(failure))
    },
  })
  return { out, text: () => Buffer.concat(chunks).toString(), mostWaiting: () => mostWaiting }
}

function* countingLines(count: number, asked: { lines: number }): Generator<string> {
  for (let number = 1; number <= count; number++) {
    asked.lines = number
    yield `${number} ${'x'.repeat(500)}`
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}

describe('writeLines', () => {
  test('writes every line with a line break, in any script, and lines longer than a chunk', async () => {
    const lines = ['', 'plain', 'naïve', '林书远 نادر 😀', 'y'.repeat(300_000), 'end']
    const { out, text } = slowStream()

    await writeLines(lines, out)

    expect(text()).toBe(lines.map((line) => `${line}\n`).join(''))
  })

  test('takes lines that come one by one', async () => {
    const lines = async function* (): AsyncGenerator<string> {
      for (const line of countingLines(2000, { lines: 0 })) yield await Promise.resolve(line)
    }
    const { out, text } = slowStream()

    await writeLines(lines(), out)

    expect(text().split('\n').slice(0, -1)).toEqual([...countingLines(2000, { lines: 0 })])
  })

  test('waits for a slow reader: no more than one chunk is ever under way', async () => {
    const { out, text, mostWaiting } = slowStream()

    await writeLines(countingLines(5000, { lines: 0 }), out)

    expect(text().length).toBeGreaterThan(2_500_000)
    expect(mostWaiting()).toBeLessThanOrEqual(1 << 18)
  })

  test('ends quietly when the reader goes away, and asks for no more lines', async () => {
    const asked = { lines: 0 }
    const { out } = slowStream((taken) => (taken === 1 ? failure('EPIPE') : undefined))

    await writeLines(countingLines(100_000, asked), out)

    expect(asked.lines).toBeLessThan(3000)
  })

  test('throws what else befalls the stream', async () => {
    const { out } = slowStream((taken) => (taken === 1 ? failure('ENOSPC') : undefined))

    await expect(writeLines(countingLines(100_000, { lines: 0 }), out)).rejects.toThrow('ENOSPC')
  })
})
