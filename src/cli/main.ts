import { stripVTControlCharacters } from 'node:util'
import { type ArgsDef, type CommandDef, defineCommand, renderUsage, runCommand } from 'citty'
import { type AppError, type ErrorCode, toAppError } from '../domain/error.ts'
import { readVersion } from '../platform/version.ts'
import { findFaultyWord } from './check-words.ts'

const EXIT_STATUS: Record<ErrorCode, number> = {
  invalid: 2,
  unauthenticated: 1,
  forbidden: 1,
  not_found: 1,
  conflict: 1,
  unavailable: 75, // EX_TEMPFAIL of sysexits.h: a later try may work
  internal: 1,
}

const subCommands = {
  serve: () => import('./commands/serve.ts').then((module) => module.serveCommand),
  import: () => import('./commands/import.ts').then((module) => module.importCommand),
  export: () => import('./commands/export.ts').then((module) => module.exportCommand),
  sample: () => import('./commands/sample.ts').then((module) => module.sampleCommand),
}

/** The names of all commands, in the order in which help lists them. */
export const COMMANDS = Object.keys(subCommands) as (keyof typeof subCommands)[]

const mainCommand = defineCommand({
  meta: {
    name: 'broadsheet',
    version: readVersion(),
    description: 'A self-hosted Daily Papers: takes in research papers and makes a dated edition of them.',
  },
  subCommands,
})

/** What `--help` shows, of the program or of one of its commands. */
export async function renderHelp(name?: keyof typeof subCommands): Promise<string> {
  if (name === undefined) return `${await renderUsage(mainCommand)}\n`
  return `${await renderUsage((await subCommands[name]()) as CommandDef, mainCommand)}\n`
}

/** Runs the program with the words after its name. Returns its exit status; nothing is thrown. */
export async function main(words: readonly string[]): Promise<number> {
  const [name] = words
  try {
    if (name === '--version' || name === '-v') return print(`${readVersion()}\n`)
    const command = COMMANDS.find((known) => known === name)
    if (name === undefined || words.includes('--help') || words.includes('-h')) return print(await renderHelp(command))
    if (!command) return refuse(`Unknown command "${name}". "broadsheet --help" lists the commands.`)
    const definition = (await subCommands[command]()) as CommandDef
    const fault = findFaultyWord(words.slice(1), (definition.args as ArgsDef | undefined) ?? {}, command === 'import')
    if (fault !== undefined) return refuse(`${fault}. "broadsheet ${name} --help" says more.`)
    // A command that ends other than well without failing returns its status.
    const { result } = await runCommand(definition, { rawArgs: words.slice(1) })
    return typeof result === 'number' ? result : 0
  } catch (thrown) {
    if (isUsageError(thrown)) return refuse(`${thrown.message}. "broadsheet ${name} --help" says more.`)
    return report(toAppError(thrown))
  }
}

function print(text: string): number {
  process.stdout.write(process.stdout.isTTY ? text : stripVTControlCharacters(text))
  return 0
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`)
  return EXIT_STATUS.invalid
}

function report(error: AppError): number {
  process.stderr.write(`${error.message}\n`)
  if (error.code === 'internal' && error.cause instanceof Error) process.stderr.write(`${error.cause.stack}\n`)
  return EXIT_STATUS[error.code]
}

function isUsageError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && thrown.name === 'CLIError'
}
