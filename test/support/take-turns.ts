// Run by itself: takes turns of a pace and writes when each began and ended, as two numbers on a line.
//   node take-turns.ts DATABASE_URL GAP_MS MOST_MS TURNS
// With 0 turns it takes one, writes when it began, and never gives it back.
import { writeSync } from 'node:fs'
import { pause } from '../../src/platform/pause.ts'
import { openDatabase } from '../../src/store/db.ts'
import { storePace } from '../../src/store/paces.ts'

const [url = '', gapMs, mostMs, turns] = process.argv.slice(2)
const db = openDatabase(url)
const pace = storePace(db, { clock: Date.now, pause })
const take = (): Promise<() => Promise<void>> =>
  pace.take('arxiv', Number(gapMs), Number(mostMs), new AbortController().signal)

if (Number(turns) === 0) {
  await take()
  writeSync(1, `${Date.now()}\n`)
  setInterval(() => undefined, 60_000)
}
for (let turn = 0; turn < Number(turns); turn++) {
  const giveBack = await take()
  const beganAt = Date.now()
  await pause(turn % 3)
  const endedAt = Date.now()
  await giveBack()
  writeSync(1, `${beganAt} ${endedAt}\n`)
}
await db.destroy()
