import type { PatternText } from './pattern-text.ts'

/** Papers that make something and compare it with what there was. */
export const BUILD_PATTERNS: PatternText = {
  titles: String.raw`
<X>: <^A1> <T1> [with|via|through] <a:M1>
<X>: <^a:A1> <M1> for <T1>
<X>: <^a:M1> for <A1> <T1>
<X>: [Scaling|Rethinking|Unifying|Improving|Accelerating] <T1> with <A1> <O1>
<X>: [Towards|Toward] <A1> <T1> for <O1>
<X>: [Learning|Benchmarking|Evaluating|Building] <A1> <O1> for <T1>
<X>: Bridging <O1> and <O2> for <A1> <T1>
<X>: [Efficient|Robust|Adaptive|Fast|Generalizable] <T1> [via|with|from] <O1>
<^a:A1> <M1> for <T1>
<^A1> <T1> [with|via|using] <a:M1>
<^A1> <O1> for <T1>
[Learning|Improving|Understanding|Leveraging|Exploring] <A1> <O1> for <T1>
[Improving|Enhancing|Measuring|Predicting|Revisiting] the <P1> of <O1>
[Improving|Enhancing|Predicting|Rethinking] <T1> with <A1> <O1>
[Towards|Toward] <fit> <T1> [with|in|for] <A1> <O1>
[Can|Do|When do|How do] <O1> [help|improve|need] <T1>?
What [matters|works|is missing] in <T1>: [A|An empirical|A systematic] study of <A1> <O1>
[A survey of|A review of|Challenges and opportunities in] <T1> [with|for] <O1>
[From|Beyond] <O1> to <O2>: [A|An|One] <noun> for <T1>
[Rethinking|Revisiting] <O1> [for|in] <A1> <T1>
<^A1> <M1> for <tech> <O1>
<^T1> under [distribution shift|limited data|noisy labels|a fixed budget|uncertainty]: <^a:M1>
A [dataset|benchmark|study|comparison|framework] of <A1> <O1> for <T1>
[Learning|Predicting|Modeling] <O1> with <a:M1> based on <O2>
[Joint|Unified|Scalable|Unsupervised|Weakly supervised] <T1> [for|with|from] <O1>
<^a:tech> <M1> for <A1> <T1>
<^T1> with $\ell_1$-regularized <O1>`,
  openings: String.raw`
<^T1> [is|remains|has become] a [central|core|key|fundamental|long-standing] [problem|task|challenge] [in|for]
  [practice|research|<t>].
<^O1> have [achieved|shown|demonstrated] [remarkable|strong|impressive] [progress|success|performance] in <T1>.
Recent [advances in <O1> have|progress in <O1> has|work on <O1> has] [opened|created] new
  [possibilities|opportunities] for <T1> and <t>.
The <P1> of <O1> is [critical|essential|crucial|important] for <T1> in real-world [settings|applications].
<^T1> [requires|demands] <fit> [models|methods|systems] that [handle|understand|exploit] <A1> <O1>.
As <O1> [grow|are deployed|become widespread] in [practice|industry|scale], their <P1> [matters more|is under
  scrutiny].
Despite [rapid|recent|substantial] [progress|advances] in <t>, <T1> with <A1> <O1> is still <adv> <state>.
[Many|Most] [applications|systems] of <T1> [rely on|depend on|build on] <O1> whose <P1> is [limited|poorly
  understood].
[With the rise of|Driven by|Following] <A2> <O2>, <T1> has [attracted|received|drawn] [much|growing|wide] attention.
High-quality <O1> are [scarce|costly|expensive to collect], which [limits|hinders|slows] <T1> in <A1>
  [settings|domains].
<^O1> and <O2> are [widely used|popular|common] for <T1>.
Modern [systems|pipelines|approaches] for <T1> [combine|consist of|integrate] <O1>, <O2> and <o>.`,
  gaps: String.raw`
However, [existing|current|previous|prior] [methods|approaches|models] [often|typically|mostly]
  [ignore|overlook|neglect] the <P1> of <O1>.
[However|Yet|Unfortunately], <a:M2> [struggles|fails|degrades] when <O2> are <state> or <state>.
[Existing|Current|Conventional] [methods|approaches] [suffer from|are limited by] poor <P2> and <adj> <noun>.
[Existing|Current] [benchmarks|evaluations|datasets] [rarely|do not] [capture|measure|reflect] <P1> beyond <A1>
  <O1>.
[It remains|It is] [unclear|an open question] [how|whether|to what extent] <O1> [improve|affect|support] <P1>
  in <T1>.
The main [challenge|difficulty|obstacle] is the <adj> [gap|mismatch|trade-off] between <P1> and <P2>.
[Training|Adapting|Deploying] <O1> [directly|naively] leads to [poor|unpredictable] <P1>,
  [especially|particularly] for <A2> <O2>.
[Prior|Earlier] work [addresses|treats] <T1> and <t> [separately|in isolation], [missing|ignoring] their shared
  <noun>.
[This|Such a design] [requires|needs] [large amounts of|many|extensive] <O2>, which [is|becomes]
  [impractical|expensive] at scale.
[Most|Many] [approaches|solutions] [assume|require] access to <A2> <O2>, an assumption that [rarely
  holds|fails] in practice.`,
  claims: String.raw`
[In this paper|In this work|Here], we [propose|present|introduce] <X>, <a:fit> <M1> [for|that addresses] <T1>.
We [propose|present|introduce] <X>, <a:A1> [framework|model|approach|system|method] that [combines|unifies]
  <a:M1> with <a:M2>.
To [address|overcome|tackle] [this|these issues|this gap], we [introduce|propose|develop] <X>, which
  [learns|exploits|models] <state> <O2>.
To [address|overcome] [these challenges|these limitations|this issue], we [propose|develop|design] <a:fit> <M1>
  based on <O2>.
[In this paper|In this work], we [study|investigate|explore|revisit] <T1> [through|with|via] <a:M1> that uses
  <A1> <O1>.
We [propose|present|describe] <a:fit> <A1> <M1> that [improves|controls|increases] the <P1> of <O1>.
This paper [presents|introduces|proposes] <a:M1> for <T1> [with|using|from] <A2> <O2>.
We [systematically|empirically] [study|analyze|evaluate] how <P1> and <P2> [interact|vary|scale] in <A1> <O1>.
We [introduce|release|present] <D>, <a:fit> [resource|benchmark|dataset] of <big> <O1> for <A1> <T1>.
We [formulate|cast|frame] <T1> as [a problem of <t>|an optimization problem|a learning problem] and [solve it
  with|propose] <a:M1>.`,
  details: String.raw`
<^X> [first|explicitly] [encodes|extracts|aligns] <O1> [with|through|by] <a:M2> and then
  [refines|predicts|aggregates] <O2>.
At the [core|heart] of <X> [is|lies] <a:fit> <M2> that [captures|preserves|models] the <adj> <noun> of <O2>.
[Unlike|In contrast to] [previous|existing] [work|methods], <X> [does not require|avoids|needs no] <A2> <O2>.
[Specifically|Concretely|In particular], we [design|use|employ|train] <a:M2> to [align|connect|combine] <O1>
  with <O2>.
The [key|main|central] [idea|insight] is to [treat|represent|model] <O1> as <a:adj> <noun> over <O2>.
Our [method|approach|framework] [consists of|has] two [stages|components]: <a:M1> for <t>, and <a:M2> for <T1>.
We [construct|collect|generate] <big> <A1> <O1> [covering|spanning] <few> <adj>
  [domains|categories|tasks].
[Then|Next], we [apply|introduce|train] <a:tech> <M2> that [reduces|improves|regularizes] <P2>.
[Furthermore|Moreover|In addition], <a:fit> <M2> [encourages|ensures|promotes] <P1> [without sacrificing|without losing|while preserving] <P2>.
[Furthermore|Additionally|Moreover], we [incorporate|add|introduce] <A2> <noun> to [stabilize|guide|accelerate] <t>.
[The|Our] [model|system|framework] is trained [on|with] <big> <O1> and [needs|uses] only <int>
  [GPUs|hours|epochs|examples].
We [provide|give|derive] a theoretical [analysis|justification] that [links|relates] <P1> to <P2> under <adj>
  assumptions.
The [resulting|proposed] <M1> is <fit>, <fit> and [compatible with|easy to add to] [existing|most] <O2>.
By <ing> <tech> <O2>, our [approach|method] [reduces|lowers|controls] the [cost|burden] of <t>.
We further [show|observe] that <E> <noun> [improves|stabilizes|explains] <a> <O2>.
This [design|formulation|strategy] [allows|enables] <fit> [training|inference|adaptation] over <A2> <O2>.
We also [analyze|examine|discuss] the [role|effect|impact] of <noun>, <noun> and <tech> <noun>.
[Each|Every] [stage|module|component] can be trained [independently|jointly], which [simplifies|supports] <t>.`,
  results: String.raw`
[Experiments|Extensive experiments] on <D> [and <few> other benchmarks |]show that <X> outperforms
  [strong|competitive] baselines by <pct>%.
On <D>, <X> [improves|raises] <P1> by <pct>% [while|and] reducing [cost|computation|memory] by <fac> times.
[Experiments|Results|Evaluations] on <D> and <D2> [show|demonstrate|confirm] [consistent|significant]
  improvements in <P1>.
[Extensive|Comprehensive|Thorough] experiments [demonstrate|show|verify] that our [method|approach]
  [achieves|reaches] state-of-the-art [performance|results] on <D>.
Compared with [the best|a strong|the previous] baseline, our [method|approach|model] [improves|increases] <P1>
  from <pct>% to <pct2>%.
Our [method|model|approach] [achieves|attains|obtains] [better|comparable|strong] <P1> with <fac> times fewer
  [parameters|examples|steps].
[Results|Experiments|Our findings] [show|reveal|indicate] that <O1> [remain|are] <adv> <state> [on|under]
  <tech> <O2>.
[Ablation|Additional] studies [confirm|show] that [both|the] <A1> <noun> and the <M2> [contribute|are needed].
[Surprisingly|Interestingly|Notably], [even|simple] <O2> [match|exceed|approach] [larger|more
  complex|specialized] models on <D>.
We find that <P1> [grows|scales|saturates] with <P2>, and that <a:tech> <noun> [explains|predicts] <pct>% of
  the [gap|variance].
[Evaluations|Tests|Experiments] with <int> [participants|models|systems|baselines] [show|confirm]
  [gains|improvements] in <P1> and <P2>.
[The improvement|The gain] is [largest|most pronounced] for <A2> <O2>, where [errors|failures] [drop|fall] by
  <pct>%.`,
  closings: String.raw`
[Code|Our code|The code] and [data|models] are available at https://code.example.org/.
[Code|Data|The code|All data] will be [made public|released].
[These|Our] [results|findings] [suggest|indicate] that <adj> <noun> is [a promising direction|a useful basis]
  for <T1>.
[This|Our] work [provides|offers] [a practical|an effective|a scalable] [path|route|solution] [to|toward] <fit>
  <T1>.
[We hope|We believe] that <X> [will|can] [support|inspire|encourage] [further|future] [research|work] on <T1>.
[Our|These] [findings|observations] [highlight|underline|show] the [importance|value|limits] of <P1> in <A1> <O1>.
We [discuss|outline] [limitations|open problems] and [directions|implications] for <T1> and <t>.`,
}
