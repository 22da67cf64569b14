import { expect, test } from 'vitest'
import { toPlainText } from './to-plain-text.ts'

test.each([
  ['in $O(n^2)$ time', 'in O(n²) time'],
  [String.raw`the $\ell_2$ norm`, 'the ℓ₂ norm'],
  [String.raw`regret $\sqrt{d\log n}$, $\sqrt{2}$`, 'regret √(d log n), √2'],
  [String.raw`$\varepsilon\le 0.1$`, 'ε ≤ 0.1'],
  [String.raw`$x \in \mathbb{R}^d$`, 'x ∈ ℝᵈ'],
  [String.raw`$\tilde{\mathcal{O}}(\sqrt{T})$`, 'Õ(√T)'],
  [String.raw`$10^{-5}$, $2\times 3$, $4.1\times$ faster`, '10⁻⁵, 2 × 3, 4.1× faster'],
  [String.raw`$\frac{p+1}{2}$ and $\frac{1}{n}$`, '(p + 1)/2 and 1/n'],
  [String.raw`$\|x\|_2^2$, $f'$, $A^*$, $360^\circ$`, '‖x‖₂², f′, A*, 360°'],
  [String.raw`$x_{\max}$, $v_{i,j}$, $e^{i\pi}$, $M_\odot$`, 'x_max, v_(i,j), e^(iπ), M_⊙'],
  [String.raw`$\binom{n}{k}$`, '(n choose k)'],
  [String.raw`$\sum_{i=1}^n a_i := b$`, '∑ᵢ₌₁ⁿaᵢ := b'],
  ['MVD$^2$ and CO$_2$', 'MVD² and CO₂'],
  [String.raw`so \[ x = 1 \] holds`, 'so x = 1 holds'],
  [String.raw`$q = \overline{p(z)}$, $\widehat{HFK}$, $\hat{x}$`, 'q = bar(p(z)), hat(HFK), x̂'],
  ["$f'$, $f''$ and $0.1''$", 'f′, f″ and 0.1″'],
  [String.raw`16$\frac{2}{3}$ Hz, $2\frac{1}{2}$, $\frac12$ and $k <= n$`, '16 2/3 Hz, 2 1/2, 1/2 and k ≤ n'],
  [String.raw`$1/\sqrt{n}$, $A \oplus B$`, '1/√n, A⊕B'],
  [String.raw`$3\%--10.5\%$ and $7--9$`, '3%–10.5% and 7–9'],
  [String.raw`masses $(\gtrsim 3\,M_{\oplus})$ of $x_1, \cdots, x_n$`, 'masses (≳ 3 M_⊕) of x₁, ⋯, xₙ'],
  [String.raw`$1/\log n$, $\{\,,\,\}$, $N \lhd G$`, '1/log n, { , }, N ⊲ G'],
  [String.raw`from $a\ ^3\Pi$ to $5s^2\,{}^1S_0$ in $10\ ^\circ$C`, 'from a ³Π to 5s² ¹S₀ in 10°C'],
  [String.raw`over $\F_2$, $\F_q^n$ and $\mc{A}$, $\mc B$`, 'over F₂, F_qⁿ and A, B'],
  [String.raw`$z^{\underline{n}}$ and $\underline{ab}$`, 'z^(n\u0332) and ab'],
  [
    String.raw`$\frac{1}{n^2}f(x)$, $\frac12(a+b)$, $\frac{p}{q}<1$, $\frac1{9}th$`,
    '1/n² f(x), 1/2 (a + b), p/q < 1, 1/9th',
  ],
  [String.raw`$p-$adic, $\Gamma -$convex, $3-$dimensional`, 'p-adic, Γ-convex, 3-dimensional'],
  [String.raw`$B-$L, $\pi^-$mesons and $\foo-$like`, String.raw`B−L, π⁻mesons and $\foo-$like`],
  [String.raw`$\mathrm{\mathring{A}}$, $5~\r{A}$, 2500 $\AA$, $\mathring{\mathrm{A}}^{-1}$`, 'Å, 5 Å, 2500 Å, Å⁻¹'],
  [
    String.raw`$S\'{a}ndor$, $\text{\r{u}}$, $\ddot{o}$, $\=u$, $\acute{e}$ and $\mathring{g}$`,
    'Sándor, ů, ö, ū, é and g\u030a',
  ],
  ['$B^3D-RWKV$ and $B^3D-RWKV-7.2B$', 'B³D-RWKV and B³D-RWKV-7.2B'],
  [
    String.raw`$K-theory$, $E_{front-end}$, $\mathbf{SP-Rank}$, $f_{\rm high-J}$, $\ind-match_2$, $\texttt{L-Galaxies}$`,
    'K-theory, E_(front-end), SP-Rank, f_(high-J), ind-match₂, L-Galaxies',
  ],
  [
    String.raw`\([A]=ABA-BAB\), \([x]=xyxy-yxyx\), \(\lambda-x\), \(FUV-NUV<1\), \(1-cosx\), \(n-rank(A)\), \(size-1\), \(abcd - x\)`,
    '[A] = ABA − BAB, [x] = xyxy − yxyx, λ − x, FUV − NUV < 1, 1 − cosx, n − rank(A), size − 1, abcd − x',
  ],
  ['$\\Pi_{C}%\n\\Phi$ and $50%$', 'Π_CΦ and 50%'],
  [String.raw`with $\foo{x}$ as written`, String.raw`with $\foo{x}$ as written`],
  [String.raw`with \( \foo \) as written`, String.raw`with \( \foo \) as written`],
])('%s', (text, line) => {
  expect(toPlainText(text)).toBe(line)
})
