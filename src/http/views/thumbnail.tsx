import type { Paper } from '../../domain/paper.ts'
import { foldText } from '../../platform/plain-text.ts'
import { toAuthorLine } from './wording.ts'

const [WIDTH, HEIGHT, EDGE] = [1200, 630, 70] // the form in which links are shown elsewhere
const FONT = 'Iowan Old Style, Palatino, Georgia, Noto Serif, DejaVu Serif, serif'
const MOST_LINES = 6

/** A card with the paper's title and authors, as SVG. It names no other file and holds no script. */
export function Thumbnail({ paper }: { paper: Paper }) {
  const title = foldText(paper.fields.title)
  const size = title.length > 110 ? 46 : title.length > 60 ? 58 : 72
  const lines = wrapText(title, size, MOST_LINES)
  const [authors = ''] = wrapText(foldText(toAuthorLine(paper.fields)), 26, 1) // set at 30: lighter letters are narrower
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <title>{title}</title>
      <rect width={WIDTH} height={HEIGHT} fill="#fafaf8" />
      <text x={EDGE} y="92" font-family={FONT} font-size="44" font-weight="700" fill="#16171a">
        Broadsheet
      </text>
      <rect x={EDGE} y="118" width={WIDTH - 2 * EDGE} height="6" fill="#16171a" />
      <rect x={EDGE} y="128" width={WIDTH - 2 * EDGE} height="2" fill="#16171a" />
      <text font-family={FONT} font-size={size} font-weight="700" fill="#16171a">
        {lines.map((line, index) => (
          <tspan x={EDGE} y={170 + size + Math.round(index * size * 1.22)}>
            {line}
          </tspan>
        ))}
      </text>
      <text x={EDGE} y={HEIGHT - 48} font-family={FONT} font-size="30" fill="#53555a">
        {authors}
      </text>
    </svg>
  )
}

/** Lines of about the card's width; what does not fit into `most` of them ends in an ellipsis. */
function wrapText(text: string, fontSize: number, most: number): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ').flatMap((whole) => cutWord(whole, fontSize))) {
    const line = lines.at(-1) ?? ''
    if (line === '' || measure(`${line} ${word}`, fontSize) <= WIDTH - 2 * EDGE)
      lines[lines.length - 1] = `${line} ${word}`.trim()
    else lines.push(word)
  }
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${lines[most - 1]} …`]
}

function cutWord(word: string, fontSize: number): string[] {
  const letters = [...word]
  const fitting = Math.max(1, Math.floor((WIDTH - 2 * EDGE) / (fontSize * 1.05)))
  if (measure(word, fontSize) <= WIDTH - 2 * EDGE) return [word]
  return Array.from({ length: Math.ceil(letters.length / fitting) }, (_, i) =>
    letters.slice(i * fitting, (i + 1) * fitting).join(''),
  )
}

/** The width of a text in a bold serif, estimated: letters of Latin scripts are half as wide as those of Chinese. */
function measure(text: string, fontSize: number): number {
  let width = 0
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 1.05 : 0.66
  return width * fontSize
}
