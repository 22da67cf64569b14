/** Where a sentence stands in a text: offsets (UTF-16), without the white space around it. */
export type Sentence = { readonly start: number; readonly end: number }

// Behind no such sign: from each of a run of them on, looking for its end takes time with the square of the run.
const END = /(?<![.!?])[.!?]+["'”’)\]]*(?=\s)|[。！？]+/g
// A capital, a digit, a formula or a command begins a sentence; a small letter goes on with one.
const BEGINNING = /^\s*(?:[\p{Lu}\p{Lo}\p{N}$\\("“‘[]|$)/u
const ABBREVIATION =
  /(?:^|[\s(])(?:(?:\p{Lu}\.)*\p{Lu}|e\.g|i\.e|cf|vs|al|approx|resp|figs?|eqs?|secs?|refs?|tabs?|nos?|vol|dr|prof|mr|mrs|st|avg|w\.r\.t|a\.k\.a|i\.i\.d)\.$/iu
const LONGEST_ABBREVIATION = 12

/** The sentences of a text in order; together they are all of it but white space. "e.g." and initials end none. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length
    if (!isEnd(text, match.index, end)) continue
    addSentence(text, start, end, sentences)
    start = end
  }
  addSentence(text, start, text.length, sentences)
  return sentences
}

function isEnd(text: string, at: number, end: number): boolean {
  if (text[at] !== '.') return true
  const before = text.slice(Math.max(0, at - LONGEST_ABBREVIATION), at + 1)
  return BEGINNING.test(text.slice(end, end + 8)) && !ABBREVIATION.test(before)
}

function addSentence(text: string, from: number, to: number, sentences: Sentence[]): void {
  const part = text.slice(from, to)
  const start = from + (part.length - part.trimStart().length)
  const end = from + part.trimEnd().length
  if (end > start) sentences.push({ start, end })
}
