// Function words only: a word that can be what a reader seeks ("attention", "all", "need") costs little to keep.
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be been being but by can cannot could did do does doing done for from had has have having he her hers
  him his how i if in into is it its itself may me might must my of on onto or our ours shall she should so such than that
  the their theirs them then there these they this those though thus to too upon us was we were what when where whether
  which while who whom whose why will with would you your yours`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/**
 * Whether a token says next to nothing of what a text is about: articles, pronouns, auxiliaries. The index holds these
 * words (a phrase may need them); only queries leave them out.
 */
export function isStopWord(token: string): boolean {
  return STOP_WORDS.has(token)
}
