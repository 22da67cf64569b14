import { describe, expect, test } from 'vitest'
import { countTitleWords, normaliseTitle, toTitleKey } from './title-key.ts'

describe('toTitleKey', () => {
  test('is sixteen hexadecimal digits and never changes: stored papers are found by it', () => {
    // FNV-1a of "catacompactbenchmark", by another program.
    expect(toTitleKey(String.raw`\textsc{CAT}: a compact benchmark`)).toBe('1b15cd13487bd6a6')
  })

  test.each([
    [
      'a page that lost backslashes',
      String.raw`Lean \texttt{T}wo-\texttt{H}eaded Owls`,
      'Lean texttt{T}wo-texttt{H}eaded Owls',
    ],
    [
      'a page that lost dollars and backslashes',
      String.raw`Tight $\ell_2$ bounds, $129\times$ faster`,
      'Tight ell_2 bounds, 129times faster',
    ],
    ['an index in braces or bare', 'R$^{2}$Owl: Remember', 'R^2Owl: Remember'],
    [
      'TeX accents or Unicode',
      String.raw`A na\"{\i}ve K\"ahler view of Erd\H{o}s and Fran\c{c}ois`,
      'A naïve Kähler view of Erdős and François',
    ],
    ['signs with and without a variant', 'We ❤️ owls', 'We ❤ owls'],
    ['vowels that Arabic may leave out', 'كَتَبَ', 'كتب'],
    ['accents taken apart', 'Poincare\u0301 maps', 'Poincaré maps'],
    ['Greek letters by name or by sign', String.raw`The $\alpha$ and $\varepsilon$ of $\Gamma$`, 'The α and ε of Γ'],
    ['old switches', String.raw`On {\rm SO}(3) and {\it Gaia}`, 'On SO(3) and Gaia'],
    ['a switch whose backslash is lost', String.raw`On {\rm SO}(3)`, 'On {rm SO}(3)'],
    ['line breaks and double blanks', 'Slow owls\n  learn  fast', 'Slow owls learn fast'],
    ['dashes of all kinds', 'Owl--Pettis and owl-like', 'Owl–Pettis and owl‑like'],
    ['case and punctuation', 'Do Owls Sleep?', 'do owls “sleep”'],
    [
      'letters that Unicode does not take apart',
      String.raw`\O{}rsted in Stra\ss e and \AA{}bo`,
      'Ørsted in Straße and Åbo',
    ],
    ['superscript signs', 'VILA²', 'VILA^2'],
  ])('is one for %s', (_why, title, same) => {
    expect(toTitleKey(title)).toBe(toTitleKey(same))
  })

  test.each([
    ['Text Owls', 'Owls'],
    ['On text and emph in öwls', 'On and in öwls'],
    ['It bf öwls', 'öwls'],
    ['Owls 2', 'Owls 3'],
    ['猫', '犬'],
    ['???', '!!!'],
    ['🙂', '🙃'],
    ['कुछ', 'कोछ'],
    ['バイオ', 'ハイオ'],
    ['التعلم العميق', 'التعلم الآلي'],
  ])('tells "%s" from "%s"', (title, other) => {
    expect(toTitleKey(title)).not.toBe(toTitleKey(other))
  })
})

describe('normaliseTitle', () => {
  test('is never empty for a title that is not blank', () => {
    expect(['?!', '{}', '\\', '$$'].map(normaliseTitle)).toEqual(['?!', '{}', '\\', '$$'])
  })
})

describe('countTitleWords', () => {
  test.each([
    ['Two-Headed Owls', 2],
    ['  Owls — and\n  mice ', 3],
    ['$k$-means', 1],
    ['', 0],
    ['猫 и α', 3],
  ])('of "%s" is %i', (title, count) => {
    expect(countTitleWords(title)).toBe(count)
  })
})
