/** A document in a ranking, with the score that put it there. */
export type RankedDocument = { readonly id: string; readonly score: number }

/** What a ranker answered: for each topic, by its id, documents best first and without repeats. */
export type Run = ReadonlyMap<string, readonly RankedDocument[]>

/**
 * The lines of a run as TREC's tools read them: topic, "Q0", document, rank from 1, score, tag.
 *
 * Those tools order by score alone. Where neighbours would tie or a rescored part would stand out of order, a score is
 * lowered to just below the one before it, so that they see the order that was meant.
 *
 * @param tag names the ranker; without spaces
 */
export function* toTrecLines(run: Run, tag: string): Generator<string> {
  for (const [topic, ranking] of run) {
    let last = Infinity
    for (const [index, { id, score }] of ranking.entries()) {
      last = score < last ? score : justBelow(last)
      yield `${topic} Q0 ${id} ${index + 1} ${last} ${tag}`
    }
  }
}

/** Far enough below that a reader of 32-bit numbers sees it too. */
function justBelow(score: number): number {
  return score - Math.max(Math.abs(score) * 2 ** -20, 2 ** -40)
}
