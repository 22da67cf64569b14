import { expect, test } from 'vitest'
import { escapeMarkup } from '../../platform/escape-markup.ts'
import { escapeHref } from './html.ts'
import { readTemplate } from './template.ts'

test('slots are filled wherever they stand, and what a value holds is no slot', () => {
  const fill = readTemplate('<a href="{{link}}">{{name}}, {{name}}</a>', ['link', 'name'])

  expect(fill({ link: escapeHref('https://x.example/?a=1&b=2'), name: escapeMarkup('{{link}} $& <b>') })).toBe(
    '<a href="https://x.example/?a=1&amp;b=2">{{link}} $&amp; &lt;b&gt;, {{link}} $&amp; &lt;b&gt;</a>',
  )
})

test.each([
  ['<p>{{title}}</p>', ['title', 'facts']],
  ['<p>{{title}} {{facts}}</p>', ['title']],
])('a template and a program that differ in their slots are found when it is read', (template, slots) => {
  expect(() => readTemplate(template, slots)).toThrow('facts')
})

test.each(['javascript:alert(1)', ' https://x', 'https://a b', 'data:text/html,x', '//x.example', ''])(
  '%j is no address to follow',
  (url) => {
    expect(escapeHref(url)).toBe('#')
  },
)
