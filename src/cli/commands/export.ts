import { defineCommand } from 'citty'
import { openInstallation } from '../../compose.ts'
import { loadConfig } from '../../config/config.ts'
import { writeLines } from '../lines-out.ts'

/** `broadsheet export`: every paper as a JSON line on stdout, in the order of ids. */
export const exportCommand = defineCommand({
  meta: {
    name: 'export',
    description: 'Write every paper as one JSON line on stdout; "broadsheet import" reads them back without loss.',
  },
  async run() {
    const installation = await openInstallation(loadConfig())
    try {
      await writeLines(installation.exportPapers())
    } finally {
      await installation.close()
    }
  },
})
