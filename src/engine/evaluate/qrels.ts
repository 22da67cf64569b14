/** Judgements of one topic: document id → grade. Grade 0 is "judged, not relevant"; absent is "not judged". */
export type Judgements = ReadonlyMap<string, number>

/** The judgements of a set's topics, by topic id. */
export type Qrels = ReadonlyMap<string, Judgements>

/** How many documents were judged relevant, that is with a grade above 0. */
export function countRelevant(judgements: Judgements): number {
  let count = 0
  for (const grade of judgements.values()) if (grade > 0) count++
  return count
}
