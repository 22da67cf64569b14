import { afterAll, expect, test } from 'vitest'
import { readFeed } from '../../src/sources/feeds/read-feed.ts'
import { readBibtex } from '../../src/sources/files/read-bibtex.ts'
import { LongReader } from '../support/long-runs/long-reader.ts'
import { READERS } from '../support/long-runs/readers.ts'
import { COMMON_RUNS, RUNS } from '../support/long-runs/runs.ts'

/** `npm run fuzz` tries every sign, and longer runs. */
const IS_LONG = process.env['MUTATIONS'] !== undefined
/** In letters. A reader whose time grows with the square of a run takes minutes for it. */
const LENGTH = IS_LONG ? 600_000 : 200_000

const reader = new LongReader()
afterAll(() => reader.end())

test.each(Object.entries(READERS))(
  '%s: a run of any sign is read in time in proportion to its length',
  { timeout: IS_LONG ? 3_600_000 : 300_000 },
  async (name, ways) => {
    const wrong: string[] = []
    for (const sign of IS_LONG ? RUNS : COMMON_RUNS) {
      const run = sign.repeat(LENGTH / sign.length)
      for (const [way] of ways.entries()) {
        // Behind a letter and before one: at the ends of a text most runs are trimmed.
        const failure = await reader.read(name, way, `a${run}x`)
        if (failure !== '') wrong.push(`a run of ${JSON.stringify(sign)}, read in way ${way}, ${failure}`)
      }
    }

    expect(wrong).toEqual([])
  },
)

test('macros that double line by line end at the limit of an entry', () => {
  const lines = Array.from({ length: 40 }, (_, i) => `@string{s${i + 1} = s${i} # s${i}}`)

  const items = readBibtex(`@string{s0 = "owls "}\n${lines.join('\n')}\n@article{a, title = s40, author = "N, A"}`)

  expect(items.every((item) => 'fault' in item || 'paper' in item)).toBe(true)
})

test('a line before an abstract that names a thousand DOIs is passed over at once', () => {
  const text = `Published online: ${'doi:10. '.repeat(100_000)}\nx`
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'f',
    items: [{ id: '1', title: 't', content_text: text }],
  }

  expect(readFeed(JSON.stringify(feed), 0)).toBeDefined()
})
