import { expect, test } from 'vitest'
import { findKey } from '../../src/sources/find-key.ts'
import { readFeed } from '../../src/sources/feeds/read-feed.ts'
import { readBibtex } from '../../src/sources/files/read-bibtex.ts'
import { readIdList } from '../../src/sources/files/read-id-list.ts'
import { readRis } from '../../src/sources/files/read-ris.ts'
import { toTextOfHtml } from '../../src/sources/html-text.ts'

/** A reader whose time grows with the square of a run takes hours for these, not seconds. */
const LENGTH = 900_000
const RUNS = [
  ' ',
  '\n',
  '.',
  '/',
  '@',
  ',',
  ';',
  '{',
  '}',
  '<',
  '<b ',
  '&',
  '"',
  '=',
  '-',
  'a',
  '1',
  'a ',
  '10.1000/',
  'arXiv:',
]

function wrap(run: string): string {
  return run.repeat(Math.floor(LENGTH / run.length))
}

function toAtom(name: string, text: string): string {
  const fields = { title: 't', author: '<name>n</name>', summary: 's', id: 'https://doi.org/10.1000/a', [name]: text }
  const elements = Object.entries(fields).map(([tag, value]) => `<${tag}>${value}</${tag}>`)
  return `<feed><entry>${elements.join('')}</entry></feed>`
}

test.each(RUNS)(
  'a run of %j, however long, is read in time in proportion to its length',
  { timeout: 120_000 },
  (sign) => {
    const run = wrap(sign)
    const escaped = run.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const rss = `<rss><channel><item><title>t</title><author>${escaped}</author><guid>${escaped}</guid></item></channel></rss>`

    const results = [
      toTextOfHtml(`${run}x`),
      findKey([run, `https://doi.org/10.1000/${run}x`]),
      readRis(`TY  - JOUR\nTI  - ${run}x\nAU  - ${run}\nPY  - ${run}\nN1  - ${run}\nER  - \n`),
      readIdList(`x ${run} 2604.00001`),
      ...[
        `@misc{${run}x = 1}`,
        `@misc{a, title = {${run}x}}`,
        `@misc{a, title = "t", author = {a${run}x}, doi = {${run}}}`,
      ].map(readBibtex),
      ...['title', 'author', 'summary', 'id'].map((name) =>
        readFeed(toAtom(name, name === 'author' ? `<name>${escaped}</name>` : `${escaped}x`), 0),
      ),
      readFeed(rss, 0),
    ]

    expect(results).toHaveLength(12)
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
