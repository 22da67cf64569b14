import type { Announcement, Harvest, PaperSource, Signal } from '../../src/domain/harvest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { ReadItem } from '../../src/domain/ports.ts'
import { type Day, fromUtcDay } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { aFeatured } from './builders.ts'
import { aRecord, aSource, aTask } from './a-source.ts'

/** The instant at which the made-up sources are planned and run. */
export const SYNC_AT = fromUtcDay('2026-11-20' as Day) + 6 * 3_600_000

const DAY = '2026-11-20' as Day
const [TASKS, ANSWERS, PAPERS] = [8, 4, 20]

/**
 * Sources whose answers depend on nothing but the task and the resume token: papers that several tasks tell of, signals,
 * an announcement that is not complete at first, records that cannot be read, a task that is refused.
 */
export function madeUpSources(): PaperSource[] {
  return [
    aSource(answerAsArxiv, { planStart: () => listTasks('listed'), announces: ANNOUNCES }),
    aSource(answerAsDaily, { name: 'daily_papers', title: 'Daily Papers', planStart: () => listTasks('edition') }),
  ]
}

const ANNOUNCES: NonNullable<PaperSource['announces']> = {
  dueAt: (day) => (day === DAY ? SYNC_AT - 3_600_000 : undefined),
  planDay: (day) => aTask(`announced ${day}`),
  planPapers: (ids, attempt) => [aTask(`papers ${attempt} ${ids.join(' ')}`)],
}

function listTasks(name: string): { key: string; subject: string }[] {
  return [...Array.from({ length: TASKS }, (_, number) => aTask(`${name} ${number}`)), aTask('refused')]
}

function answerAsArxiv(key: string, resume: string | undefined): Harvest {
  const [kind, ...rest] = key.split(' ')
  if (kind === 'refused') throw new UpstreamError('refused', 'arXiv does not know that set.')
  if (kind === 'announced') return { items: [], announced: { day: DAY, papers: [...announce(7), ...announce(90)] } }
  if (kind === 'papers') return { items: rest.slice(1).map((id) => aRecord(id.slice(5), { fields: { version: 2 } })) }
  return toAnswer(Number(rest[0]), resume, (digits) => aRecord(digits, { fields: { version: 2 } }))
}

function answerAsDaily(key: string, resume: string | undefined): Harvest {
  if (key === 'refused') throw new UpstreamError('refused', 'There is no such edition.')
  const number = Number(key.split(' ')[1])
  const answer = toAnswer(number, resume, (digits) => {
    const fields = { title: `A paper called ${digits} and nothing else` }
    return { paper: aFeatured({ id: toId(digits), votes: number, fields, entries: [{ day: DAY }] }) }
  })
  const signals: Signal[] = answer.items.flatMap((item) =>
    'paper' in item ? [{ id: item.paper.id, name: 'votes', at: SYNC_AT + number, count: number }] : [],
  )
  return { ...answer, signals: [...signals, { id: toId('99999'), name: 'votes', at: 1, count: 1 }] }
}

/** One of the answers of a task: each shares half of its papers with the next task. */
function toAnswer(number: number, resume: string | undefined, toItem: (digits: string) => ReadItem): Harvest {
  const part = Number(resume ?? 0)
  const first = (number * ANSWERS * PAPERS) / 2 + part * PAPERS
  const items = Array.from({ length: PAPERS }, (_, index) => toItem(toDigits(first + index)))
  const fault = { fault: { position: `record ${first}`, reason: 'it has no title' } }
  const isLast = part === ANSWERS - 1
  return { items: isLast ? [...items, fault] : items, ...(!isLast && { resume: `${part + 1}` }) }
}

function announce(first: number): Announcement[] {
  return Array.from({ length: 5 }, (_, index) => ({ id: toId(toDigits(first * 10 + index)), kind: 'new', version: 2 }))
}

function toDigits(number: number): string {
  return String(number).padStart(5, '0')
}

function toId(digits: string): PaperId {
  return `2611.${digits}` as PaperId
}
