import { expect, test } from 'vitest'
import { Remark } from './remark.tsx'

test.each([
  ['12 pages, $n^2$ figures', '12 pages, n² figures'],
  [
    'Keywords: owls. https://openreview.net/forum?id=a_B--1',
    'Keywords: owls. <a href="https://openreview.net/forum?id=a_B--1">https://openreview.net/forum?id=a_B--1</a>',
  ],
  [
    'Code (https://owls.example/x). Data: http://data.example/?a=1&b=2, soon',
    'Code (<a href="https://owls.example/x">https://owls.example/x</a>). Data: ' +
      '<a href="http://data.example/?a=1&amp;b=2">http://data.example/?a=1&amp;b=2</a>, soon',
  ],
  ['See https://user:secret@owls.example/', 'See https://user:secret@owls.example/'],
  ['<script>x</script> javascript:alert(1)', '&lt;script&gt;x&lt;/script&gt; javascript:alert(1)'],
])('Remark writes %j with links, escaped', (text, html) => {
  expect(String(<Remark text={text} />)).toBe(html)
})
