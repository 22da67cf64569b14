import { defineCommand } from 'citty'
import { listSources, openSources } from '../../compose-fetching.ts'
import { type Config, loadConfig } from '../../config/config.ts'
import { listMissingSettings } from '../../config/channel-settings.ts'
import { systemClock } from '../../platform/clock.ts'
import { readVersion } from '../../platform/version.ts'
import { type Diagnosis, diagnose, type Finding, failure, ok, toReason } from '../../services/doctor/check.ts'
import { listInstallationChecks, listMachineChecks } from '../../services/doctor/checks.ts'
import { examineDatabase } from '../../services/doctor/examine-database.ts'
import { listProbes } from '../../services/doctor/probe-sources.ts'
import { toFindingLines, toFindingSummary } from '../finding-lines.ts'
import type { Help } from '../help.ts'

const FAILED_STATUS = 1

/** `broadsheet doctor`: a line for each check on stdout; status 1 where one has failed. */
export const doctorCommand = defineCommand({
  meta: { name: 'doctor' },
  args: {
    sources: {
      type: 'boolean',
      default: false,
      description: 'Ask each source that is switched on too, over the network',
    },
    json: { type: 'boolean', default: false, description: 'Write a list of objects as JSON, for programs' },
  },
  async run({ args: { sources, json } }) {
    const found: Diagnosis[] = []
    for await (const diagnosis of diagnoseInstallation(sources)) {
      found.push(diagnosis)
      if (!json) process.stdout.write(toFindingLines(diagnosis))
    }
    if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
    else process.stdout.write(toFindingSummary(found))
    return found.some(({ outcome }) => outcome === 'failure') ? FAILED_STATUS : 0
  },
})

async function* diagnoseInstallation(asksSources: boolean): AsyncGenerator<Diagnosis> {
  const machine = { nodeVersion: process.versions.node, clock: systemClock }
  const { config, settings } = readSettings()
  yield* diagnose([{ name: 'settings', look: () => settings }, ...listMachineChecks(machine)])
  if (!config) return
  const database = await examineDatabase(config.databaseUrl)
  const watched = listSources(config)
  const { contact } = config.sources
  const missing = listMissingSettings(config)
  try {
    yield* diagnose(
      listInstallationChecks({ ...machine, ...config, version: readVersion(), database, watched, contact, missing }),
    )
    if (asksSources) yield* probeSources(config, database.readable !== undefined)
  } finally {
    await database.close().catch(() => undefined)
  }
}

async function* probeSources(config: Config, hasTables: boolean): AsyncGenerator<Diagnosis> {
  const { sources, findStop, close } = openSources(config, hasTables ? config.databaseUrl : undefined)
  try {
    yield* diagnose(listProbes(sources, { clock: systemClock, findStop, signal: new AbortController().signal }))
  } finally {
    await close()
  }
}

function readSettings(): { config?: Config; settings: Finding } {
  try {
    const config = loadConfig()
    return { config, settings: ok('The settings are sound; "broadsheet config show" lists them.') }
  } catch (error) {
    const mend = 'Correct these settings; docs/configuration.md explains each.'
    return { settings: failure(toReason(error), mend) }
  }
}

/** What `broadsheet doctor --help` says. */
export const doctorHelp: Help = {
  summary: 'look for what is wrong with the installation, and say what to do',
  about: [
    'Looks at the settings, Node, the data folder, the disk, the database and its tables, the clock and the calendar, the ' +
      'age of papers and backups, whether all papers and digests that were due are here or have gone out, the settings of mail, the ' +
      'language model where one is set (which it asks once), the address and the port. It changes nothing, ' +
      'and works where the server does not.',
    'Each line begins with "ok", "warning", "failure" or "skipped"; where there is something to do, the next line says ' +
      'what. On a large SQLite database it reads the whole file: some seconds for each gigabyte.',
    'With --sources it then asks every source that is switched on once over the network, as politely as the server does, and ' +
      'says what came of it: a minute or two. Nothing of it is kept. Who asked to be left alone is left alone, and told.',
  ],
  examples: [
    ['broadsheet doctor', 'Looks at everything here, with the settings of this shell.'],
    ['SOURCES=biorxiv broadsheet doctor --sources', 'Tries a source before it is switched on for good.'],
    [
      'broadsheet doctor --json',
      'Gives programs the same: "check", "outcome", "says", and "mend" where there is advice.',
    ],
  ],
  statuses: { 0: 'nothing has failed, though there may be warnings', 1: 'a check has failed' },
  seeAlso: ['broadsheet config --help', 'broadsheet sources --help', 'docs/operating.md'],
}
