/**
 * The sentences of one genre. Each list is one text with a pattern on every line; `parsePattern` tells the notation.
 * An abstract is an opening, a gap, a claim, details, results and a closing, in this order.
 */
export type PatternText = {
  titles: string
  openings: string
  gaps: string
  claims: string
  details: string
  results: string
  closings: string
}
