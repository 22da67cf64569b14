/** Breaks a text between words so that each line is no wider than `width`, but for a word that is wider by itself. */
export function wrapText(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && measure(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** A name of two parts, "diffusion, texture", in a line for each; one of one part as it is. */
export function breakName(name: string): string[] {
  const [first = '', ...rest] = name.split(', ')
  return rest.length === 0 ? [first] : [`${first},`, rest.join(', ')]
}
