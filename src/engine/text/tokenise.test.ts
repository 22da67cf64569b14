import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LONGEST_TOKEN, forEachToken } from './tokenise.ts'

function listTokens(text: string): string[] {
  const tokens: string[] = []
  forEachToken(text, (token) => tokens.push(token))
  return tokens
}

function listShown(text: string): string[] {
  const shown: string[] = []
  forEachToken(text, (_, start, end) => shown.push(text.slice(start, end)))
  return shown
}

describe('words', () => {
  test.each([
    ['are runs of letters and digits in lower case', 'Attention Is All You Need', 'attention is all you need'],
    ['end at punctuation', 'fast, (cheap); good!', 'fast cheap good'],
    ['of two parts are their parts', 'k-NN actor–critic and/or snake_case', 'k nn actor critic and or snake case'],
    ['keep the digits of models', 'GPT-4o, LLaMA-3.1-8B, F1, Mask2Former', 'gpt 4o llama 3.1 8b f1 mask2former'],
    [
      'keep decimals and lose the commas of thousands',
      '3.14 of 1,234,567 in 2019,200 x.',
      '3.14 of 1234567 in 2019 200 x',
    ],
    ['end at the full stop after a number', 'in 2024. Then 7.', 'in 2024 then 7'],
    ['that are languages keep their signs', 'C++, C# and F#; x++y, a+b, #c', 'c++ c# and f# x y a b c'],
    ['lose apostrophes, and a last s with them', "model's models' don't O’Brien 'so'", 'model models dont obrien so'],
    ['lose diacritics', 'naïve Ångström Łukasz Erdős İstanbul Straße', 'naive angstrom lukasz erdos istanbul strasse'],
    ['are the same however their marks are written', 'Poincare\u0301 Poincar\u00e9', 'poincare poincare'],
    ['lose ligatures and forms of width', 'ﬁne ＧＰＴ Œuvre', 'fine gpt oeuvre'],
    ['of raised and lowered digits are on the line', 'CO₂ 10² ℓ₂', 'co2 102 l2'],
    ['hold what joins them without being seen', 'co\u00adoperate zero\u200bwidth', 'cooperate zerowidth'],
    ['of other scripts stay', 'нейронные Сети ελληνικά', 'неиронные сети ελληνικα'],
  ])('%s', (_, text, tokens) => {
    expect(listTokens(text).join(' ')).toBe(tokens)
  })
})

describe('letters of the Greek alphabet', () => {
  test.each([
    ['are called by name where they stand for themselves', 'TNF-α and IL-1β at 5μm', 'tnf alpha and il 1beta at 5mum'],
    ['are the same in TeX', String.raw`$\alpha$-stable $\varepsilon$ \Delta`, 'alpha stable epsilon delta'],
    ['are named in pairs too', 'γδ T cells', 'gammadelta t cells'],
  ])('%s', (_, text, tokens) => {
    expect(listTokens(text).join(' ')).toBe(tokens)
  })
})

describe('Chinese, Japanese and Korean', () => {
  test.each([
    ['come in overlapping pairs', '深度学习', '深度 度学 学习'],
    ['end where another script begins', '用ChatGPT写诗', '用 chatgpt 写诗'],
    ['keep the mark of length', 'データ', 'デー ータ'],
    ['hold letters outside the first plane', '𠮷野家', '𠮷野 野家'],
    ['pair syllables of Hangul', '언어모델', '언어 어모 모델'],
  ])('%s', (_, text, tokens) => {
    expect(listTokens(text).join(' ')).toBe(tokens)
  })
})

describe('TeX', () => {
  test.each([
    ['loses commands and keeps what they are applied to', String.raw`\emph{so} $\mathcal{L}$ \textsc{CAT}`, 'so l cat'],
    ['has variables', '$k$-means in $O(n^d)$', 'k means in o n d'],
    [
      'has accents',
      String.raw`Poincar\'e Schr\"odinger Erd\H{o}s Fran\c{c}ois Ho\v{r}ava`,
      'poincare schrodinger erdos francois horava',
    ],
    ['has accents in braces', String.raw`Poincar{\'e} M{\"u}ller na\"{\i}ve`, 'poincare muller naive'],
    ['has letters of its own', String.raw`\L{}ukasz K\o benhavn Stra\ss e`, 'lukasz kobenhavn strasse'],
    ['has small digits', String.raw`CO$_2$ H$_{2}$O $\mathrm{CO}_2$ $L_2$ $\ell_2$`, 'co2 h2o co2 l2 l2'],
    ['keeps exponents apart from numbers', '$10^{5}$ $10^5$', '10 5 10 5'],
    ['has operators that are words', String.raw`$n \log n$ \max`, 'n log n max'],
    ['marks single letters of a name', String.raw`\textbf{B}ERT, {\bf C}ontrastive`, 'bert contrastive'],
    [
      'cites and refers without words',
      String.raw`as \cite{smith2020} in \ref{fig} \href{https://a.b}{here}`,
      'as in here',
    ],
    ['lays subscripts of words beside them', '$BERT_{base}$', 'bert base'],
    ['breaks words where they may be broken', String.raw`hy\-phen`, 'hyphen'],
    ['is no trouble when escaped by mistake', String.raw`the \"best\" 50\% of a\_b`, 'the best 50 of a b'],
  ])('%s', (_, text, tokens) => {
    expect(listTokens(text).join(' ')).toBe(tokens)
  })
})

describe('offsets', () => {
  test.each([
    ['name the word as it is shown', "The Model's GPT-4.", ['The', 'Model', 'GPT', '4']],
    ['hold though a letter grows in lower case', 'İİ İstanbul x', ['İİ', 'İstanbul', 'x']],
    ['take in marks and joiners', 'Poincare\u0301 x', ['Poincare\u0301', 'x']],
    ['take in TeX', String.raw`a Schr\"odinger CO$_2$ b`, ['a', String.raw`Schr\"odinger`, 'CO$_2$', 'b']],
    ['leave the end of a formula out', String.raw`$\ell_2$ a $x_{10}$`, [String.raw`\ell_2`, 'a', 'x_{10}']],
    ['name pairs of letters', '深度学习', ['深度', '度学', '学习']],
  ])('%s', (_, text, shown) => {
    expect(listShown(text)).toEqual(shown)
  })
})

describe('any text is safe', () => {
  test.each([
    ['a word of a megabyte', 'a'.repeat(1_000_000), ['a'.repeat(64)]],
    ['a word of a megabyte with diacritics', 'é'.repeat(1_000_000), ['e'.repeat(64)]],
    ['a word that would be cut in the middle of a character', `a${'𐌰'.repeat(40)}`, [`a${'𐌰'.repeat(31)}`]],
    ['half characters', 'a\ud800b \udc00', ['a', 'b']],
    ['control characters', 'a\u0000b\u001bc', ['a', 'b', 'c']],
    ['nothing but signs', '$${}\\_^\'".,+#-', []],
    ['a hundred thousand marks over one letter', `e${'\u0301'.repeat(100_000)} x`, ['e', 'x']],
    ['a text that ends in a command', 'so \\', ['so']],
    ['no text', '', []],
  ])('%s', (_, text, tokens) => {
    expect(listTokens(text)).toEqual(tokens)
  })

  test('tokens have 1 to 64 letters of lower case and offsets in order, whatever the text', () => {
    const signs = [
      '\\',
      '{',
      '}',
      '$',
      '_2',
      '^',
      "'",
      '’',
      '.',
      ',',
      '-',
      '++',
      '\\alpha',
      "\\'e",
      '深',
      'İ',
      'ß',
      '\ud835',
      '½',
      'ﷺ',
      '3',
    ]
    const texts = fc.array(fc.oneof(fc.constantFrom(...signs), fc.string({ unit: 'binary', maxLength: 6 })), {
      maxLength: 30,
    })

    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('')
        const wrong: string[] = []
        let last = -1
        forEachToken(text, (token, start, end) => {
          const isWord = token !== '' && token.length <= LONGEST_TOKEN && token === token.toLowerCase()
          if (!isWord || start <= last || end <= start || end > text.length) wrong.push(token)
          last = start
        })
        expect(wrong).toEqual([])
      }),
    )
  })

  test('plain words come out as a plain reading gives them', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'B', 'z', '7', ' ', '-', '(', ';', '\n'), maxLength: 60 })

    fc.assert(
      fc.property(texts, (text) => {
        expect(listTokens(text)).toEqual(text.toLowerCase().match(/[a-z0-9]+/g) ?? [])
      }),
    )
  })
})
