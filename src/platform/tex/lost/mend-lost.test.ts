import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { findMath } from '../formula/math-spans.ts'
import { countLost, mendLost } from './mend-lost.ts'
import { toPlainText } from '../to-plain-text.ts'

const ARXIV = new URL('../../../../../shared/data/arxiv/2026.jsonl.gz', import.meta.url)

describe('forms that lost their backslashes and dollar signs are mended', () => {
  test.each([
    ['texttt{D}ual-texttt{H}ead', 'Dual-Head'],
    ['an ell_2 norm and ell_1', 'an ℓ₂ norm and ℓ₁'],
    ['129times faster, 256times256, 1.04sim2.2times', '129× faster, 256×256, 1.04∼2.2×'],
    ['up to sim99% with (leq100 examples), approx20%', 'up to ∼99% with (≤100 examples), ≈20%'],
    ['a 360^circ view, 90^{circ}', 'a 360° view, 90°'],
    ['5.9%rightarrow10.9%', '5.9%→10.9%'],
    ['mathcal{O}(T^{-1/4}) when m gg n', 'O(T^(−1/4)) when m ≫ n'],
    ['mathcal{C_{Phi circ Psi}/n} and C_{Phicirc Psi} > C_Psi', 'C_(Φ ∘ Ψ)/n and C_(Φ ∘ Ψ) > C_Ψ'],
    ['D^3S, chi^2, mu^2LLM, HumanEval^{+}, 10^{-5}, 2^k - 1', 'D³S, χ², μ²LLM, HumanEval⁺, 10⁻⁵, 2ᵏ - 1'],
    ['(|A_{i,t}|times H_{i,t})', '(|A_(i,t)|× H_(i,t))'],
    ['AP_{50}, H_2O, CO_2, pi_0 and L_2', 'AP₅₀, H₂O, CO₂, π₀ and L₂'],
    [String.raw`a \10,000 budget`, 'a $10,000 budget'],
    [String.raw`from \320,000 to \26,000, with X-\alpha$`, 'from $320,000 to $26,000, with X-α$'],
    ['10 cm^(-1), f^(-1)(x) but f^(2)(x)', '10 cm⁻¹, f⁻¹(x) but f^(2)(x)'],
    ['PSL_2(q), GL_n x GL_m, Sp_4, sl_2', 'PSL₂(q), GLₙ x GLₘ, Sp₄, sl₂'],
    ['Sr_xBaO_3, pi^n_{k+1}', 'SrₓBaO₃, πⁿₖ₊₁'],
    ['O(sqrt{deg f}), e^{ln n}, n_0/2', 'O(√(deg f)), e^(ln n), n₀/2'],
  ])('%s', (lost, mended) => {
    expect(toPlainText(lost)).toBe(mended)
  })
})

test.each([
  'sometimes, oftentimes, 3 times 4 times',
  'sim2real, real2sim2real, text2sim, simulate 5',
  'from 9 pm to 10 pm, at 5pm',
  'the arrow of time and rightarrows',
  'approximately 20, leqx, an emphasis',
  'so I ll go, the gg gene',
  String.raw`X\boxtimes E, \sim 5, \textbf{x}, \ell`,
])('words are left alone: %s', (text) => {
  expect(mendLost(text)).toBe(text)
})

test.skipIf(!existsSync(ARXIV))(
  'of the first 20,000 healthy papers of ../shared/data/arxiv/2026.jsonl.gz no rule takes more than five',
  async () => {
    const lines = createInterface({ input: createReadStream(ARXIV).pipe(createGunzip()) })
    let papers = 0
    const mended: string[] = []

    for await (const line of lines) {
      if (++papers > 20_000) break
      const { title, abstract } = JSON.parse(line) as { title: string; abstract: string }
      for (const text of [title, abstract]) if (countLost(withoutMath(text)).size > 0) mended.push(text)
    }

    expect(papers).toBeGreaterThan(20_000)
    expect(mended.length).toBeLessThanOrEqual(5)
  },
)

function withoutMath(text: string): string {
  let rest = ''
  let end = 0
  for (const span of findMath(text)) {
    rest += text.slice(end, span.start)
    end = span.end
  }
  return rest + text.slice(end)
}
