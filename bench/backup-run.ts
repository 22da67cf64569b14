// Run by itself, one backup or restore in a process of its own; prints {"rows", "seconds", "peakBytes"} as JSON.
//   node bench/backup-run.ts backup|restore DATABASE_URL FILE
import { createReadStream } from 'node:fs'
import { restoreBackup } from '../src/services/backup/restore-backup.ts'
import { saveBackup } from '../src/services/backup/save-backup.ts'

const [action = '', databaseUrl = '', file = ''] = process.argv.slice(2)
const installation = { version: '0.0.0', clock: () => 1, secretTag: undefined }
const start = performance.now()
const { rows } =
  action === 'backup'
    ? await saveBackup({ databaseUrl, installation }, file, true)
    : await restoreBackup(databaseUrl, createReadStream(file, { highWaterMark: 256 * 1024 }))
const seconds = (performance.now() - start) / 1000
const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
const peakBytes = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ rows: total, seconds, peakBytes }))
