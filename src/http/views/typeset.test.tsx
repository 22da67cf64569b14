import fc from 'fast-check'
import { html } from 'hono/html'
import { expect, test } from 'vitest'
import { Typeset, typesetToHtml } from './typeset.tsx'

const TAG =
  /^<\/?m(?:ath|row|i|n|o|text|space|sub|sup|subsup|under|over|underover|frac|sqrt|root|table|tr|td|style|padded|phantom)(?: [a-z]+="[\w.-]*")*>$/

test.each([
  [String.raw`The $n^2$ of \emph{all}`, 'The <math><msup><mi>n</mi><mn>2</mn></msup></math> of all'],
  [String.raw`R\&D <b> "q"`, 'R&amp;D &lt;b&gt; &quot;q&quot;'],
  ['plain <i>&', 'plain &lt;i&gt;&amp;'],
  [String.raw`as \( \foo<x> \) written`, String.raw`as \( \foo&lt;x&gt; \) written`],
  [String.raw`\href{javascript:alert(1)}{<u>}`, '&lt;u&gt;'],
])('a component and a template show the same: %s', (text, markup) => {
  expect((<Typeset text={text} />).toString()).toBe(markup)
  expect(html`${Typeset({ text })}`.toString()).toBe(markup)
  expect(typesetToHtml(text)).toBe(markup)
})

test('the second time is like the first', () => {
  const text = String.raw`$\alpha$ and \textbf{b}`

  const first = typesetToHtml(text)

  expect(typesetToHtml(text)).toBe(first)
  expect(first).toBe('<math><mi>α</mi></math> and b')
})

test('no element but those of MathML reaches the page, whatever a paper says', () => {
  const parts = fc.constantFrom(
    ...String.raw`<script> </script> <img/src=x> " ' & $ $$ \( \) \[ \] { } \text{ \href{javascript:x}{ \textbf{ ^ _ x 1 \cite{ \url{ <b> -- `.split(
      ' ',
    ),
  )

  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (signs) => {
      const markup = typesetToHtml(signs.join(' '))

      for (const [tag] of markup.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(TAG)
    }),
    { numRuns: 1000 },
  )
})
