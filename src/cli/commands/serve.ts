import { defineCommand } from 'citty'
import { startService } from '../../compose.ts'
import { loadConfig } from '../../config/config.ts'
import type { Help } from '../help.ts'

/** `broadsheet serve`: one line with the address on stdout, the log on stderr, until SIGTERM or SIGINT. */
export const serveCommand = defineCommand({
  meta: { name: 'serve' },
  async run() {
    // Listened to until the end: at a terminal both the shell and npm pass an interrupt on, and the second must not kill.
    const asked = new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve())
    })
    const service = await startService(loadConfig(), (event, facts) => {
      process.stderr.write(`${JSON.stringify({ event, ...facts })}\n`)
    })
    process.stdout.write(`Broadsheet is at ${service.url}\n`)
    await asked
    await service.close()
  },
})

/** What `broadsheet serve --help` says. */
export const serveHelp: Help = {
  summary: 'serve the editions as pages and as the Daily Papers API',
  about: [
    'Makes the data folder and the database where there are none, brings the tables up to date, writes its address to ' +
      'stdout and answers until it is asked to end (Ctrl-C, SIGTERM). Its log goes to stderr, a JSON object a line.',
    'While the database holds no papers, made-up ones are shown. Imports, backups and restores may be run meanwhile: what ' +
      'they change is shown at once.',
    'By default only this machine reaches it, at http://localhost:8080. HOST, PORT and BASE_URL change that.',
  ],
  examples: [
    ['broadsheet serve', 'Serves what is in the folder "data" here.'],
    ['PORT=9000 BROADSHEET_DATA=/srv/broadsheet broadsheet serve', 'Serves another folder on another port.'],
    ['DATABASE_URL=postgres://broadsheet@db/broadsheet broadsheet serve', 'Serves from PostgreSQL.'],
  ],
  statuses: { 0: 'it was asked to end', 75: 'the port is taken, or the database does not answer' },
  seeAlso: ['broadsheet import --help', 'broadsheet doctor --help', 'docs/operating.md, for proxies and services'],
}
