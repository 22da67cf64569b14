/** What a sentence of an abstract does, as far as its words give it away. */
export type SentenceRole = {
  /** What the authors made or did: "we propose", "this paper introduces". */
  readonly isContribution: boolean
  /** What came of it: "we show that", "outperforms", figures. */
  readonly isResult: boolean
  /** How things stood before: "recent years", "remains a challenge". */
  readonly isBackground: boolean
  /** What any paper says: where its code is, that experiments show it to be effective. */
  readonly isFiller: boolean
  /** What came besides: "we also introduce". */
  readonly isSecondary: boolean
  /** Whether it leans on the sentence before: "This", "They", "the former". */
  readonly isDangling: boolean
  /** Letters at its beginning that only lead over from the sentence before, as "However, " does; 0 for most. */
  readonly leadLength: number
}

// The heads of an abstract in parts lead over as well: "Results: ".
const LEAD =
  /^(?:(?:background|objectives?|aims?|motivation|methods?|results?|findings|conclusions?|summary|significance|abstract)(?: and [a-z]+)?\s*:\s+(?=\S)|(?:however|moreover|furthermore|additionally|in addition|besides|in this light|by analogy|analogously|similarly|likewise|next|then|specifically|in particular|concretely|more specifically|notably|importantly|remarkably|interestingly|surprisingly|crucially|finally|lastly|afterwards|subsequently|overall|in summary|in conclusion|to summarise|to summarize|consequently|accordingly|hence|thus|therefore|meanwhile|first|firstly|second|secondly|third|thirdly|also|further|indeed|in fact|here|in contrast|by contrast|towards? (?:this|that) end|complementing (?:this|these)|alongside (?:this|these)|conversely|on the other hand|nevertheless|nonetheless|to this end|to that end|to [a-z]+(?: and [a-z]+)? (?:it|them|this|these|such|the above|the aforementioned)(?: [a-z-]+){0,3}|motivated by (?:this|these)(?: [a-z-]+){0,2}|inspired by (?:this|these)(?: [a-z-]+){0,2}|based on (?:this|these)(?: [a-z-]+){0,2}|building on (?:this|these)(?: [a-z-]+){0,2}|for this purpose|in response|in this (?:paper|work|article|study|letter|note|report|survey|thesis)|as a result|in doing so)\s*,\s+(?=\S))/i

const OWN = String.raw`(?:we|our|this (?:paper|work|article|study|survey|letter|note|report|thesis|review)|the (?:paper|study|proposed|authors?)|here)`
const MAKES =
  'propos|introduc|present|develop|design|build|built|creat|construct|releas|establish|devis|formulat|investigat|study|studied|address|explor|examin|describ|provid|offer|initiat|revisit|generali[sz]e|extend|conduct|consider|survey|review|analy[sz]'
const CONTRIBUTES = new RegExp(String.raw`\b${OWN}\b.{0,40}?\b(?:${MAKES})`, 'i')
const IS_MADE = /\b(?:is|are) (?:proposed|introduced|presented|developed)\b/i
const FINDS = new RegExp(
  String.raw`\b(?:we|our|results?|experiments?|evaluations?|analys[ei]s|findings?|this (?:paper|work|study)|the study|simulations?|evidence)\b.{0,60}?\b(?:show|find|found|prove|demonstrat|reveal|observ|achiev|outperform|improv|reduc|obtain|indicat|suggest|conclude|confirm|exceed|surpass|reach|establish|yield|discover|report|determin|identif|derive|attain)`,
  'i',
)
const EXCELS =
  /\b(?:outperform|surpass|exceed|state[- ]of[- ]the[- ]art|improv(?:es|ed|ement|ing)|reduc(?:es|ed|tion|ing)|achiev(?:es|ed|ing)|speed-?up|faster than|higher than|better than|compared (?:to|with)|while (?:using|requiring|maintaining|preserving)|upper bound|lower bound|if and only if|converges?|optimal|matches|attains?)\b/i
const FIGURE = /\d(?:[\d.,]*)\s?(?:%|\\%|percent|×|x\b|times|points?|fold|σ|dB|ms|hours?|seconds)|\bp\s?[<=]\s?0?\.\d/i
const BACKGROUND =
  /^(?:(?:the|most|many|however,) )?(?:existing|prior|previous|current) (?:[\w-]+ ){0,4}(?:methods|approaches|works?|benchmarks?|models|solutions|techniques|studies|systems|frameworks)\b|^a natural (?:attempt|approach|idea|choice|way|solution)\b|\b(?:recent(?:ly)?|in recent years|has (?:attracted|emerged|become|gained|been)|have (?:attracted|emerged|become|gained|been|shown|achieved|demonstrated|made)|is (?:essential|crucial|critical|important|a fundamental|a key|central|vital|widely|one of)|are (?:essential|crucial|critical|widely)|plays? an? |remains? (?:a|an|challenging|difficult|unclear|open|limited|under|largely|elusive)|existing (?:methods|approaches|works?|benchmarks?|models|solutions|techniques)|prior (?:works?|methods|approaches|studies)|previous (?:works?|methods|approaches|studies)|current (?:methods|approaches|models|benchmarks)|traditional(?:ly)?|conventional|often (?:suffer|fail|struggle|rel)|suffers? from|struggles?|rely(?:ing)? (?:heavily )?on|lacks?|little is known|poorly understood|increasing(?:ly)?|growing|rapid(?:ly)?|despite)\b/i
const SECONDARY =
  /^(?:.{0,120}?, )?(?:we|our [a-z]+|the authors?|this (?:paper|work)) (?:also|further|furthermore|additionally|then|next|finally|lastly|subsequently|therefore|thus|hence|thereby|instead|moreover|in turn)\b|\b(?:we|is|are) (?:also|further)\b/i
const FILLER =
  /\b(?:code|data|datasets?|models?|implementation|demo|project (?:page|website)|source code|weights|benchmark)\b[^.]{0,60}\b(?:is|are|will be|can be|made)\b[^.]{0,30}\b(?:available|released|open-?sourced|found|accessed|public)|https?:|github|\bwww\.|project (?:page|website)|accepted (?:at|to|by)|^(?:key ?words|index terms|msc|pacs|acm)\b|open-source (?:our|the|all)|(?:pav(?:es?|ing) the way|shed(?:s|ding)? (?:new )?light|open(?:s|ing)? (?:up )?(?:new|avenues|the door)|future (?:work|research|directions)|(?:provid|offer)\w* (?:\w+ )?(?:valuable |useful |new |practical |actionable |important )?(?:insights?|guidance|foundations?)|highlight\w* the (?:importance|potential|need|value|effectiveness)|(?:demonstrat|show|validat|verif|confirm|prov)\w* the (?:\w+ )?(?:effectiveness|efficacy|superiority|potential|feasibility|usefulness|utility|advantages?))/i
const DANGLING =
  /^(?:(?:[^,.]{1,30}, )?(?:this|these|such) (?!paper|work|article|study|survey|letter|note|report|thesis|review)\p{L}|\((?:[2-9]|ii+|iv|v|[b-f])\)|(?:this|these|those|that|such)\b(?! (?:paper|work|article|study|survey|letter|note|report|thesis|review)\b)|(?:it|they|its|their|he|she|both|either|neither|the (?:former|latter|resulting|same|above|other|two|three|second|third|first|key idea|results? (?:is|are))|one|another|others?|then|next|instead|otherwise|yet|but|and|or|so|because|unlike|similarly|likewise|also|rather|namely|for (?:example|instance|the (?:former|latter))|as such|doing so|together|moreover|furthermore|besides|however|thus|hence|therefore|thereby|accordingly|consequently|further|in addition|in turn|by analogy|analogously|by contrast|in contrast|conversely|beyond (?:this|these|that)|along with (?:this|these)|in this light|apart from (?:this|that|these)|among (?:them|these)|at the same time|while (?:this|these|such)|with (?:this|these)|using (?:this|these)|under (?:this|these)|from (?:this|these)|by doing so|in both|in this|in these|in each|in such|to do (?:so|this)|on (?:this|these)|through (?:this|these)|after (?:this|that)|let)\b|(?:on|in|for|with|at|across|under|by) [^,.]{1,40},? (?:it|they) (?!is |are |was |remains? |becomes? |has been )\p{L})/iu

/** Reads the role of a sentence from its words. In time proportional to its length. */
export function readSentenceRole(sentence: string): SentenceRole {
  const leadLength = measureLead(sentence)
  const said = sentence.slice(leadLength)
  const isContribution = CONTRIBUTES.test(said) || IS_MADE.test(said)
  const isFound = FINDS.test(said) || FIGURE.test(said)
  return {
    isContribution,
    isResult: isFound || EXCELS.test(said),
    isBackground: !isContribution && !isFound && BACKGROUND.test(said),
    isFiller: FILLER.test(said),
    isSecondary: SECONDARY.test(said),
    isDangling: DANGLING.test(said),
    leadLength,
  }
}

/** Two may stand one behind the other: "Therefore, to bridge this gap, ". */
function measureLead(sentence: string): number {
  const first = LEAD.exec(sentence)?.[0].length ?? 0
  return first === 0 ? 0 : first + (LEAD.exec(sentence.slice(first))?.[0].length ?? 0)
}
