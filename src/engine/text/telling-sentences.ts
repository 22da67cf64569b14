import { toTerm } from './analyzer.ts'
import type { TermWeight } from './excerpt.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { isStopWord } from './stop-words.ts'
import { forEachToken } from './tokenise.ts'

// What was said once is worth a quarter when it is said again.
const SAID = 0.25
// A very short sentence seldom stands for itself, however telling its words are.
const SHORTEST = 10
// Authors announce what is theirs: "we propose", "our method", "this paper shows".
const ANNOUNCES =
  /\b(?:we|our|this (?:paper|work|article|study))\b.{0,60}?\b(?:propos|introduc|present|show|find|found|prov|demonstrat|develop|achiev|outperform|releas|establish|result)/i
const ANNOUNCED = 1.3

type Weighed = Sentence & { terms: ReadonlySet<string>; length: number; factor: number }

/**
 * The sentences that say most of what a text is about, in the order of the text: those with the most telling terms for
 * their length, each further one for what the others do not say.
 *
 *   score = a · Σ weight(term) · (1 + ln tf(term in the text)) / √max(length, 10)
 *
 * over the sentence's distinct terms without stop words; a is 1.3 for what authors announce as theirs, else 1. Terms that a
 * chosen sentence holds count a quarter from then on.
 * Source: after Nenkova & Vanderwende, "The impact of frequency on summarization", Microsoft Research, 2005 (SumBasic),
 * with idf for the background and the root of the length for its mean.
 *
 * @param count most sentences that are given
 */
export function listTellingSentences(text: string, count: number, weightOf: TermWeight): Sentence[] {
  const sentences = splitSentences(text).map((sentence) => weigh(text, sentence))
  const weights = toWeights(sentences, text, weightOf)
  const chosen: Weighed[] = []
  while (chosen.length < Math.min(count, sentences.length)) {
    const open = sentences.filter((sentence) => !chosen.includes(sentence))
    const best = open.reduce((a, b) => (score(b, weights) > score(a, weights) ? b : a))
    chosen.push(best)
    for (const term of best.terms) weights.set(term, weights.get(term)! * SAID)
  }
  return chosen.sort((a, b) => a.start - b.start).map(({ start, end }) => ({ start, end }))
}

function weigh(text: string, { start, end }: Sentence): Weighed {
  const shown = text.slice(start, end)
  const terms = new Set<string>()
  let length = 0
  forEachToken(shown, (token) => {
    length++
    if (!isStopWord(token)) terms.add(toTerm(token))
  })
  return { start, end, terms, length, factor: ANNOUNCES.test(shown) ? ANNOUNCED : 1 }
}

/** What each term is worth before any sentence was chosen. */
function toWeights(sentences: readonly Weighed[], text: string, weightOf: TermWeight): Map<string, number> {
  const frequencies = new Map<string, number>()
  forEachToken(text, (token) => frequencies.set(toTerm(token), (frequencies.get(toTerm(token)) ?? 0) + 1))
  const terms = new Set(sentences.flatMap((sentence) => [...sentence.terms]))
  return new Map([...terms].map((term) => [term, weightOf(term) * (1 + Math.log(frequencies.get(term) ?? 1))]))
}

function score({ terms, length, factor }: Weighed, weights: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const term of terms) sum += weights.get(term)!
  return (factor * sum) / Math.sqrt(Math.max(length, SHORTEST))
}
