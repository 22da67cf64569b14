import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toMarkdown } from './to-markdown.ts'

describe('formulas stay formulas, the rest is text', () => {
  test.each([
    ['in $O(n^2)$ time', 'in $O(n^2)$ time'],
    ['so $$x = 1$$ holds', 'so $$x = 1$$ holds'],
    [String.raw`with \(a_i\)`, 'with $a_i$'],
    ['$5 and $10', String.raw`\$5 and \$10`],
    [String.raw`\emph{so} 95\%`, 'so 95%'],
    [String.raw`with $\foo$`, String.raw`with \$\\foo\$`],
    ['foo_bar and _c_ and https://x.y/a_b', String.raw`foo_bar and \_c\_ and https://x.y/a_b`],
  ])('%s', (text, markdown) => {
    expect(toMarkdown(text)).toBe(markdown)
  })
})

describe('nothing becomes markup', () => {
  test.each([
    ['# a', String.raw`\# a`],
    ['- a', String.raw`\- a`],
    ['1. a', String.raw`1\. a`],
    ['> a', String.raw`\> a`],
    ['+ a', String.raw`\+ a`],
    ['*a* **b** `c`', '\\*a\\* \\*\\*b\\*\\* \\`c\\`'],
    ['[a](b) ![c](d)', String.raw`\[a\](b) \!\[c\](d)`],
    ['<b>&amp; &#60;', String.raw`\<b\>\&amp; \&#60;`.replace('&#60', String.raw`&\#60`)],
    ['a | b ~~c~~', String.raw`a \| b \~\~c\~\~`],
    ['$a<b>c$', String.raw`$a\lt b\gt c$`],
    ['$[a](b)`c`*d*$', String.raw`$\lbrack a](b)\lq c\lq \ast d\ast $`],
  ])('%s', (text, markdown) => {
    expect(toMarkdown(text)).toBe(markdown)
  })
})

test('no tag, link, code or line break stands unescaped, whatever is put in', () => {
  const texts = fc.array(
    fc.constantFrom(
      '<',
      '>',
      '[',
      ']',
      '(',
      ')',
      '!',
      '`',
      '*',
      '#',
      '$',
      '\\',
      '{',
      '}',
      '^',
      'a',
      ' ',
      '\n',
      '\r',
      '&lt;',
      '|',
      '-',
      '1.',
    ),
    { maxLength: 40 },
  )

  fc.assert(
    fc.property(texts, (parts) => {
      const bare = toMarkdown(parts.join('')).replace(/\\[^a-zA-Z]/g, 'x')

      expect(bare).not.toMatch(/[<>`[*\n\r]/)
      expect(bare).not.toMatch(/^(?:[#+-] |\d+[.)] )/)
    }),
    { numRuns: 1000 },
  )
})
