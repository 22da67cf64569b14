import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toMathml } from './to-mathml.ts'

// MathML 4's elements of presentation; what else would come out is not ours.
const ELEMENT =
  /^<\/?(?:math|mrow|mi|mn|mo|mtext|mspace|msub|msup|msubsup|munder|mover|munderover|mfrac|msqrt|mroot|mtable|mtr|mtd|mstyle|mpadded|mphantom|mmultiscripts|mprescripts|none)((?: [a-z]+="[^"<>&]*")*)>$/
const ATTRIBUTE =
  /^(?:accent|accentunder|columnspan|depth|display|displaystyle|form|height|linethickness|lspace|mathvariant|maxsize|minsize|movablelimits|rspace|scriptlevel|stretchy|symmetric|width)="[-\w.]*"$/

/** Fails unless every tag is MathML's, closed where it should, and every attribute is of the list. */
function expectSafe(markup: string): void {
  const open: string[] = []
  for (const [tag] of markup.matchAll(/<[^>]*>?/g)) {
    const found = ELEMENT.exec(tag)
    expect(found, tag).not.toBeNull()
    for (const attribute of found?.[1]?.trim().split(/\s+/) ?? []) if (attribute) expect(attribute).toMatch(ATTRIBUTE)
    const name = /\w+/.exec(tag)?.[0] ?? ''
    if (tag.startsWith('</')) expect(open.pop()).toBe(name)
    else open.push(name)
  }
  expect(open).toEqual([])
  expect(markup.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&')
}

describe('formulas become MathML', () => {
  test.each([
    ['x', '<math><mi>x</mi></math>'],
    ['n^2', '<math><msup><mi>n</mi><mn>2</mn></msup></math>'],
    [String.raw`\ell_2`, '<math><msub><mi>ℓ</mi><mn>2</mn></msub></math>'],
    [String.raw`\mathbb{R}^d`, '<math><msup><mi>ℝ</mi><mi>d</mi></msup></math>'],
    [String.raw`\frac12`, '<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>'],
    [String.raw`\sqrt{d}`, '<math><msqrt><mi>d</mi></msqrt></math>'],
    ['^2', '<math><msup><mrow></mrow><mn>2</mn></msup></math>'],
    ['a<b', '<math><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math>'],
    [String.raw`\overline{x}`, '<math><mover><mrow><mi>x</mi></mrow><mo stretchy="true">‾</mo></mover></math>'],
    [String.raw`\hat{x}`, '<math><mover accent="true"><mi>x</mi><mo stretchy="false">ˆ</mo></mover></math>'],
  ])('%s', (tex, mathml) => {
    expect(toMathml(tex, false)).toBe(mathml)
  })
})

test('a displayed formula says so, one in running text does not', () => {
  expect(toMathml('x', true)).toBe('<math display="block"><mi>x</mi></math>')
})

test.each([
  [String.raw`\mathrm{HD95}`, 'HD95'],
  [String.raw`M_{\rm F438W}`, 'MF438W'],
  [String.raw`\rm SNR10`, 'SNR10'],
])('an upright name keeps all its digits: %s', (tex, shown) => {
  expect(toMathml(tex, false)?.replace(/<[^>]*>/g, '')).toBe(shown)
})

test('brackets stretch only where the formula asks for it', () => {
  expect(toMathml('f(x)', false)).toContain('<mo form="prefix" stretchy="false">(</mo>')
  expect(toMathml(String.raw`\left(x\right)`, false)).toContain('stretchy="true">(</mo>')
})

test.each([
  String.raw`\foo{x}`,
  '{',
  'x^',
  String.raw`\frac{1}`,
  String.raw`\def\a{\a\a}\a`,
  String.raw`\gdef\x{y}\x`,
  String.raw`\newcommand{\x}{y}\x`,
  String.raw`\let\a=\frac\a12`,
  String.raw`\href{javascript:alert(1)}{x}`,
  String.raw`\url{javascript:alert(1)}`,
  String.raw`\htmlClass{a}{x}`,
  String.raw`\htmlStyle{color:red}{x}`,
  String.raw`\htmlData{a=b}{x}`,
  String.raw`\class{a}{x}`,
  String.raw`\includegraphics{http://a.b/c.png}`,
  `${'{'.repeat(10_000)}x${'}'.repeat(10_000)}`,
  `${'{'.repeat(100)}x${'}'.repeat(100)}`,
  'x'.repeat(4001),
])('gives up: %.40s', (tex) => {
  expect(toMathml(tex, false)).toBeUndefined()
})

test.each([
  '<script>alert(1)</script>',
  String.raw`\text{<img src=x onerror=alert(1)>}`,
  String.raw`\text{&lt;b&gt; " ' <!-- ]]>}`,
  String.raw`\color{red}x \textcolor{expression(alert(1))}{y}`,
  String.raw`\rule{9999em}{9999em}\hspace{9999em}\kern-9999em x`,
  String.raw`\begin{pmatrix} a & b \\ c & d \end{pmatrix}`,
  String.raw`\boxed{x} \underline{y} \phantom{z} \mathop{\rm w}\limits_a^b`,
  String.raw`\unicode{x3c}script\unicode{x3e}`,
])('what comes out holds nothing but MathML: %s', (tex) => {
  const markup = toMathml(tex, true)

  if (markup !== undefined) expectSafe(markup)
  expect(markup ?? '').not.toMatch(/9999|<script|<img|<b>/)
})

test('whatever is put in, only elements and attributes of MathML come out', () => {
  const part = fc.constantFrom(
    ...String.raw`x 1 < > & " ' ^ _ { } \frac \sqrt \left( \right) \text{ \mathbb R \color{red} \begin{matrix} \end{matrix} & \\ \hat \sum \overline{ \href{a}{b} \html \style= <b> \char 60 # % ~ \rule{1em}{1em} \unicode{x26}`.split(
      ' ',
    ),
  )
  const texts = fc.oneof(
    fc.array(part, { maxLength: 25 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary' }),
  )

  fc.assert(
    fc.property(texts, fc.boolean(), (tex, display) => {
      const markup = toMathml(tex, display)

      if (markup !== undefined) expectSafe(markup)
    }),
    { numRuns: 1500 },
  )
})

test('a formula defines nothing for the next', () => {
  toMathml(String.raw`\begin{matrix}a\\b\end{matrix}`, true)
  toMathml(String.raw`\global\def\mine{x}`, false)

  expect(toMathml(String.raw`\mine`, false)).toBeUndefined()
  expect(toMathml(String.raw`\cr`, false)).toBeUndefined()
})
