import { expect, test } from 'vitest'
import { createSyncTeller, describeTally } from './sync-teller.ts'

test('answers are added up by source, and a task is told once its last answer is here', () => {
  const lines: string[] = []
  const { log, tallies } = createSyncTeller((line) => void lines.push(line))
  const answer = { source: 'arxiv', task: 'listed 2026-11-20', strayed: 0 }

  log('sync.answered', { ...answer, new: 3, changed: 1, unchanged: 0, signals: 0, faults: 1, isLast: false })
  log('sync.answered', { ...answer, new: 2, changed: 0, unchanged: 4, signals: 0, faults: 0, isLast: true })
  log('index.built', { papers: 7 })

  expect(lines).toEqual(['arxiv: listed 2026-11-20 is read'])
  expect(describeTally(tallies.get('arxiv'))).toBe('10 records read: 5 new, 1 changed; 1 left out as unreadable')
  expect(describeTally(tallies.get('github'))).toBe('nothing was due')
})

test('a failure is told with its reason, and how long the source is left alone', () => {
  const lines: string[] = []
  const { log } = createSyncTeller((line) => void lines.push(line))
  const failure = { source: 'arxiv', task: 'listed', kind: 'busy', trouble: 'Rate exceeded' }

  log('sync.failed', { ...failure, stoppedUntil: Date.parse('2026-11-20T04:12:00Z') })
  log('sync.failed', { ...failure, trouble: 'It does not answer.' })
  log('sync.waiting', {})

  expect(lines).toEqual([
    'arxiv: listed failed: Rate exceeded. It is left alone until 2026-11-20 04:12 UTC.',
    'arxiv: listed failed: It does not answer.',
    expect.stringMatching(/^Another process, such as a server, /),
  ])
})

test('counts alone are told as such', () => {
  const tally = { answers: 1, new: 0, changed: 0, unchanged: 0, signals: 1200, faults: 0 }

  expect(describeTally(tally)).toBe('1,200 counts')
})
