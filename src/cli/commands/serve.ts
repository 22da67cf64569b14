import { defineCommand } from 'citty'
import { type Service, startService } from '../../compose.ts'
import { loadConfig } from '../../config/config.ts'
import type { Log } from '../../domain/ports.ts'
import { openLog } from '../../platform/log.ts'
import { readVersion } from '../../platform/version.ts'
import type { Help } from '../help.ts'

/** The server's own grace for answers under way, and closing all the rest, take less. */
const LONGEST_END_MS = 4500

/** `broadsheet serve`: one line with the address on stdout, the log on stderr, until SIGTERM or SIGINT. */
export const serveCommand = defineCommand({
  meta: { name: 'serve' },
  async run() {
    // Listened to until the end: at a terminal both the shell and npm pass an interrupt on, and the second must not kill.
    const asked = new Promise<string>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal))
    })
    const config = loadConfig()
    const { log, close } = openLog(config.log)
    try {
      const starting = startService(config, log)
      const early = await Promise.race([starting.then(() => undefined), asked])
      if (early !== undefined) return await endInTime(closeStarted(starting), log)
      const service = await starting
      process.stdout.write(`Broadsheet is at ${service.url}\n`)
      log('server.started', { url: service.url, version: readVersion(), node: process.versions.node })
      const signal = await asked
      await endInTime(service.close(), log)
      log('server.stopped', { signal })
    } finally {
      await close()
    }
  },
})

/** Asked to end before it began: what is under way, such as bringing tables up to date, is waited for no longer. */
async function closeStarted(starting: Promise<Service>): Promise<void> {
  await (await starting).close()
}

/** What hangs is cut off: whoever started us kills what does not end, and a database forgets half a transaction. */
async function endInTime(closed: Promise<void>, log: Log): Promise<void> {
  const timer = setTimeout(() => {
    log('server.cut-off', { message: `Something did not end within ${LONGEST_END_MS} ms` }, 'error')
    process.exit(1)
  }, LONGEST_END_MS)
  await closed
  clearTimeout(timer)
}

/** What `broadsheet serve --help` says. */
export const serveHelp: Help = {
  summary: 'serve the editions as pages and as the Daily Papers API',
  about: [
    'Makes the data folder and the database where there are none, brings the tables up to date, writes its address to ' +
      'stdout and answers until it is asked to end (Ctrl-C, SIGTERM). Its log goes to stderr: text at a terminal, else a JSON object a line (LOG_FORMAT).',
    'It fetches papers by itself, from the sources that SOURCES names: in an empty database the newest day first, within a ' +
      'minute, then the days before it, and from then on each day what is new. "broadsheet sources" shows how that stands. ' +
      'While the database holds no papers, made-up ones are shown.',
    'Imports, backups, restores and backfills may be run meanwhile: what they change is shown at once.',
    'By default only this machine reaches it, at http://localhost:8080. HOST, PORT and BASE_URL change that.',
  ],
  examples: [
    ['broadsheet serve', 'Serves what is in the folder "data" here.'],
    ['PORT=9000 BROADSHEET_DATA=/srv/broadsheet broadsheet serve', 'Serves another folder on another port.'],
    ['SOURCES=none broadsheet serve', 'Serves what is there, and asks nobody for more.'],
    ['DATABASE_URL=postgres://broadsheet@db/broadsheet broadsheet serve', 'Serves from PostgreSQL.'],
  ],
  statuses: { 0: 'it was asked to end', 75: 'the port is taken, or the database does not answer' },
  seeAlso: [
    'broadsheet sources --help',
    'broadsheet import --help',
    'broadsheet doctor --help',
    'docs/operating.md, for proxies and services',
  ],
}
