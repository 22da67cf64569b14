import { defineCommand } from 'citty'
import { startService } from '../../compose.ts'
import { loadConfig } from '../../config/config.ts'

/** `broadsheet serve`: one line with the address on stdout, the log on stderr, until SIGTERM or SIGINT. */
export const serveCommand = defineCommand({
  meta: {
    name: 'serve',
    description: 'Serve the editions. Settings come from the environment: see docs/configuration.md.',
  },
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
