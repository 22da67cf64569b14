import { toTerm } from '../../engine/text/analyzer.ts'
import type { TermWeight } from '../../engine/text/excerpt.ts'
import { isGeneralTerm } from '../../engine/text/general-words.ts'
import { forEachToken } from '../../engine/text/tokenise.ts'
import { type Clock, HOUR_MS } from '../../domain/time.ts'
import { keepFor } from '../../platform/keep-for.ts'
import { createTurns, type Turns } from '../../platform/turns.ts'
import type { Db } from '../../store/db.ts'
import { listNewestTexts } from '../../store/newest-texts.ts'

/** Papers whose words are counted: from some hundreds on, what is rare among them hardly changes. */
const COUNTED = 600
/** The words of papers change by the month. */
const KEPT_MS = 6 * HOUR_MS
/** What says how a text speaks and not what it is about tells little, however rare it is. */
const GENERAL = 0.3
/** Papers whose words are counted in one turn: some two milliseconds. */
const AT_ONCE = 8

/** Tells how much terms tell: their idf among the newest papers of a store, and less for words of any field. */
export type FindRarity = () => Promise<TermWeight>

/** Makes the use case on a database. Counted in turns, so that nobody waits for it, and kept for hours. */
export function keepTermRarity(db: Db, clock: Clock, turns: Turns = createTurns()): FindRarity {
  return keepFor(KEPT_MS, clock, async () => {
    const frequencies = new Map<string, number>()
    const texts = await listNewestTexts(db, COUNTED)
    for (const [place, text] of texts.entries()) {
      if (place % AT_ONCE === 0) await turns.take()
      for (const term of listTerms(text)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
    }
    return (term) => {
      const idf = Math.log((texts.length + 1) / ((frequencies.get(term) ?? 0) + 0.5))
      return Math.max(0.01, idf) * (isGeneralTerm(term) ? GENERAL : 1)
    }
  })
}

function listTerms(text: string): Set<string> {
  const terms = new Set<string>()
  forEachToken(text, (token) => terms.add(toTerm(token)))
  return terms
}
