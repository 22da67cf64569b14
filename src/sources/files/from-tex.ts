import { readText } from '../../platform/tex/read-text.ts'

/**
 * A text of a BibTeX file as it is meant: braces that only keep capitals are gone, accents and commands are characters,
 * and formulas stay TeX, as in the titles of arXiv.
 */
export function fromTex(text: string): string {
  const bare = stripBraces(text.trim()).replace(/\{"\}/g, '"')
  // Where there are no commands and no formulas, braces can but keep capitals.
  const pieces = readText(/[\\$]/.test(bare) ? bare : bare.replace(/[{}]/g, ''))
  return pieces
    .map((piece) => ('text' in piece ? piece.text : piece.source))
    .join('')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Without braces that enclose all of it, however many. */
function stripBraces(text: string): string {
  let [opening, closing] = [0, 0]
  while (text[opening] === '{') opening++
  while (text[text.length - 1 - closing] === '}') closing++
  let [depth, least] = [opening, Math.min(opening, closing)]
  for (let i = opening; i < text.length - closing; i++) {
    if (text[i] === '{') depth++
    if (text[i] === '}') least = Math.min(least, --depth)
  }
  const layers = Math.max(0, least)
  return text.slice(layers, text.length - layers).trim()
}
