const WORKS =
  '(?:(?:this|the|our) )?(?:[a-z-]+ )?(?:paper|article|submission|manuscript|work|preprint|note|version|e-?print)'
const TAKEN_BACK = new RegExp(
  `^\\W*(?:${WORKS}(?: [(\\[][^)\\]]*[)\\]])? (?:has|have|is|was|had)(?: been)?(?: temporarily| now)? withdrawn\\b|withdrawn\\b(?! from))`,
  'i',
)

const ENOUGH = 200 // letters: it is said at the beginning

/**
 * Whether arXiv's comment, or the abstract that took its place, says that a paper was withdrawn: "This paper has been
 * withdrawn by the author due to an error". A comment that speaks of another paper or of a conference does not.
 */
export function saysWithdrawn(text: string | undefined): boolean {
  return text !== undefined && TAKEN_BACK.test(text.slice(0, ENOUGH))
}
