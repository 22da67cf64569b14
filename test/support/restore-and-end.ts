// Run by itself: restores a backup, and writes a line when it is loaded and about to take its place.
//   node restore-and-end.ts DATABASE_URL FILE
import { createReadStream, writeSync } from 'node:fs'
import { restoreBackup } from '../../src/services/backup/restore-backup.ts'

const [url = '', file = ''] = process.argv.slice(2)
await restoreBackup(url, createReadStream(file), {
  keepReplaced: () => {
    writeSync(1, 'loaded\n')
    return Promise.resolve(undefined)
  },
})
