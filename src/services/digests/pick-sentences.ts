import type { TermWeight } from '../../engine/text/excerpt.ts'
import { listSafeCuts } from '../../engine/text/safe-cuts.ts'
import { listTellingSentences } from '../../engine/text/telling-sentences.ts'

const MOST_SENTENCES = 2
/** In letters: five lines of a telephone. A digest of fifty papers stays under what mail programs show at once. */
const LONGEST = 320

/**
 * The one or two sentences of a plain abstract that say most, beginning with a capital. They are whole: only where a far too
 * long one says much more than all others, it stands there alone, and is cut.
 */
export function pickSentences(abstract: string, weightOf: TermWeight): string[] {
  const most = { sentences: MOST_SENTENCES, letters: LONGEST }
  return listTellingSentences(abstract, most, weightOf).map(({ start, end }) =>
    cut(capitalise(abstract.slice(start, end))),
  )
}

/** But for names such as "iPhone" and "p-adic", which no rule tells from words: those with a capital or a sign in them. */
function capitalise(sentence: string): string {
  return /^\p{Ll}\p{Ll}+[\s,]|^a\s/u.test(sentence) ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence
}

// Where a clause begins that can be left out, behind what stands for itself.
const CLAUSE =
  /[;:–—]\s|,\s(?:(?:and|but|while|which|where|whereas|with|without|yielding|allowing|enabling|making|although|though|even)\s)/g

/** Before a clause, where one begins in the second half; else between two words. */
function cut(sentence: string): string {
  if (sentence.length <= LONGEST) return sentence
  const cuts = listSafeCuts(sentence).filter((place) => place > 0 && place <= LONGEST - 2)
  const clauses = [...sentence.matchAll(CLAUSE)].map(({ index }) => sentence.indexOf(' ', index))
  const clause = clauses.findLast((place) => place > LONGEST / 2 && cuts.includes(place))
  const at = clause ?? cuts.at(-1) ?? LONGEST - 2
  return `${sentence
    .slice(0, at)
    .toWellFormed()
    .trimEnd()
    .replace(/[,;:–—-]+$/, '')} …`
}
