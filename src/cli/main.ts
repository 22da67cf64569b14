import { stripVTControlCharacters } from 'node:util'
import { type ArgsDef, type CommandDef, runCommand } from 'citty'
import type { AppError, ErrorCode } from '../domain/error.ts'
import { readVersion } from '../platform/version.ts'
import { findFaultyWord } from './check-words.ts'
import { explainFailure } from './explain-failure.ts'
import { type Described, type Help, renderCommandHelp, renderProgramHelp } from './help.ts'

const EXIT_STATUS: Record<ErrorCode, number> = {
  invalid: 2,
  unauthenticated: 1,
  forbidden: 1,
  not_found: 1,
  conflict: 1,
  rate_limited: 75,
  unavailable: 75, // EX_TEMPFAIL of sysexits.h: a later try may work
  internal: 1,
}

type Command = { definition: CommandDef; help: Help }

// Each is loaded when it is asked for: the program starts without the database and the server behind most of them.
const LOADERS = {
  serve: () => import('./commands/serve.ts').then((m) => toCommand(m.serveCommand, m.serveHelp)),
  search: () => import('./commands/search.ts').then((m) => toCommand(m.searchCommand, m.searchHelp)),
  sync: () => import('./commands/sync.ts').then((m) => toCommand(m.syncCommand, m.syncHelp)),
  sources: () => import('./commands/sources.ts').then((m) => toCommand(m.sourcesCommand, m.sourcesHelp)),
  backfill: () => import('./commands/backfill.ts').then((m) => toCommand(m.backfillCommand, m.backfillHelp)),
  import: () => import('./commands/import.ts').then((m) => toCommand(m.importCommand, m.importHelp)),
  export: () => import('./commands/export.ts').then((m) => toCommand(m.exportCommand, m.exportHelp)),
  backup: () => import('./commands/backup.ts').then((m) => toCommand(m.backupCommand, m.backupHelp)),
  restore: () => import('./commands/restore.ts').then((m) => toCommand(m.restoreCommand, m.restoreHelp)),
  doctor: () => import('./commands/doctor.ts').then((m) => toCommand(m.doctorCommand, m.doctorHelp)),
  config: () => import('./commands/config.ts').then((m) => toCommand(m.configCommand, m.configHelp)),
  subscriptions: () =>
    import('./commands/subscriptions.ts').then((m) => toCommand(m.subscriptionsCommand, m.subscriptionsHelp)),
  digests: () => import('./commands/digests.ts').then((m) => toCommand(m.digestsCommand, m.digestsHelp)),
  mail: () => import('./commands/mail.ts').then((m) => toCommand(m.mailCommand, m.mailHelp)),
  evaluate: () => import('./commands/evaluate.ts').then((m) => toCommand(m.evaluateCommand, m.evaluateHelp)),
  train: () => import('./commands/train.ts').then((m) => toCommand(m.trainCommand, m.trainHelp)),
  sample: () => import('./commands/sample.ts').then((m) => toCommand(m.sampleCommand, m.sampleHelp)),
}

/** The names of all commands, in the order in which help lists them. */
export const COMMANDS = Object.keys(LOADERS) as (keyof typeof LOADERS)[]

/** Those whose last word may be followed by more of its kind. */
const TAKE_MANY: ReadonlySet<string> = new Set(['backfill', 'import', 'search', 'sync', 'train'])

const ABOUT = 'A self-hosted Daily Papers: takes in research papers and makes a dated edition of them.'

/** What `--help` shows, of the program or of one of its commands. */
export async function renderHelp(name?: keyof typeof LOADERS): Promise<string> {
  if (name !== undefined) return renderCommandHelp(await describe(name))
  return renderProgramHelp(ABOUT, readVersion(), await Promise.all(COMMANDS.map(describe)))
}

async function describe(name: keyof typeof LOADERS): Promise<Described> {
  const { definition, help } = await LOADERS[name]()
  return { name, args: listArgs(definition), help }
}

// The library types a definition by its arguments; here they are all alike.
function toCommand(definition: object, help: Help): Command {
  return { definition: definition as CommandDef, help }
}

function listArgs({ args }: CommandDef): ArgsDef {
  return (args as ArgsDef | undefined) ?? {}
}

/** Runs the program with the words after its name. Returns its exit status; nothing is thrown. */
export async function main(words: readonly string[]): Promise<number> {
  const [name] = words
  try {
    if (name === '--version' || name === '-v') return print(`${readVersion()}\n`)
    const command = COMMANDS.find((known) => known === name)
    if (name === undefined || words.includes('--help') || words.includes('-h')) return print(await renderHelp(command))
    if (!command) return refuse(`Unknown command "${name}". "broadsheet --help" lists the commands.`)
    const { definition } = await LOADERS[command]()
    const fault = findFaultyWord(words.slice(1), listArgs(definition), TAKE_MANY.has(command))
    if (fault !== undefined) return refuse(`${fault}. "broadsheet ${name} --help" says more.`)
    // A command that ends other than well without failing returns its status.
    const { result } = await runCommand(definition, { rawArgs: words.slice(1) })
    return typeof result === 'number' ? result : 0
  } catch (thrown) {
    if (isUsageError(thrown)) return refuse(`${thrown.message}. "broadsheet ${name} --help" says more.`)
    return report(explainFailure(thrown, name))
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
