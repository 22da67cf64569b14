import type { TermWeight } from '../../engine/text/excerpt.ts'
import { listSafeCuts } from '../../engine/text/safe-cuts.ts'
import { listTellingSentences } from '../../engine/text/telling-sentences.ts'

const MOST_SENTENCES = 2
/** In letters: five lines of a telephone. A digest of fifty papers stays under what mail programs show at once. */
const LONGEST = 320

/** The two sentences of a plain abstract that say most, each cut where it is far too long, and beginning with a capital. */
export function pickSentences(abstract: string, weightOf: TermWeight): string[] {
  return listTellingSentences(abstract, MOST_SENTENCES, weightOf).map(({ start, end }) =>
    cut(capitalise(abstract.slice(start, end))),
  )
}

/** But for names such as "iPhone" and "p-adic", which no rule tells from words: those with a capital or a sign in them. */
function capitalise(sentence: string): string {
  return /^\p{Ll}\p{Ll}+[\s,]|^a\s/u.test(sentence) ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence
}

function cut(sentence: string): string {
  if (sentence.length <= LONGEST) return sentence
  const at = listSafeCuts(sentence).findLast((place) => place > 0 && place <= LONGEST - 2)
  return `${sentence
    .slice(0, at ?? LONGEST - 2)
    .toWellFormed()
    .trimEnd()
    .replace(/[,;:–-]+$/, '')} …`
}
