import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayHoldTex, readText } from './read-text.ts'

/** Pieces as one line: formulas in angle quotes, displayed ones in double. */
function show(text: string): string {
  return readText(text)
    .map((piece) => ('text' in piece ? piece.text : piece.display ? `«${piece.tex}»` : `‹${piece.tex}›`))
    .join('')
}

describe('text commands become what they set', () => {
  test.each([
    [String.raw`a na\"{\i}ve way`, 'a naïve way'],
    [String.raw`Erd\H{o}s--R\'enyi and Schr\" odinger`, 'Erdős–Rényi and Schrödinger'],
    [String.raw`\c{c}\v{s}\"o\ss\o\L\'e\~n\r{a}\.Z\k{e}`, 'çšößøŁéñåŻę'],
    [String.raw`{\'E}tude, \'{\i}, \c c, \v s`, 'Étude, í, ç, š'],
    [String.raw`\L aba and Stra\ss e at 5 \AA\ steps`, 'Łaba and Straße at 5 Å steps'],
    [String.raw`\emph{a \textbf{b} c}, {\em d}, \texttt{D}ual`, 'a b c, d, Dual'],
    [String.raw`95\% of R\&D for \$5, \#1, a\_b, \{x\}`, '95% of R&D for $5, #1, a_b, {x}'],
    [String.raw`Section~2 shows~that Llama~3.2~3B`, 'Section 2 shows that Llama 3.2 3B'],
    ["``one'' and `two' and ``three\"", '“one” and ‘two’ and “three”'],
    ['pages 3--7 --- all', 'pages 3–7 — all'],
    [String.raw`as in \cite{Ab98,Cd09} and~\citep[p.~3]{Ef}`, 'as in [Ab98, Cd09] and [Ef, p.~3]'],
    [String.raw`\url{http://a.b/c\_d~e} \href{http://x.y}{the code}`, 'http://a.b/c_d~e the code'],
    [String.raw`done\footnote{See \emph{there}.} now`, 'done (See there.) now'],
    [String.raw`A\textsuperscript{3}T H\textsubscript{2}O`, 'A³T H₂O'],
    [String.raw`\textcolor{blue}{text} \verb|a_b| 1.5\,--\,2\,km`, 'text a_b 1.5 – 2 km'],
    [String.raw`H{\sc i} and [O~\textsc{iii}] and \ion{Mg}{2}`, 'H I and [O III] and Mg 2'],
    [String.raw`(\eg this), \ie, that \etal`, '(e.g. this), i.e., that et al.'],
    [String.raw`{\alpha}-particles, \omega -saturated, k \geq 2`, 'α-particles, ω-saturated, k ≥ 2'],
    [
      "a ``group, with `inner ties' and `outer ties' as such''",
      'a “group, with ‘inner ties’ and ‘outer ties’ as such”',
    ],
    [String.raw`in ChatThing\url{https://a.b}, at:\url{http://c.d}`, 'in ChatThing https://a.b, at:http://c.d'],
    [String.raw`\b{eta}-carotene`, 'β-carotene'],
    ['1 mK/sqrt{Hz}', String.raw`1 mK/‹\sqrt{\mathrm{Hz}}›`],
    [String.raw`{B}ERT, 3D{-}UNet and 6{,}500 {GPU}s`, 'BERT, 3D-UNet and 6,500 GPUs'],
    ['patterns --such as these-- are', 'patterns –such as these– are'],
    ['the ``scaling problem`` and ``one more``, ``and', 'the “scaling problem” and “one more”, ``and'],
    [String.raw`({\bf A}, {\em b}) and \emph{{{i)}}} so`, '(A, b) and i) so'],
    [String.raw`{{\large {\textbf{F}}}}aster {0, 1}`, 'Faster {0, 1}'],
    [String.raw`\small{https://a.b/c.} {\color{red}{0, 1}}`, 'https://a.b/c. 0, 1'],
    [String.raw`\alpha*2, \section*{So} and \cite*{Ab}`, 'α*2, So and [Ab]'],
    [String.raw`the model\'s and {\L}o\'s's and \"quoted\"`, 'the model\'s and Łoś\'s and "quoted"'],
  ])('%s', (written, shown) => {
    expect(show(written)).toBe(shown)
  })
})

describe('formulas are found', () => {
  test.each([
    ['in $O(n^2)$ time', 'in ‹O(n^2)› time'],
    ['so $$x = 1$$ holds', 'so «x = 1» holds'],
    [String.raw`with \( a_i \) and \[ b \]`, 'with ‹a_i› and «b»'],
    ['a $ k $-means', 'a ‹k›-means'],
    [String.raw`\begin{equation}x\end{equation}`, '«x»'],
    [String.raw`\emph{the $x$ one}`, 'the ‹x› one'],
    [String.raw`$50\%$ of $1,000$`, '50% of 1,000'],
    [String.raw`$\textbf{Name}$ is $\texttt{a\_b}$`, 'Name is a_b'],
    [String.raw`rate \frac{1}{2} and \mathcal{O}(n)`, String.raw`rate ‹\frac{1}{2}› and ‹\mathcal{O}›(n)`],
  ])('%s', (written, shown) => {
    expect(show(written)).toBe(shown)
  })
})

describe('what is no TeX, or is not understood, stays as it is written', () => {
  test.each([
    'between $5 and $10 each',
    'for $100 on large models, $2.5M in all',
    'prices of $5,$10 and $20',
    'an open $x and nothing',
    String.raw`we propose \ours{}, and \method{x}`,
    'the set {0, 1} and {name}',
    '`code` and ```',
    'use --help <!-- or --> and -----',
    'about ~5% and a ~ b and x ~= y, z~2, O~(n), p~100',
    'mK/root{Hz} and T^1/3, f(x)^g(y), M_star, Muv~-23',
    'https://a.io/b_c/~d/{url}.',
    'L^--(x), 10^--29 and https://a.b/c{Github}.',
    'sum_x,y g(x,y), a_i,j, tau_1/2 and T_1/2',
    'GL_POINTS, SL_3x and eGL_2',
    'BERT_BASE, imo_1960_p2, zero_shot and _so_',
    'sim2real and real2sim2real, sometimes 3 times',
    '^_^ and "^"',
    String.raw`\(unclosed and \[see`,
    '{{{ }',
  ])('%s', (written) => {
    expect(show(written)).toBe(written)
  })
})

test('a formula keeps how it was written, delimiters and all', () => {
  const pieces = readText(String.raw`a \( \foo \) b`)

  expect(pieces[1]).toEqual({ tex: String.raw`\foo`, display: false, source: String.raw`\( \foo \)` })
})

test('white space is folded and control characters go', () => {
  expect(readText('  a\u0000\n\tb\u0007  c ')).toEqual([{ text: 'a b c' }])
  expect(readText(' \n ')).toEqual([])
})

test('a text without signs of TeX comes out unchanged but for white space', () => {
  const plain = fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !mayHoldTex(text))

  fc.assert(
    fc.property(plain, (text) => {
      const shown = text
        .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim()
      expect(show(text)).toBe(shown)
    }),
  )
})

test('letters and digits are neither lost nor made, whatever signs stand between', () => {
  // Upper-case letters and digits name no command, accent or broken form here.
  const signs = fc.constantFrom('$', '{', '}', '\\{', '^', '_', '~', '`', "'", '--', ' ', 'X', 'Q', 'J')
  const letters = (text: string): string => text.replace(/[^XQJ]/g, '')

  fc.assert(
    fc.property(fc.array(signs, { maxLength: 40 }), (parts) => {
      const text = parts.join('')
      expect(letters(show(text))).toBe(letters(text))
    }),
    { numRuns: 500 },
  )
})

test('never throws, and no white space stands double or at an end', () => {
  const tex = fc.array(
    fc.constantFrom(
      '\\',
      '$',
      '$$',
      '{',
      '}',
      '\\(',
      '\\)',
      '^',
      '_',
      'a',
      '1',
      ' ',
      '"',
      '\\textbf',
      '\\frac',
      '\\cite',
      "\\'",
      '~',
      '[',
      ']',
      '\n',
    ),
    { maxLength: 60 },
  )

  fc.assert(
    fc.property(
      fc.oneof(
        tex.map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        for (const piece of readText(text)) if ('text' in piece) expect(piece.text).not.toMatch(/\s\s/)
        expect(show(text)).toBe(show(text).trim())
      },
    ),
    { numRuns: 1000 },
  )
})

test('ten thousand nested braces, and as many dollar signs, are read', () => {
  const deep = `${'{'.repeat(10_000)}x${'}'.repeat(10_000)}`

  expect(show(deep)).toContain('x')
  expect(show(`\\emph{`.repeat(10_000) + 'x' + '}'.repeat(10_000))).toBe('x')
  expect(show('$'.repeat(10_001))).toContain('$')
})
