/** What feedback takes from a document: its vector, and how good it was found, > 0. */
export type Example = { readonly vector: Float32Array; readonly weight: number }

/** The examples' mean counts so much beside the query's own vector (Rocchio's β, with α = 1). */
const EXAMPLES_WEIGHT = 1

/**
 * Moves a query's vector towards documents that are likely to answer it:
 *
 *   q′ = q + β · c / |c|,  c = Σ weight · d,  made of length 1
 *
 * Source: Rocchio, "Relevance feedback in information retrieval", 1971. Departure: no negative examples, and the mean is
 * made of length 1, so that documents of many subjects count as much as those of one.
 *
 * @param query of length 1
 * @param examples may be empty: the query then stays as it is
 * @returns a vector of its own, of length 1
 */
export function moveTowards(query: Float32Array, examples: readonly Example[]): Float32Array {
  const centre = new Float32Array(query.length)
  for (const { vector, weight } of examples) addTo(centre, vector, weight)
  const moved = query.slice()
  addTo(moved, centre, EXAMPLES_WEIGHT / (lengthOf(centre) || 1))
  const length = lengthOf(moved)
  return length > 0 ? moved.map((value) => value / length) : query.slice()
}

function addTo(sum: Float32Array, vector: Float32Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + factor * vector[i]!
}

function lengthOf(vector: Float32Array): number {
  let squares = 0
  for (const value of vector) squares += value * value
  return Math.sqrt(squares)
}
