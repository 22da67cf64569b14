import { readFileSync } from 'node:fs'
import mjml2html from 'mjml'

const SOURCES = `${import.meta.dirname}/../src/mail/frame/`
const FRAMES = { digest: 'digest.mjml', note: 'note.mjml' }

/** The generated file, which is committed. */
export const FRAMES_FILE = `${SOURCES}frames.ts`

/**
 * Compiles the frames of mails (MJML). A comment `part: NAME` in a source begins a part that is filled by itself; what
 * stands before the first is the beginning.
 *
 * @returns the text of the generated file; the same for the same sources and compiler
 * @throws Error with the compiler's words where a source is no MJML
 */
export async function composeFramesModule(): Promise<string> {
  const lines = ['// "npm run frames" writes this file from the sources beside it (*.mjml).', '']
  for (const [name, file] of Object.entries(FRAMES)) {
    lines.push(`/** The parts of the ${name} mail: \`{{name}}\` is a slot. */`)
    lines.push(`export const ${name.toUpperCase()}_FRAME = {`)
    for (const [part, html] of splitParts(await compile(file))) lines.push(`  ${part}: \`${toLiteral(html)}\`,`)
    lines.push('} as const', '')
  }
  return lines.join('\n')
}

async function compile(file: string): Promise<string> {
  const { html, errors } = await mjml2html(read(file), { validationLevel: 'strict', keepComments: true })
  if (errors.length > 0) throw new Error(`${file}: ${errors.map((error) => error.formattedMessage).join('\n')}`)
  return html
}

function read(file: string): string {
  const text = readFileSync(SOURCES + file, 'utf8')
  const whole = text.replace(/<!-- include: ([\w.-]+) -->/g, (_, name: string) => read(name))
  return file.endsWith('.css') ? pressStyle(whole) : whole
}

function splitParts(html: string): [part: string, html: string][] {
  const pieces = `<!-- part: beginning -->${html}`.split(/<!-- part: (\w+) -->/).slice(1)
  return pieces.flatMap((piece, index) =>
    index % 2 === 0 ? [[piece, press(pieces[index + 1] ?? '')] as [string, string]] : [],
  )
}

/** No line breaks and no blanks between tags: a digest has fifty times as many as its frame. */
function press(html: string): string {
  return html
    .replace(/\s+/g, ' ')
    .replace(/> (?=<|\{\{)/g, '>')
    .replace(/ (?=>|<\/)/g, '')
    .trim()
}

function pressStyle(css: string): string {
  return css
    .replace(/\s+/g, ' ')
    .replace(/;? ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .trim()
}

function toLiteral(html: string): string {
  return html.replace(/[\\`]|\$\{/g, '\\$&')
}
