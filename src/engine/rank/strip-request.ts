// How people ask a librarian, in English. What is asked for stands behind these words, or between them.
const WISH =
  /\b(?:i|we)(?: am|'m| are|'re| would|'d| will|'ll)?(?: also| only| mainly| particularly| especially)? (?:interested in|looking for|seeking|searching for|like|want|need|wish)(?: to (?:know|find|see|get|have|read|learn)(?: out)?)?(?: more)?(?: about)?\b/g
const ORDER =
  /^(?:please |can you |could you )?(?:find|give|list|show|retrieve|identify|describe|tell|look for|search for|interested in|looking for)(?: me| us)?\b(?: about\b)?/g
const QUESTION = /^(?:what|which|are there(?: any)?|is there(?: any)?)\b/g
// Only behind one of the above: elsewhere "papers" and "descriptions" may be what is sought.
const WORKS =
  /^(?:all |any |some |the |more |recent )*(?:articles?|papers?|publications?|literature|references|descriptions?|discussions?|information|material|documents?|work)(?: exist| available| written| that exist)?(?: (?:which|that))?(?: (?:deals?|dealing) with| concern(?:s|ing)?| describ(?:es?|ing)| discuss(?:es|ing)?| (?:is |are )?(?:related|relating) to| regarding| about| on| of| for| in)\b/
// What is not wanted would be found all the same: no ranking here knows a "not".
const REFUSAL = /\b(?:i|we)(?: am|'m| are|'re)? not (?:interested in|looking for|concerned with)\b.*$/
const ASIDE =
  /\b(?:in other words|for example|e\.g\.|i\.e\.|etc\.?|and so on|if any|if possible|where possible)(?=\W|$)/g

/**
 * What a text asks for, without the words that only ask: "I am looking for papers about X" is "X", and what is said not
 * to be wanted is left out. A text that asks for nothing else stays as it is.
 *
 * @param text English; other languages come back as they are
 * @returns lower case where something was left out
 */
export function stripRequest(text: string): string {
  const sentences = text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/(?<=[.?!])\s+/)
  const stripped = sentences.map(stripSentence)
  if (stripped.every((sentence, place) => sentence === sentences[place])) return text
  const rest = stripped.join(' ')
  return /[\p{L}\p{N}]{2}/u.test(rest) ? rest : text
}

function stripSentence(sentence: string): string {
  const wanted = sentence.replace(REFUSAL, ' ')
  const pieces = wanted.replace(ORDER, '\n').replace(QUESTION, '\n').replace(WISH, '\n').split('\n')
  const [first = '', ...asked] = pieces
  const all = [first, ...asked.map((piece) => piece.trimStart().replace(WORKS, ' '))]
  return pieces.length === 1 && wanted === sentence ? sentence.replace(ASIDE, ' ') : all.join(' ').replace(ASIDE, ' ')
}
