import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SeededRandom } from '../../src/services/sample/random.ts'
import { openDatabase } from '../../src/store/db.ts'
import { bundleProgram } from '../support/bundled.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'
import { killImports, readLines, runAndKill, writeRows } from '../support/killed-imports.ts'

/** `npm run kills` sets a thousand. */
const KILLS = Number(process.env['KILLS'] ?? 100)

const program = await bundleProgram('import-and-tell')

describe.each(dialects)('an import that is killed, on $dialect', (where) => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-kills-'))
  const file = join(folder, 'rows.jsonl')
  const random = new SeededRandom()
  random.restart(7, 0)
  let ids: string[] = []
  beforeAll(() => void (ids = writeRows(file)))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test(
    `loses nothing it acknowledged, and the next run goes on: ${KILLS} kills at random moments`,
    async () => {
      const whole = await freshDatabaseUrl(where)
      const { tookMs } = await runAndKill([program, whole, file])
      const db = openDatabase(whole)
      const expected = await readLines(db)
      await db.destroy()

      const report = await killImports(
        {
          ...{ program, file, ids, kills: KILLS, wholeMs: tookMs },
          ...{ random: () => random.ratio(), freshUrl: () => freshDatabaseUrl(where) },
        },
        expected,
      )

      expect(expected).toHaveLength(2400)
      expect(report).toMatchObject({ kills: KILLS, lost: [], differing: 0 })
      expect(report.midway).toBeGreaterThan(0)
    },
    KILLS * 5000,
  )
})
