// Gives some papers other numbers of votes each second until it is killed: DATABASE FILE, a JSON of those papers. A process
// of its own, since what it writes would hold up whoever measures beside it.
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Paper } from '../src/domain/paper.ts'
import { importPapers } from '../src/services/import-papers.ts'
import { openDatabase } from '../src/store/db.ts'

const [database = '', file = ''] = process.argv.slice(2)
const papers = JSON.parse(readFileSync(file, 'utf8')) as Paper[]
const db = openDatabase(`sqlite:${database}`)
for (let round = 1; ; round++) {
  const voted = papers.map((paper) => ({
    paper: {
      ...paper,
      counts: { ...paper.counts, votes: { untimed: (paper.counts.votes?.untimed ?? 0) + 1000 + round } },
    },
  }))
  const readPapers = async function* (): AsyncIterable<{ paper: Paper }[]> {
    yield await Promise.resolve(voted)
  }
  await importPapers({ db, readPapers, clock: Date.now }, (async function* () {})())
  await wait(1000)
}
