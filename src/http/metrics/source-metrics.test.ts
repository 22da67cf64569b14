import { describe, expect, test } from 'vitest'
import { anAppOf, NOON } from '../../../test/support/an-app.ts'
import type { Day } from '../../domain/time.ts'
import type { SourceDescription } from '../../services/sync/describe-sources.ts'
import { NO_SOURCES } from '../../services/sync/source-standing.ts'
import { createHarvestCounter } from './count-harvests.ts'

const LOCAL = { incoming: { socket: { remoteAddress: '127.0.0.1' } }, outgoing: { once: () => undefined } }
const DAY = '2026-05-29' as Day

/** A source of which nothing is known. */
function aDescription(wish: Partial<SourceDescription>): SourceDescription {
  const nothing = { failures: 0, troubles: [], due: 0, catchUps: [], tasks: [] }
  return { name: 'arxiv', title: 'arXiv', terms: '', ...nothing, ...wish }
}

/** The lines of the metrics of sources, in any order. */
async function read(described: SourceDescription[], harvests = createHarvestCounter()): Promise<string[]> {
  const sources = { ...NO_SOURCES, describeSources: () => Promise.resolve(described) }
  const answer = await anAppOf({ sources, harvests }).request('/metrics', {}, LOCAL)
  return (await answer.text()).split('\n').filter((line) => line.startsWith('broadsheet_source_'))
}

describe('the metrics of a source', () => {
  test('tell how it stands', async () => {
    const trouble = {
      id: '1',
      source: 'arxiv',
      kind: 'busy',
      subject: '',
      message: '',
      firstAt: 1,
      lastAt: 1,
      times: 9,
    } as const
    const newestBatch = {
      source: 'arxiv',
      title: '',
      day: DAY,
      state: 'incomplete',
      announced: 814,
      missing: 2,
    } as const
    const lines = await read([
      aDescription({
        ...{ succeededAt: NOON - 60_000, failures: 3, due: 7, stoppedUntil: NOON + 30_000, nextAt: NOON + 30_000 },
        ...{ troubles: [trouble, { ...trouble, id: '2' }], newestBatch: { ...newestBatch, dueAt: NOON - 90_000 } },
      }),
    ])

    // date -u -d 2026-05-29T16:00:00Z +%s is 1780070400.
    expect(lines).toEqual([
      'broadsheet_source_success_timestamp_seconds{source="arxiv"} 1780070340',
      'broadsheet_source_failures{source="arxiv"} 3',
      'broadsheet_source_open_tasks{source="arxiv"} 7',
      'broadsheet_source_next_try_timestamp_seconds{source="arxiv"} 1780070430',
      'broadsheet_source_stopped_seconds{source="arxiv"} 30',
      'broadsheet_source_problems{source="arxiv",kind="busy"} 2',
      'broadsheet_source_announced_papers{source="arxiv"} 814',
      'broadsheet_source_missing_papers{source="arxiv"} 2',
      'broadsheet_source_late_seconds{source="arxiv"} 90',
    ])
  })

  test.each([
    ['late', 90],
    ['complete', 0],
    ['awaited', 0],
    ['unchecked', 0],
  ] as const)('call a batch that is %s late by %i s', async (state, seconds) => {
    const newestBatch = { source: 'arxiv', title: '', day: DAY, state, dueAt: NOON - 90_000 } as const

    const lines = await read([aDescription({ newestBatch })])

    expect(lines).toContain(`broadsheet_source_late_seconds{source="arxiv"} ${seconds}`)
  })

  test('leave out what is not known', async () => {
    expect(await read([aDescription({ name: 'github' })])).toEqual([
      'broadsheet_source_failures{source="github"} 0',
      'broadsheet_source_open_tasks{source="github"} 0',
      'broadsheet_source_stopped_seconds{source="github"} 0',
    ])
  })

  test('are none where nothing is asked, or cannot be told', async () => {
    const sources = { ...NO_SOURCES, describeSources: () => Promise.reject(new Error('gone')) }

    const answer = await anAppOf({ sources }).request('/metrics', {}, LOCAL)

    expect(await read([])).toEqual([])
    expect([answer.status, (await answer.text()).includes('broadsheet_source_failures')]).toEqual([200, false])
  })

  test('count what came of asking, from what the log is told', async () => {
    const harvests = createHarvestCounter()
    const told: string[] = []
    const log = harvests.listen((event) => void told.push(event))
    log('sync.answered', { source: 'arxiv', records: 500 })
    log('sync.answered', { source: 'arxiv', records: 500 })
    log('sync.failed', { source: 'arxiv', kind: 'busy' }, 'warn')
    log('server.started', {})

    expect(await read([], harvests)).toEqual([
      'broadsheet_source_asked_total{source="arxiv",outcome="answered"} 2',
      'broadsheet_source_asked_total{source="arxiv",outcome="busy"} 1',
    ])
    expect(told).toEqual(['sync.answered', 'sync.answered', 'sync.failed', 'server.started'])
  })
})
