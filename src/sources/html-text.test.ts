import { describe, expect, test } from 'vitest'
import { toTextOfHtml } from './html-text.ts'

describe('toTextOfHtml', () => {
  test.each([
    ['plain  text\n of two lines', 'plain text of two lines'],
    ['one\n\n two ', 'one\n\ntwo'],
    ['<p>Owls&nbsp;sleep.</p><p>By <em>day</em>, that is.</p>', 'Owls sleep.\n\nBy day, that is.'],
    ['H<sub>2</sub>O at 5&#176;C &amp; more', 'H2O at 5°C & more'],
    ['p < 0.05 and n > 3', 'p < 0.05 and n > 3'],
    ['dust at 0.1<z<4, or 2<z<7>1', 'dust at 0.1<z<4, or 2<z<7>1'],
    ['Memory <A Hyper-Dimensional Survey>', 'Memory <A Hyper-Dimensional Survey>'],
    ['<SOG_k>: one token', '<SOG_k>: one token'],
    ['<mml:math><mml:mi>x</mml:mi></mml:math> and <jats:italic>y</jats:italic>', 'x and y'],
    ['0<p<0.05 <P class="b">x</P >', '0<p<0.05\n\nx'],
    ['before<script>alert("x")</script><style>p{}</style>after', 'beforeafter'],
    ['<jats:title>Background</jats:title><jats:p>Owls.</jats:p>', 'Background\n\nOwls.'],
    ['a<br/>b<br>c', 'a\n\nb\n\nc'],
    ['a &lt;b&gt; c', 'a <b> c'],
    ['<![CDATA[x]]><!-- y -->z', 'z'],
    ['<p>never closed <b>at all', 'never closed at all'],
    ['<img src="x.png" alt="owl">', ''],
  ])('reads %j', (html, text) => {
    expect(toTextOfHtml(html)).toBe(text)
  })

  test('takes a million open elements without a deep stack', () => {
    expect(toTextOfHtml(`${'<b>'.repeat(1_000_000)}owl`)).toBe('owl')
    expect(toTextOfHtml(`<b ${' '.repeat(300_000)}`)).toBe('<b')
    expect(toTextOfHtml(`<b ${'='.repeat(300_000)}`)).toHaveLength(300_003)
    expect(toTextOfHtml('<b '.repeat(300_000))).toHaveLength(899_999)
  })
})
