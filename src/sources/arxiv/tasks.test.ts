import { expect, test } from 'vitest'
import type { ArxivId } from '../../domain/arxiv-id.ts'
import type { Day } from '../../domain/time.ts'
import { type ArxivTask, parseTaskKey, toPlannedTask, toTaskKey } from './tasks.ts'

const day = '2026-04-08' as Day
const TASKS: [ArxivTask, string][] = [
  [{ kind: 'announced', day }, 'announced 2026-04-08'],
  [{ kind: 'submitted', day }, 'submitted 2026-04-08'],
  [{ kind: 'submitted', day, categories: ['cs.AI', 'math'] }, 'submitted 2026-04-08 cs.AI,math'],
  [
    { kind: 'changed', set: 'cs:cs:CL', from: '2026-04-06' as Day, until: day },
    'changed cs:cs:CL 2026-04-06 2026-04-08',
  ],
  [{ kind: 'changed', set: undefined, from: day, until: day }, 'changed all 2026-04-08 2026-04-08'],
  [
    { kind: 'papers', by: 'oai', attempt: 3, ids: ['2604.00001', 'math/0611800'] as ArxivId[] },
    'papers oai 3 2604.00001,math/0611800',
  ],
]

test.each(TASKS)('%j is written and read', (task, key) => {
  expect(toTaskKey(task)).toBe(key)
  expect(parseTaskKey(key)).toEqual(task)
})

test('no task takes the place of another, but for what changed in a set: its newest takes that of those before it', () => {
  const subjects = TASKS.map(([task]) => toPlannedTask(task).subject)
  const next = toPlannedTask({
    kind: 'changed',
    set: 'cs:cs:CL',
    from: '2026-04-07' as Day,
    until: '2026-04-09' as Day,
  })

  expect(new Set(subjects).size).toBe(TASKS.length)
  expect(next.subject).toBe(subjects[3])
})

test.each([
  '',
  'announced',
  'announced soon',
  'changed cs:cs:CL 2026-04-06',
  'papers api x 2604.00001',
  'papers ftp 0 2604.00001',
  'papers api 0 owl',
])('refuses %j', (key) => {
  expect(() => parseTaskKey(key)).toThrow('Not a task of arXiv')
})
