/** Columns of a line of plain-text mail. */
export const COLUMNS = 72

// Two columns wide in the fixed fonts of terminals and mail programs; lines may end before and behind each.
// Source: Unicode Standard Annex #11, East Asian Width, its values W and F, by block.
const WIDE =
  '\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1f64f}\\u{1f900}-\\u{1f9ff}\\u{20000}-\\u{3fffd}'
const WIDE_LETTER = new RegExp(`^[${WIDE}]`, 'u')
const UNIT = new RegExp(`(\\s*)([${WIDE}]\\p{M}*|[^\\s${WIDE}]+)`, 'gu')
const NO_WIDTH = /[\p{M}\p{Cf}]/u
// Letters of one column and one unit each, of which most texts are all: their width is their length.
const NARROW = /^[\x20-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2070-\u20bf\u2100-\u22ff]*$/
const ADDRESS = /^https?:\/\//i

/**
 * Breaks a text into lines of at most so many columns, at blanks, or beside letters that are two columns wide. A word that
 * is longer than a line is broken, but an address of the web is not: it has to be clicked.
 */
export function wrapText(text: string, columns: number): string[] {
  if (NARROW.test(text)) return wrapWords(text, columns)
  const lines: string[] = []
  let [line, width] = ['', 0]
  for (const [, blank = '', word = ''] of text.matchAll(UNIT)) {
    const pieces = ADDRESS.test(word) ? [word] : breakWord(word, columns)
    for (const [index, piece] of pieces.entries()) {
      const pieceWidth = toWidth(piece)
      const gap = blank === '' || line === '' || index > 0 ? '' : ' '
      if (line !== '' && width + gap.length + pieceWidth > columns) {
        lines.push(line)
        ;[line, width] = [piece, pieceWidth]
      } else {
        line += gap + piece
        width += gap.length + pieceWidth
      }
    }
  }
  return line === '' ? lines : [...lines, line]
}

function wrapWords(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length <= columns) {
      line += ` ${word}`
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (line.length > columns && !ADDRESS.test(line)) {
      lines.push(line.slice(0, columns))
      line = line.slice(columns)
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** A text as lines of 72 columns at most, as plain-text mail has them. */
export function toParagraph(text: string): string {
  return wrapText(text, COLUMNS).join('\n')
}

// How many columns a text takes in a font whose letters are all of one width.
function toWidth(text: string): number {
  if (NARROW.test(text)) return text.length
  let width = 0
  for (const letter of text) width += toLetterWidth(letter)
  return width
}

function toLetterWidth(letter: string): number {
  return NO_WIDTH.test(letter) ? 0 : WIDE_LETTER.test(letter) ? 2 : 1
}

/** A word in pieces of at most so many columns: itself, but where it is longer than a line. */
function breakWord(word: string, columns: number): string[] {
  if (toWidth(word) <= columns) return [word]
  const pieces: string[] = []
  let [piece, width] = ['', 0]
  for (const letter of word) {
    const letterWidth = toLetterWidth(letter)
    if (piece !== '' && width + letterWidth > columns) {
      pieces.push(piece)
      ;[piece, width] = ['', 0]
    }
    piece += letter
    width += letterWidth
  }
  return [...pieces, piece]
}
