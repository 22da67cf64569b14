/**
 * The paragraphs of an abstract: parted by a blank line, or by a line that begins with spaces, as arXiv has it. A text all
 * of whose lines are indented has one, and no formula is cut in two. Line breaks within a paragraph stay.
 */
export function splitParagraphs(text: string): string[] {
  const lines = text.trim().split(/\r\n?|\n/)
  const indented = lines.slice(1).filter((line) => /^\s+\S/.test(line)).length
  const isIndentMeant = indented * 2 <= lines.length
  const paragraphs: string[] = []
  let isNew = true
  for (const line of lines) {
    if (line.trim() === '') {
      isNew = true
      continue
    }
    const open = paragraphs.at(-1)
    const begins = (isNew || (isIndentMeant && /^\s/.test(line))) && (open === undefined || isComplete(open))
    if (begins) paragraphs.push(line.trim())
    else paragraphs[paragraphs.length - 1] = `${open}\n${line.trim()}`
    isNew = false
  }
  return paragraphs
}

/** Whether no formula is open at its end. */
function isComplete(text: string): boolean {
  const dollars = text.match(/(?<!\\)\$/g)?.length ?? 0
  return dollars % 2 === 0 && count(text, /\\begin\b/g) === count(text, /\\end\b/g)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
