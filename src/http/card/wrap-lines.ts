/** The width of a text in the font that is set, in the unit of the measure. */
export type Measure = (text: string) => number

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`
// Words with the spaces before them; of scripts without spaces each letter, with the punctuation that follows it.
const PARTS = new RegExp(String.raw`\s*[${UNSPACED}][\p{P}ー]*|\s*[^\s${UNSPACED}]+`, 'gu')

/** Lines no wider than `widest`. A word that is wider by itself is broken where it must be. At least one line, maybe ''. */
export function wrapLines(text: string, widest: number, measure: Measure): string[] {
  const lines: string[] = ['']
  for (const part of text.match(PARTS) ?? []) {
    const line = lines.at(-1) ?? ''
    if (measure(line + part) <= widest) lines[lines.length - 1] = line + part
    else if (measure(part.trim()) <= widest) lines.push(part.trimStart())
    else breakWord(part, lines, (longer) => measure(longer) <= widest)
  }
  return lines.map((line) => line.trim()).filter((line, index) => line !== '' || index === 0)
}

function breakWord(word: string, lines: string[], fits: (line: string) => boolean): void {
  for (const letter of word) {
    const longer = (lines.at(-1) ?? '') + letter
    if (fits(longer)) lines[lines.length - 1] = longer
    else lines.push(letter.trim())
  }
}

/** The first `most` lines, the last of which ends in an ellipsis where more would follow. */
export function cutLines(lines: readonly string[], most: number, widest: number, measure: Measure): string[] {
  if (lines.length <= most) return [...lines]
  let last = [...(lines[most - 1] ?? '')]
  while (last.length > 0 && measure(`${last.join('')} …`) > widest) last = last.slice(0, -1)
  return [...lines.slice(0, most - 1), `${last.join('').trimEnd()} …`]
}
