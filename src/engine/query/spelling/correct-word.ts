import { countEdits } from '../../text/count-edits.ts'
import { toTermAnew } from '../../text/analyzer.ts'
import type { Dictionary, IsWord } from '../dictionary.ts'
import { listNearWords } from './list-near-words.ts'

// Shorter words have too many neighbours for any of them to be likely, and rare short words are names.
const SHORTEST = 4
const SHORTEST_HELD = 5
const SHORTEST_WITH_TWO = 7
// A word that so many papers in ten thousand hold is a word, whatever its neighbours are.
const COMMON_SHARE = 3 / 10_000
// How many papers must hold what is suggested: for an unknown word, and for each paper that holds a rare one.
const [FEWEST, MOST_FEWEST, LIFT] = [3, 30, 100]
// A slip that many made is a word to a model that has read them: only a long one is doubted, and against a far commoner word.
const [SHORTEST_KNOWN, KNOWN_LIFT] = [8, 500]
const FIRST_LETTER_PENALTY = 5 // the first letter is seldom wrong
const MOST_COMPARED = 2_000
const SHARED_START = 2

const ENDINGS =
  ' e s es y al ed er ers ic ing ion ions ity ive ly ment ation ations ance ence able ous ize ized ical'.split(' ')

/** A word that may have been meant, and how many papers speak for it. */
type Candidate = { word: string; score: number }

/**
 * The word that was likely meant, where a word is rare or unknown and a much commoner one is one slip away; two slips for
 * a long unknown word. `undefined` where it is likely right, or nobody can tell. Costs milliseconds for a rare word.
 *
 * @param token lower case; only plain letters are corrected
 * @param toIndexed makes the indexed form of a term or a beginning: the term itself, or that of one field
 * @param isWord without it a suggestion may be a word that nobody writes ("semantation")
 */
export function correctWord(
  token: string,
  dictionary: Dictionary,
  toIndexed: (term: string) => string,
  isWord?: IsWord,
): string | undefined {
  if (token.length < SHORTEST || !/^[a-z]+$/.test(token)) return undefined
  const held = dictionary.documentFrequency(toIndexed(toTermAnew(token)))
  if (held > FEWEST && held > dictionary.documentCount * COMMON_SHARE) return undefined
  const isKnown = held > 0 && isWord?.(token) === true
  if (held > 0 && token.length < (isKnown ? SHORTEST_KNOWN : SHORTEST_HELD)) return undefined
  const least = held === 0 ? toFewest(dictionary) : (isKnown ? KNOWN_LIFT : LIFT) * (held + 1)
  const pick = (candidates: readonly Candidate[]) => findBest(token, candidates, least, isWord)
  const near = pick(listNear(token, dictionary, toIndexed))
  if (near !== undefined || held > 0 || token.length < SHORTEST_WITH_TWO) return near
  return pick(listFar(token, dictionary, toIndexed))
}

/** In a small index every word is rare, so an unknown word's neighbour may be rarer there. */
function toFewest({ documentCount }: Dictionary): number {
  return Math.min(MOST_FEWEST, Math.max(FEWEST, documentCount / 10_000))
}

function findBest(
  token: string,
  candidates: readonly Candidate[],
  least: number,
  isWord: IsWord | undefined,
): string | undefined {
  const typed = toTermAnew(token)
  return (
    candidates
      .filter(({ score }) => score >= least)
      // Of words with one stem the shortest is the likeliest: "attention", not "attentation".
      .sort((a, b) => b.score - a.score || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
      .find(({ word }) => toTermAnew(word) !== typed && (isWord === undefined || isWord(word)))?.word
  )
}

/** Words one slip away. */
function listNear(token: string, dictionary: Dictionary, toIndexed: (term: string) => string): Candidate[] {
  return [...listNearWords(token)].map((word) => {
    const frequency = dictionary.documentFrequency(toIndexed(toTermAnew(word)))
    return { word, score: word.charAt(0) === token.charAt(0) ? frequency : frequency / FIRST_LETTER_PENALTY }
  })
}

/** Words of the dictionary that are two slips away, none of them in the first letters. */
function listFar(token: string, dictionary: Dictionary, toIndexed: (term: string) => string): Candidate[] {
  const beginning = toIndexed(token.slice(0, SHARED_START))
  const markLength = beginning.length - SHARED_START
  const typed = toTermAnew(token)
  const ending = token.startsWith(typed) ? token.slice(typed.length) : ''
  return dictionary.expandPrefix(beginning, MOST_COMPARED).flatMap(({ term, documentFrequency }) => {
    const candidate = term.slice(markLength)
    if (candidate.length < SHORTEST || countEdits(typed, candidate, 3) > 3) return []
    const word = toWord(candidate, token, ending)
    return word === undefined ? [] : [{ word, score: documentFrequency }]
  })
}

/** A word of a stem that is at most two slips away from what was typed, the nearest with the ending that was typed. */
function toWord(term: string, token: string, ending: string): string | undefined {
  const words = [ending, ...ENDINGS].map((each) => term + each).filter((word) => toTermAnew(word) === term)
  const near = words.map((word) => ({ word, edits: countEdits(token, word, 2) })).filter(({ edits }) => edits <= 2)
  return near.sort((a, b) => a.edits - b.edits)[0]?.word
}
