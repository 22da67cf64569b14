import type { TermPlace } from '../index/term-places.ts'

/** Two terms that follow each other in a query: places in its list of terms, and about their mean idf. */
type Pair = { readonly first: number; readonly second: number; readonly weight: number }

/** What a query's terms are worth where they stand together. */
export type TermPairs = {
  /** Each once. */
  readonly terms: readonly string[]
  readonly pairs: readonly Pair[]
}

/** Next to each other in this order counts most; within this many places of each other, in any order, half as much. */
const WINDOW = 8
const ADJACENT_SHARE = 0.5
const NEAR_SHARE = 0.25
/** A title says in ten words what a text is about. */
const TITLE_WEIGHT = 2
const SATURATION = 0.9
/** More pairs than any sentence has; what follows in a pasted text adds time and no order. */
const MOST_PAIRS = 48

/**
 * The pairs of neighbours among a query's terms. In a long query each is worth less: there, words that stand together by
 * chance are many.
 *
 * @param words terms in the order of the query, stop words left out
 */
export function listPairs(words: readonly string[], idf: (term: string) => number): TermPairs {
  const numbers = new Map<string, number>()
  for (const word of words) if (!numbers.has(word)) numbers.set(word, numbers.size)
  const scale = 1 / (2 * Math.sqrt(numbers.size))
  const pairs = new Map<number, Pair>()
  for (let i = 1; i < words.length && pairs.size < MOST_PAIRS; i++) {
    const [first, second] = [numbers.get(words[i - 1]!)!, numbers.get(words[i]!)!]
    if (first === second) continue
    pairs.set(first * numbers.size + second, { first, second, weight: scale * (idf(words[i - 1]!) + idf(words[i]!)) })
  }
  return { terms: [...numbers.keys()], pairs: [...pairs.values()] }
}

/**
 * What a document gains because terms of the query stand together in it, in BM25F points:
 *
 *   Σ weight · (½ · a / (a + K) + ¼ · n / (n + K)),  K = 0.9
 *
 * with a the places where the second term follows the first at once, n those where both stand within 8 places of each
 * other; a place in the title counts twice.
 * Source: after Metzler & Croft, "A Markov random field model for term dependencies", SIGIR 2005 (sequential dependence),
 * with BM25's saturation, and the terms' own idf for that of the pair, which is not kept.
 *
 * @param places of the terms of `listPairs` in the document, in order
 */
export function scorePairs({ terms, pairs }: TermPairs, places: readonly TermPlace[]): number {
  const byTerm: TermPlace[][] = terms.map(() => [])
  for (const place of places) byTerm[place.term]!.push(place)
  let score = 0
  for (const { first, second, weight } of pairs) {
    const [firsts, seconds] = [byTerm[first]!, byTerm[second]!]
    if (firsts.length === 0 || seconds.length === 0) continue
    const { adjacent, near } = countTogether(firsts, seconds)
    score += weight * (ADJACENT_SHARE * saturate(adjacent) + NEAR_SHARE * saturate(near))
  }
  return score
}

function saturate(count: number): number {
  return count / (count + SATURATION)
}

function countTogether(
  firsts: readonly TermPlace[],
  seconds: readonly TermPlace[],
): { adjacent: number; near: number } {
  let adjacent = 0
  let near = 0
  for (const { position, field } of firsts) {
    const worth = field === 'title' ? TITLE_WEIGHT : 1
    let isNear = false
    for (const { position: other } of seconds) {
      if (other === position + 1) adjacent += worth
      isNear ||= Math.abs(other - position) <= WINDOW
    }
    if (isNear) near += worth
  }
  return { adjacent, near }
}
