import type { PatternText } from './pattern-text.ts'

/** Papers that prove something. */
export const PROVE_PATTERNS: PatternText = {
  titles: String.raw`
On the <P1> of <A1> <O1>
On <A1> <O1> [with|of] <exact> <P1>
<^a:M1> for <A1> <O1>
<^A1> <O1> and <O2>
[Some|New|Improved|Sharp|Optimal] [results|bounds|estimates] on <T1>
<^P1> and <P2> [of|for] <A1> <O1>
[Remarks on|A note on|Notes on] <A1> <O1>
The <P1> of <A1> <O1>
<^a:A1> <M1> for <T1>
<^T1> for <A1> <O1>
<^T1> via <a:M1>
[Existence|Classification|Characterization|Asymptotics|Stability|Construction] of <A1> <O1>
[Existence|Characterization|Analysis] of <tech> <O1>
<^E> <O1> and their <P1>
<^A1> <O1> with <exact> <P1>
[Computing|Counting|Bounding|Approximating] the <P1> of <A1> <O1>
[Lower|Upper|Tight] bounds for <T1> [with|on|of] <A1> <O1>
<^A1> <O1> over $\mathbb{F}_q$
$L^p$ estimates for <A1> <O1>
<^P1> of <O1> in $\mathbb{R}^d$
<^a:E> theorem for <O1>
When are <A1> <O1> <exact>?
<X>: <^a:A1> <M1> for <T1>
<X>: [Certified|Provable|Optimal|Efficient] <T1> with <A1> <O1>
<^O1>, <O2> and the <E> [conjecture|inequality|correspondence|problem]`,
  openings: String.raw`
<^O1> [are|have been] [a central|a classical|an important] [object|topic] in the [theory|study] of <O2>.
Let $<sym>$ be a family of <A1> <O1> [with|of] <exact> <P1>.
We [consider|study|investigate] <A1> <O1> and their <P1>.
The <P1> of <O1> [is|has been] [well understood|studied|known] [only in|in] [special|low-dimensional|<exact>]
  [cases|settings].
[In this paper|In this article|In this note], we [study|consider|investigate] the <P1> of <A1> <O1>.
<^T1> is [a fundamental|a basic|an old|a natural] [problem|question] [about|concerning] <O1>.
[A|One] [classical|well-known] [result|theorem] of <E1> [relates|links] the <P1> of <O1> to <P2>.
We [are concerned with|study] <T1> for <O1> that arise from <A2> <O2>.
[Motivated|Inspired] by [questions|recent progress|applications] in <t>, we [study|consider] <A1> <O1>.
[Given|For] a [positive integer $n$|real number $\alpha > 0$|prime $p$], we [consider|study] <O1> of <exact> <P1>.`,
  gaps: String.raw`
[However|Yet], [little|much less] is known [about|for] <A2> <O2>.
[It was|It has been] [conjectured|asked|suggested] by <E1> that <O1> [are|remain] <exact>.
[The best known|Previously known|The known] [bounds|results|proofs] [depend on|require]
  [assumptions|hypotheses] of <exact> <P2>.
[The|A] [general|remaining] case [is|has remained] [open|unclear], [even|except] for <A2> <O2>.
[Existing|Classical] [arguments|techniques] [break down|fail] without <exact> <P2>.
[The|This] question is [delicate|difficult] because <O1> [lack|need not have] <P2>.`,
  claims: String.raw`
We [prove|show|establish] that <A1> <O1> are <exact> [if and only if|whenever|provided that] their <P1> is <exact>.
We [prove|show|establish|obtain] [sharp|optimal|new|explicit] [bounds|estimates] [on|for] the <P1> of <O1>.
We [introduce|construct|develop] <a:A1> <M1> for <O1> and [study|determine|compute] its <P1>.
[Our|The] main [result|theorem] [states|says] that the <P1> of <O1> [is determined by|is controlled by] <P2>.
[In this paper|In this work], we [give|provide|present] <a:fit> [proof|construction|characterization]
  [of|using] <a:M1>.
We [give|obtain] [necessary and sufficient|sufficient] conditions for the <P1> of <A1> <O1>.
We [present|propose|introduce] <X>, <a:fit> [algorithm|scheme|framework] for <T1> with [provable|optimal] <P1>.
We [determine|compute|classify] [all|the] <A1> <O1> [of|with] <exact> <P1>, [answering|settling] a question of <E1>.
[As a main result|Using these ideas], we [construct|obtain] <big> [new|explicit] [examples|families] of <O1>.`,
  details: String.raw`
The proof [combines|uses|relies on] <a:M1> [with|and] <a:M2>.
The [key|main|essential] [ingredient|tool|step] is <a:fit> <M2> for <A2> <O2>.
[As an application|As a consequence|As a corollary], we [obtain|deduce|derive] [new|similar|analogous|explicit]
  [results|statements] on <t>.
[Moreover|Furthermore|In addition], we [show|prove] that the <P1> [is|remains] <exact> under <exact>
  [perturbations|products|limits|extensions].
[Our|The] [method|approach|argument] [extends|applies|generalizes] to <o> and [other|related] <O2>.
[In particular|Consequently], if the <P2> is <exact>, then <O1> [admit|have] <a:exact>
  [decomposition|model|filtration|extension|limit].
We [also|further] [discuss|study|establish] the [relation|connection] between <P1> and <P2>.
[This|The result] [generalizes|extends|improves] [a theorem|results|work] of <E1> [on|about] <o>.
[The|These] [bounds|estimates] are of order $O(n^{<int>/<int2>} \log n)$ and [hold|are valid] for [all|every]
  $n \geq <int>$.
[Along the way|On the way], we [develop|introduce] <a:tech> <noun> [of|for] <A2> <O2>.
[For|Over] [finite|compact|general] <tech> <noun>, this [recovers|reduces to] the [classical|known]
  [case|theory] of <O2>.
[We use|The argument uses] <a:E> [decomposition|inequality|transform|construction] [together with|followed by]
  <a:M2>.
[The|Our] [argument|construction] is [explicit|elementary|effective] and [avoids|does not use] <a:M2>.
[It follows|We deduce] that [every|any] such [family|object|system] has [finite|positive|bounded] <P2> and
  <adj> <noun>.
We [explain|describe] how <tech> <O2> [give rise to|lead to|arise from] <exact> <o>.
The case of <A2> <O2> [requires|needs] a [separate|careful|different] [analysis|treatment], in which
  \emph{<noun>} [plays|has] a [special|central] role.`,
  results: String.raw`
[These|The] bounds are [tight|optimal|sharp] [up to|within] [constants|a factor of $\log n$|a constant factor].
[Numerical|Computer] [experiments|examples|computations] on <D> [illustrate|support|confirm] the [theory|results].
[Several|Some|<^few>] examples [illustrate|show] [our|the] [results|theory] and the [necessity|role] of
  [our|the] assumptions.
We [show|verify] that the [constant|exponent] $<fac>$ [cannot be improved|is best possible].
[The|This] [result|theorem] [holds|is new] even for <A2> <O2>.
[In|For] dimension $d \geq <int>$, [the|our] [result|bound] [improves|strengthens] [earlier|previous] work of <E1>.
[Simulations|Experiments] with <int> [instances|systems] [show|indicate] an error below <pct>%.
[We also|Finally, we] [construct|give] [a counterexample|examples] showing that <P2> [cannot be|must not be]
  [dropped|weakened].`,
  closings: String.raw`
[Finally|At the end], we [discuss|list|mention] [open problems|open questions|possible extensions] [on|about] <T1>.
[Applications to <t> are|An application to <t> is] given.
[The|These] [results|methods] [suggest|point to] a [link|connection] between <O1> and <o>.
We [conclude|close] with [questions|conjectures|remarks] on <A2> <O2>.
[This|It] [answers|settles] [affirmatively|in part|in the negative] a [question|conjecture] of <E1>.`,
}
