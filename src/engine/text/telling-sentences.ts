import { toTerm } from './analyzer.ts'
import type { TermWeight } from './excerpt.ts'
import { readSentenceRole, type SentenceRole } from './sentence-role.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { isStopWord } from './stop-words.ts'
import { forEachToken } from './tokenise.ts'

// What was said once is worth a quarter when it is said again.
const SAID = 0.25
// A very short sentence seldom stands for itself, however telling its words are.
const SHORTEST = 10
// In letters. Below the first a sentence is mostly half of one; above the second it is long for a telephone.
const [FEW, MANY] = [40, 260]

// What each trait counts beside the most central sentence, which is 1. Found by reading picks of some hundred abstracts.
const CONTRIBUTION = 0.45
const RESULT = 0.45
const BACKGROUND = -0.35
const FILLER = -0.6
const DANGLING = -0.6
const SECONDARY = -1.0
const OPENING = -0.15
const LONG = -0.35
const TOO_LONG = -1
const SHORT = -0.5
// A second sentence that does what the first does not.
const OTHER_ROLE = 0.35
// A further sentence that is worth less takes a reader's time for how things stood, or for where the code is.
const LEAST_FURTHER = 0.1

/** How many sentences are given at most, and of how many letters (UTF-16) each may be. */
export type MostSentences = { sentences: number; letters: number }

type Weighed = Sentence & {
  terms: ReadonlySet<string>
  length: number
  role: SentenceRole
  traits: number
  /** Whether it can be shown whole. */
  fits: boolean
}

/**
 * The sentences of an abstract that say most of what it is about, in its order: what was done and what came of it before how
 * things stood, none that leans on a sentence left out, each further one for what the others do not say. A beginning that
 * only leads over ("However, ") is not given, so that a sentence may begin with a small letter. One that is longer than asked
 * for is given where no other comes near it, and then alone.
 *
 *   score = centrality / most central + traits,
 *   centrality = Σ weight(term) · (1 + ln tf(term in the text)) / √max(length, 10)
 *
 * over the sentence's distinct terms without stop words. Terms that a chosen sentence holds count a quarter from then on.
 * Source: after Nenkova & Vanderwende, "The impact of frequency on summarization", Microsoft Research, 2005 (SumBasic),
 * with idf for the background and the root of the length for its mean; traits after Edmundson, "New methods in automatic
 * extracting", JACM 16(2), 1969 (cue words and position).
 */
export function listTellingSentences(text: string, most: MostSentences, weightOf: TermWeight): Sentence[] {
  const sentences = weighAll(text, most.letters)
  const weights = toWeights(sentences, text, weightOf)
  const chosen: Weighed[] = []
  while (chosen.length < most.sentences) {
    const open = sentences.filter((sentence) => !chosen.includes(sentence) && (chosen.length === 0 || sentence.fits))
    const best = findBest(open, chosen, weights, sentences)
    if (!best) break
    chosen.push(best)
    if (!best.fits) break
    for (const term of best.terms) weights.set(term, weights.get(term)! * SAID)
  }
  return chosen
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, role }) => ({ start: start + role.leadLength, end }))
}

function weighAll(text: string, mostLetters: number): Weighed[] {
  const all = splitSentences(text)
  return all.map((sentence, place) => weigh(text, sentence, { mostLetters, place, isLong: all.length > 3 }))
}

function weigh(
  text: string,
  { start, end }: Sentence,
  { mostLetters, place, isLong }: { mostLetters: number; place: number; isLong: boolean },
): Weighed {
  const shown = text.slice(start, end)
  const read = readSentenceRole(shown)
  // Before the first there is nothing to lean on.
  const role = place === 0 ? { ...read, isDangling: false, isSecondary: false } : read
  const terms = new Set<string>()
  let length = 0
  forEachToken(shown, (token) => {
    length++
    if (!isStopWord(token)) terms.add(toTerm(token))
  })
  const letters = shown.length - role.leadLength
  const opening = place === 0 && isLong && !role.isContribution ? OPENING : 0
  const traits = sumTraits(role) + toLengthTrait(letters, mostLetters) + opening
  return { start, end, terms, length, role, traits, fits: letters <= mostLetters }
}

function sumTraits(role: SentenceRole): number {
  return (
    (role.isContribution ? CONTRIBUTION : 0) +
    (role.isResult ? RESULT : 0) +
    (role.isBackground ? BACKGROUND : 0) +
    (role.isFiller ? FILLER : 0) +
    (role.isDangling ? DANGLING : 0) +
    (role.isSecondary ? SECONDARY : 0)
  )
}

function toLengthTrait(letters: number, most: number): number {
  if (letters < FEW) return SHORT
  if (letters > most) return TOO_LONG
  return letters > MANY ? (LONG * (letters - MANY)) / (most - MANY) : 0
}

function findBest(
  open: readonly Weighed[],
  chosen: readonly Weighed[],
  weights: ReadonlyMap<string, number>,
  all: readonly Weighed[],
): Weighed | undefined {
  const most = Math.max(...all.map((sentence) => centralityOf(sentence, weights))) || 1
  const scoreOf = (sentence: Weighed): number =>
    centralityOf(sentence, weights) / most + sentence.traits + relate(sentence, chosen, all)
  let best: Weighed | undefined
  let bestScore = chosen.length === 0 ? -Infinity : LEAST_FURTHER
  for (const sentence of open) {
    const score = scoreOf(sentence)
    if (score > bestScore) [best, bestScore] = [sentence, score]
  }
  return best
}

/** What a sentence gains by those that were chosen: it may lean on the one before it or go on from it, and do what they do not. */
function relate(sentence: Weighed, chosen: readonly Weighed[], all: readonly Weighed[]): number {
  if (chosen.length === 0) return 0
  const before = all[all.indexOf(sentence) - 1]
  const { isDangling, isSecondary } = sentence.role
  const follows = before !== undefined && chosen.includes(before)
  const leans = follows ? (isDangling ? -DANGLING : 0) + (isSecondary ? -SECONDARY : 0) : 0
  const isNew =
    (sentence.role.isResult && !chosen.some(({ role }) => role.isResult)) ||
    (sentence.role.isContribution && !chosen.some(({ role }) => role.isContribution))
  return leans + (isNew ? OTHER_ROLE : 0)
}

/** What each term is worth before any sentence was chosen. */
function toWeights(sentences: readonly Weighed[], text: string, weightOf: TermWeight): Map<string, number> {
  const frequencies = new Map<string, number>()
  forEachToken(text, (token) => frequencies.set(toTerm(token), (frequencies.get(toTerm(token)) ?? 0) + 1))
  const terms = new Set(sentences.flatMap((sentence) => [...sentence.terms]))
  return new Map([...terms].map((term) => [term, weightOf(term) * (1 + Math.log(frequencies.get(term) ?? 1))]))
}

function centralityOf({ terms, length }: Weighed, weights: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const term of terms) sum += weights.get(term)!
  return sum / Math.sqrt(Math.max(length, SHORTEST))
}
