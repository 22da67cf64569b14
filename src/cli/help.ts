import { styleText } from 'node:util'
import type { ArgDef, ArgsDef } from 'citty'

/** What the help of a command says beside its arguments. */
export type Help = {
  /** One sentence without its full stop: what the command is for. */
  summary: string
  /** What happens when it is run, a paragraph each. */
  about: readonly string[]
  /** Lines to type, each with what it does. */
  examples: readonly (readonly [command: string, effect: string])[]
  /** When it ends with which status, beside those that every command has. */
  statuses?: Readonly<Record<number, string>>
  seeAlso: readonly string[]
}

/** A command as help shows it. */
export type Described = { name: string; args: ArgsDef; help: Help }

const WIDTH = 88
const STATUSES = {
  0: 'it is done',
  1: 'it failed, or was refused',
  2: 'something given to it is wrong: an option, a setting, a file',
  75: 'the database or another service does not answer; trying again later may help',
}

/** The help of one command. Titles are bold; whoever writes it to a file takes that out. */
export function renderCommandHelp({ name, args, help }: Described): string {
  const positional = Object.entries(args).filter(([, { type }]) => type === 'positional')
  const options = Object.entries(args).filter(([, { type }]) => type !== 'positional')
  const statuses = Object.entries({ ...STATUSES, ...help.statuses })
  return joinSections(`broadsheet ${name}: ${help.summary}.`, {
    Usage: wrap(toUsage(name, args), 2),
    Arguments: toTable(positional.map(([key, arg]) => [toWord(key, arg), toMeaning(arg)])),
    Options: toTable(options.map(([key, arg]) => [toOption(key, arg), toMeaning(arg)])),
    'What happens': help.about.flatMap((text, index) => [...(index > 0 ? [''] : []), ...wrap(text, 2)]),
    Examples: help.examples.flatMap(([line, effect]) => [`  ${line}`, ...wrap(effect, 6)]),
    'Exit status': toTable(statuses),
    'See also': help.seeAlso.map((text) => `  ${text}`),
  })
}

/** The help of the whole program. */
export function renderProgramHelp(about: string, version: string, commands: readonly Described[]): string {
  return joinSections(`Broadsheet ${version}. ${about}`, {
    Usage: ['  broadsheet COMMAND [ARGUMENT …]'],
    Commands: toTable(commands.map(({ name, help }) => [name, help.summary])),
    'First steps': FIRST_STEPS.flatMap(([line, effect]) => [`  ${line}`, ...wrap(effect, 6)]),
    Settings: wrap(
      'Settings come from the environment: "broadsheet config show" lists them with their values, and ' +
        'docs/configuration.md explains them. BROADSHEET_DATA is the folder where everything is kept.',
      2,
    ),
    'More about a command': ['  broadsheet COMMAND --help'],
  })
}

const FIRST_STEPS = [
  ['broadsheet serve', "Fetches today's papers and shows them; made-up ones until they are there. Ctrl-C ends it."],
  ['broadsheet sources', 'Shows where papers come from, and how each source stands.'],
  ['broadsheet import papers.jsonl.gz', 'Takes in papers, while the server runs or not.'],
  ['broadsheet backup broadsheet.backup', 'Keeps all of it in one file.'],
  ['broadsheet doctor', 'Looks for what is wrong, and says what to do.'],
] as const

function joinSections(title: string, sections: Record<string, readonly string[]>): string {
  const filled = Object.entries(sections).filter(([, lines]) => lines.length > 0)
  const texts = filled.map(([name, lines]) => [styleText('bold', name), ...lines].join('\n'))
  return `${[wrap(title, 0).join('\n'), ...texts].join('\n\n')}\n`
}

function toUsage(name: string, args: ArgsDef): string {
  const words = Object.entries(args).map(([key, arg]) => {
    if (arg.type !== 'positional') return `[${toOption(key, arg)}]`
    const word = toWord(key, arg)
    return arg.required === false ? `[${word}]` : word
  })
  return ['broadsheet', name, ...words].join(' ')
}

function toWord(key: string, { valueHint }: ArgDef): string {
  return valueHint ?? key.toUpperCase()
}

function toOption(key: string, { type, valueHint }: ArgDef): string {
  return type === 'boolean' ? `--${key}` : `--${key}=${valueHint ?? 'VALUE'}`
}

function toMeaning({ description = '', default: fallback }: ArgDef): string {
  return fallback === undefined || fallback === false ? description : `${description} (default: ${String(fallback)})`
}

/** Two columns; the second is wrapped and stays one. */
function toTable(rows: readonly (readonly [string, string])[]): string[] {
  const indent = Math.max(0, ...rows.map(([key]) => key.length)) + 4
  return rows.flatMap(([key, text]) => {
    const [first = '', ...rest] = wrap(text, indent)
    return [`  ${key.padEnd(indent - 2)}${first.trimStart()}`, ...rest]
  })
}

/** Lines of at most `WIDTH` characters, each behind some spaces. A word that is longer stands alone. */
function wrap(text: string, indent: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((full) => ' '.repeat(indent) + full)
}
