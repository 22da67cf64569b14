import { readFileSync } from 'node:fs'
import { CompiledQuery } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../support/databases.ts'

/** Those that grow for as long as anybody subscribes. */
const TABLES = /^SCAN (?:digest|digest_paper|delivery|subscription|recipient|confirmation|digest_feedback)\b/

/** What an operator asks by hand, and what is counted once in five minutes: say in its docstring that it reads a table. */
const ALLOWED = [
  'countSubscriptions: SCAN subscription',
  'countSuppressed: SCAN recipient',
  // The indexes have only those that had no paper, and those that wait.
  'listDigestTroubles: SCAN digest USING INDEX digest_waiting',
  'listEmptyDigests: SCAN digest USING INDEX digest_empty',
  'listSuppressed: SCAN recipient',
  'listSuppressionReasons: SCAN recipient',
]

test('no other question about subscriptions and digests reads a whole table', async () => {
  const db = await freshDatabase({ dialect: 'sqlite' })
  onTestFinished(() => db.destroy())
  const calls = readFileSync(new URL('./queries.sqlite.sql', import.meta.url), 'utf8').split('\n\n')
  const scans = new Set<string>()

  for (const call of calls) {
    const [name = '', ...queries] = call.split('\n')
    // One that asks for none of something (`in ()`) was written down without an answer to the one before.
    for (const query of queries.filter((line) => /^(?:select|update|delete)\b(?!.* in \(\))/.test(line))) {
      const values = Array.from({ length: query.split('?').length - 1 }, () => 1)
      const { rows } = await db.executeQuery(CompiledQuery.raw(`explain query plan ${query}`, values))
      for (const { detail } of rows as { detail: string }[]) {
        if (TABLES.test(detail)) scans.add(`${name.replace('-- ', '')}: ${detail}`)
      }
    }
  }

  expect([...scans].filter((scan) => !ALLOWED.some((allowed) => scan.startsWith(allowed)))).toEqual([])
  expect(scans.size).toBe(ALLOWED.length)
})
