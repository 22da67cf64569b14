import { defineCommand } from 'citty'
import { openFetching } from '../../compose-fetching.ts'
import { type Config, loadConfig } from '../../config/config.ts'
import { NETWORK_SOURCES } from '../../config/source-settings.ts'
import { toIso } from '../../domain/time.ts'
import { systemClock } from '../../platform/clock.ts'
import type { SourceDescription } from '../../services/sync/describe-sources.ts'
import type { Help } from '../help.ts'
import { toSourceTable } from '../source-lines.ts'

/** `broadsheet sources`: how each source that is switched on stands, as a table or as JSON on stdout. */
export const sourcesCommand = defineCommand({
  meta: { name: 'sources' },
  args: { json: { type: 'boolean', default: false, description: 'Write a list of objects as JSON, for programs' } },
  async run({ args: { json } }) {
    const config = loadConfig()
    const described = await describe(config)
    process.stdout.write(json ? toJson(described) : toText(described, config))
  },
})

async function describe(config: Config): Promise<SourceDescription[]> {
  if (config.sources.names.length === 0) return []
  const fetching = await openFetching(config, { log: () => undefined })
  try {
    return await fetching.describeSources()
  } finally {
    await fetching.close()
  }
}

function toText(described: readonly SourceDescription[], { sources: { names } }: Config): string {
  const off = NETWORK_SOURCES.filter((name) => !names.includes(name))
  const table = described.length === 0 ? ['No source is switched on.'] : toSourceTable(described, systemClock())
  const rest = off.length === 0 ? [] : ['', `Switched off: ${off.join(', ')}. SOURCES switches sources on.`]
  return [...table, ...rest, ''].join('\n')
}

function toJson(described: readonly SourceDescription[]): string {
  const toTold = (key: string, value: unknown): unknown =>
    typeof value === 'number' && /(?:At|Until)$/.test(key) ? toIso(value) : value
  return `${JSON.stringify(described, toTold, 2)}\n`
}

/** What `broadsheet sources --help` says. */
export const sourcesHelp: Help = {
  summary: 'show where papers come from, and how each source stands',
  about: [
    'Shows of each source that is switched on when it last answered, the newest day for which it announced papers, how many ' +
      'of those are here, and when it is asked next. Below it stands what is wrong, and until when it is left alone.',
    'It reads the database and asks nobody. "broadsheet doctor --sources" asks them.',
  ],
  examples: [
    ['broadsheet sources', 'Shows a table.'],
    [
      `broadsheet sources --json | jq -r '.[] | select(.failures > 0) | .name'`,
      'Gives programs the names of those that did not answer when they were asked last.',
    ],
  ],
  seeAlso: ['broadsheet sync --help', 'docs/sources.md, for what each gives and asks for', 'docs/operating.md'],
}
