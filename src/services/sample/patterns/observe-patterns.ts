import type { PatternText } from './pattern-text.ts'

/** Papers that measure, simulate or observe. */
export const OBSERVE_PATTERNS: PatternText = {
  titles: String.raw`
<^P1> of <A1> <O1>
<^P1> and <P2> in <A1> <O1>
[Effects|Role|Impact|Influence] of <P1> on <A1> <O1>
<^A1> <O1> in <tech> <O2>
<^a:A1> <M1> of <O1>
<^a:M1> for <T1>
<^T1> with <A1> <O1>
[Probing|Measuring|Constraining|Modeling|Understanding] the <P1> of <A1> <O1>
[Observation of|Evidence for|Search for|Measurement of|Simulation of] <A1> <O1> [with|from|in] <D>
[Constraints on|Signatures of|New limits on|Origin of] <A1> <O1> from <D>
<^O1> and <O2>: [The|A] role of <P1>
<^A1> <P1> [driven by|induced by|and] <P2> in <O1>
[Dynamics|Evolution|Formation|Statistics|Properties] of <A1> <O1>
<^adj> <P1> in <A1> <O1> [near|around|for] <catalog>
The <A1> <O1> of <catalog>
[Machine learning|Deep learning|Bayesian methods] for <T1>: <^a:A1> <M1>
[Machine learning|Neural networks|Deep learning] and the <P1> of <O1>
<^A1> <O1> at <fac> <unit>
<X>: <^a:A1> <M1> for <T1>
<X>: [Measuring|Mapping|Predicting|Monitoring] the <P1> of <O1>
<^T1> [using|from|based on] <A1> <O1> and <a:M1>
<^E> <noun> [of|in] <A1> <O1>`,
  openings: String.raw`
<^O1> are [key|important|useful] [probes|tracers|tools] of <P1> and <P2>.
The [origin|nature|role] of <P1> in <A1> <O1> [remains|is] [unclear|debated|poorly understood].
We [present|report] <a:M1> of <A1> <O1> [with|based on|using] <D>.
We [study|investigate|examine|analyze] the <P1> of <A1> <O1> [using|with|by means of] <a:M1>.
Understanding the <P1> of <O1> is [essential|important|crucial] for <T1>.
<^A1> <O1> [provide|offer] a [unique|natural|powerful] [laboratory|setting] for [studying|testing] <P1>.
[Recent|New] [observations|experiments|data] have [revealed|uncovered] [unexpected|complex|rich] <P1> in <O1>.
[Accurate|Reliable|Precise] <T1> [requires|depends on] [knowledge|models|control] of <P1>.
[In recent years|Over the past decade], <A1> <O1> have [attracted|received] [much|considerable|growing]
  [attention|interest].
[Interactions|Relations] between <O1> and <O2> [shape|govern|determine] the <P1> of <adj> systems.`,
  gaps: String.raw`
However, the [link|relation|connection] between <P1> and <P2> [has not been|is not]
  [established|quantified|understood].
[Previous|Earlier] [studies|measurements|models] [were limited to|focused on|considered] <A2> <O2>.
[Current|Existing|Standard] [models|theories] [cannot|do not] [explain|reproduce|account for] <adj> <P1>.
[Direct|Systematic] [measurements|studies] [are|have been] [scarce|difficult|lacking] because <O2> are <state>.
[Whether|How] <O2> [affect|modify|enhance] <P1> [remains|is] an open [question|problem].`,
  claims: String.raw`
[Here|In this paper|In this work], we [report|present|show] [measurements|evidence|observations] of <adj> <P1>
  in <int> <A1> <O1>.
We [use|apply|combine] <a:M1> and <a:M2> to [measure|determine|constrain] the <P1> of <O1>.
We [develop|present|introduce] <a:fit> <M1> for <T1> and [apply it to|test it on|validate it with] <D>.
[In this paper|In this work|Here], we [investigate|explore|study] how <P1> [affects|controls|depends on] <P2>
  in <A1> <O1>.
We [analyze|study] a [sample|set] of <big> <O1> [selected|drawn|taken] from <D>.
We [introduce|present|describe] <X>, <a:fit> [code|instrument|framework|tool] for <T1>.
We [perform|carry out] <a:tech> <M1> of <A1> <O1> [over|covering] <few> [orders of magnitude|decades|years].
[We propose|We suggest] <a:fit> [mechanism|scenario|model] in which <O2> [drive|suppress|enhance] <P1>.`,
  details: String.raw`
[The|Our] [data|observations|measurements] [cover|span] <int> [days|runs|fields|sites] [at|with] a resolution
  of <fac> <unit>.
[The|Our] [analysis|model|simulation] [includes|accounts for] <P2>, <noun> and <adj> <noun>.
[The|Our] [results|data] are [compared|consistent] with <a:M2> and with [predictions|models] for <A2> <O2>.
[Using|With] <a:M2>, we [derive|estimate|infer] [values|constraints|limits] of <P1> for <catalog> and
  [similar|nearby|related] <O1>.
[We|This allows us to] [separate|distinguish] the [contribution|effect] of <P1> from [that|those] of <tech> <noun>.
[In addition|Moreover|Furthermore], <state> <O2> [show|exhibit|display] <adj> <noun> [at|for] <adj>
  [scales|energies|times].
[This|The] behavior is [explained|described] by <a:tech> <noun> [in|of] <A2> <O2>.
<^a:E> <noun> [is used|is adopted] to [describe|model|fit] the <adj> <noun>.
[Both|The] <P1> and <P2> [depend <adv> on|vary <adv> with] the <noun> of <O2>.
[The|Our] [method|approach|technique] [can be|is] [easily|readily] [extended|applied|adapted] to <o>.
[Systematic|Statistical] [uncertainties|errors] are [dominated|limited] by <tech> <noun> and by the <P2> of <O2>.
[We vary the <P2> over a wide range and|By varying the <P2> within a broad range, we] follow the
  [response|evolution] of <O1>.
[Special|Particular] [attention|care] is [paid|given] to <A2> <O2> and to <adj> <noun>.
[The|Our] [model|simulation] [reproduces|captures] the [main|observed|essential] [features|trends] of <D2>.
[At|For] [low|high|large|small] <P2>, <O1> [become|appear] <state>, [whereas|while] <O2> [remain|stay] <state>.
[The|These] [measurements|spectra|signals] were [taken|recorded|obtained] [at|near] <fac> <unit> under
  <tech> [conditions|fields].`,
  results: String.raw`
We [find|observe|show] that the <P1> [increases|decreases|varies] by <pct>% when <P2> [increases|changes|is included].
We [find|obtain|measure] a [value|ratio|slope] of $<fac> \pm 0.<int>$, [consistent|in agreement|in tension]
  with [theory|earlier work|<E1>].
[Our|The] [results|data|findings] [show|reveal|indicate] <a:adj> [correlation|dependence|relation] between <P1>
  and <P2>.
[Our|The] [results|simulations|measurements] [suggest|imply] that <O2> [contribute|account for] about <pct>% of
  the <P1>.
[The|A] [signal|feature|transition] is [detected|observed] at $<fac>\sigma$ [in|toward] <catalog>.
[The|We find that the] <adj> <noun> of <O1> is <fac> times [larger|smaller|higher|lower] than
  [expected|predicted|previously thought].
[We set|We place] an upper limit of $<fac> \times 10^{-<int>}$ [on|for] <a:tech> <noun>.
[No|Little] [evidence|sign] [is found|was found] for <adj> <noun> in <A2> <O2>.
[On|With] <D>, [the|our] [model|method|approach] [reaches|achieves] [an accuracy|a precision] of <pct>%.
[Clear|Strong|Significant] [differences|variations] [appear|are found] between <A1> <O1> and <A2> <O2>.`,
  closings: String.raw`
[These|Our] [results|findings] [provide|offer] new [insight into|constraints on|clues to] <T1>.
[This|Our] work [opens|provides] a [path|route|way] [to|toward] <T1> [with|in] <A1> <O1>.
[Implications|Consequences] for <T1> and <t> are [discussed|considered].
[Future|Upcoming] [observations|experiments|surveys] will [test|constrain|clarify] the [role|origin] of <P1>.
[Our|These] [findings|results] [challenge|support|refine] [current|standard] [models|views] of <O1>.`,
}
