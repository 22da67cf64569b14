import { readFile } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { fillApiDocument } from './api-document.ts'
import { type Setting, listSettings } from '../src/config/config.ts'

/** A file under docs/ that is made from the code. `path` is relative to the checkout. */
export type GeneratedDocument = { path: string; compose(): Promise<string> }

/** What src/cli/main.ts exports: handed in, because Node reads it compiled and the tests as it is written. */
export type Program = Pick<typeof import('../src/cli/main.ts'), 'COMMANDS' | 'renderHelp'>

/** Written by hand but for the regions that follow from the description of the API. */
const API = 'docs/api.md'

/** Every generated document. `npm run docs` writes them, and a test fails where one is stale. */
export function listDocuments(program: Program): GeneratedDocument[] {
  return [
    { path: 'docs/configuration.md', compose: () => formatMarkdown(describeSettings(listSettings())) },
    { path: 'docs/cli.md', compose: async () => formatMarkdown(await describeCommands(program)) },
    { path: API, compose: async () => formatMarkdown(fillApiDocument(await readDocument({ path: API }))) },
  ]
}

async function describeCommands({ COMMANDS, renderHelp }: Program): Promise<string> {
  const sections = COMMANDS.map(async (name) => `## broadsheet ${name}\n\n${toBlock(await renderHelp(name))}`)
  return `# Commands

Results go to stdout, everything else to stderr. In a checkout, \`broadsheet\` is \`npm run -s broadsheet --\`.

${toBlock(await renderHelp())}

${(await Promise.all(sections)).join('\n\n')}

This page is generated from \`broadsheet --help\` of every command by \`npm run docs\`.
`
}

function toBlock(help: string): string {
  const lines = stripVTControlCharacters(help).split('\n')
  return ['```text', ...lines.map((line) => line.trimEnd()), '```'].join('\n').replace(/\n{2,}(?=```$)/, '\n')
}

function describeSettings(settings: readonly Setting[]): string {
  const rows = settings.map(
    ({ name, fallback, description }) =>
      `| \`${name}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${description.replaceAll('|', '\\|')} |`,
  )
  return `# Configuration

Settings come from the environment and are checked at start: a wrong one ends the program with a message that names it.
An empty value counts as none. A relative path is relative to the working directory.

| Setting | Default | Meaning |
| --- | --- | --- |
${rows.join('\n')}

This page is generated from \`src/config/config.ts\` by \`npm run docs\`.
`
}

/** Markdown as the formatting check wants it. */
async function formatMarkdown(text: string): Promise<string> {
  const options = await resolveConfig(`${import.meta.dirname}/../docs/x.md`, { editorconfig: true })
  return format(text, { ...options, parser: 'markdown' })
}

/** What stands in a document now; '' where it does not exist. */
export async function readDocument({ path }: Pick<GeneratedDocument, 'path'>): Promise<string> {
  return readFile(`${import.meta.dirname}/../${path}`, 'utf8').catch(() => '')
}
