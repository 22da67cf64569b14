import { fromTex } from './from-tex.ts'

/**
 * The names of an author field, given names first: parted by "and" outside of braces, each "Given von Family",
 * "von Family, Given" or "von Family, Jr, Given". What stands in braces is one name; "others" is none.
 */
export function readBibtexNames(field: string): string[] {
  // Folded first: looking for a separator in a run of spaces, from each of them, takes the square of its length.
  return splitOutsideBraces(field.replace(/\s+/g, ' '), / and /iy)
    .map(toGivenFirst)
    .filter((name) => name !== '' && name.toLowerCase() !== 'others')
}

function toGivenFirst(written: string): string {
  const parts = splitOutsideBraces(written.trim(), / ?, ?/y).map(fromTex)
  const [family = '', middle = '', last] = parts
  if (parts.length === 1) return family
  const [given, suffix] = last === undefined ? [middle, ''] : [last, middle]
  return [given, family, suffix].filter((part) => part !== '').join(' ')
}

/** @param separator sticky */
function splitOutsideBraces(text: string, separator: RegExp): string[] {
  const parts: string[] = []
  let [from, depth] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++
    if (text[i] === '}') depth--
    if (depth > 0) continue
    separator.lastIndex = i
    const found = separator.exec(text)?.[0].length ?? 0
    if (found === 0) continue
    parts.push(text.slice(from, i))
    from = i + found
    i = from - 1
  }
  return [...parts, text.slice(from)]
}
