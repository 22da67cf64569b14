import { expect, test } from 'vitest'
import { cutAtWord, OpenGraph } from './open-graph.tsx'

const site = {
  stylesheet: '/x.css',
  suggestScript: '/x.js',
  offersMail: false,
  mapScript: '/y.js',
  zoneScript: '/z.js',
  baseUrl: 'https://b.example',
  version: '1',
}

test.each([
  ['one two three', 20, 'one two three'],
  ['one two three', 10, 'one two…'],
  ['one two, three', 10, 'one two…'],
  ['incomprehensible', 8, 'incompr…'],
  ['ab😀cd', 4, 'ab…'],
])('"%s" cut at %i is "%s"', (text, most, cut) => {
  expect(cutAtWord(text, most)).toBe(cut)
})

test('a page without a picture of its own has that of the program, by whole addresses', () => {
  const html = String(<OpenGraph site={site} title={'A "b" <c>'} path="/papers/date/2026-05-29" />)

  expect(html).toContain('<meta property="og:title" content="A &quot;b&quot; &lt;c&gt;" />')
  expect(html).toContain('<meta property="og:url" content="https://b.example/papers/date/2026-05-29" />')
  expect(html).toContain('<meta property="og:image" content="https://b.example/card.png" />')
  expect(html).not.toContain('description')
})
