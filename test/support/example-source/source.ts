import { z } from 'zod'
import { toKeyOfDoi } from '../../../src/domain/doi.ts'
import type { PaperSource, PlannedTask } from '../../../src/domain/harvest.ts'
import { createRecord } from '../../../src/domain/paper.ts'
import type { AskUpstream, ReadItem } from '../../../src/domain/ports.ts'
import { addDays, type Day, toUtcDay, type UnixMs } from '../../../src/domain/time.ts'
import { UpstreamError } from '../../../src/domain/upstream-error.ts'
import { parseAnswerJson } from '../../../src/sources/answer-json.ts'

const MOST_BYTES = 4 * 1024 * 1024

const wireList = z.object({ papers: z.array(z.unknown()) })
const wirePaper = z.object({ doi: z.string().min(1), title: z.string().min(1), authors: z.array(z.string()) })

/** The Journal of Owls: the papers of each day, from one list that is final at noon in London. */
export function createOwlsSource({ ask, address }: { ask: AskUpstream; address: string }): PaperSource {
  return {
    name: 'publisher',
    title: 'Journal of Owls',
    terms: 'One request a second, and the name of who asks.',
    addresses: [address],
    slots: [
      { pattern: '10 12 * * *', zone: 'Europe/London', spreadMs: 3_600_000, plan: (at) => [planDay(toUtcDay(at))] },
    ],
    planStart: (now) => [planDay(toUtcDay(now))],
    planBackfill: planDays,
    async harvest(key, _resume, { signal }) {
      const answer = await ask({ url: `${address}/${key.replace('papers ', '')}.json`, mostBytes: MOST_BYTES }, signal)
      const list = answer.status === 200 && wireList.safeParse(parseAnswerJson(answer, 'The Journal of Owls'))
      if (!list || !list.success) throw new UpstreamError('broken', 'The Journal of Owls answered without a list.')
      return { items: list.data.papers.map((paper, index) => readPaper(paper, index, answer.at)) }
    },
  }
}

/** The key says all that `harvest` needs: it is what is kept of a task. */
function planDay(day: Day): PlannedTask {
  return { key: `papers ${day}`, subject: `papers ${day}` }
}

function planDays(from: Day, to: Day): PlannedTask[] {
  const tasks: PlannedTask[] = []
  for (let day = to; day >= from; day = addDays(day, -1)) tasks.push(planDay(day))
  return tasks
}

/** A bad record is a fault, and the others go in. */
function readPaper(value: unknown, index: number, at: UnixMs): ReadItem {
  const read = wirePaper.safeParse(value)
  if (!read.success) return { fault: { position: `item ${index + 1}`, reason: 'it has no DOI, title or authors' } }
  const { doi, title, authors } = read.data
  return { paper: createRecord(toKeyOfDoi(doi), { title, authors }, { source: 'publisher', at, weight: 0 }) }
}
