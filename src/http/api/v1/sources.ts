import { Hono } from 'hono'
import { z } from 'zod'
import type { SourceName } from '../../../domain/paper.ts'
import { toIso, type UnixMs } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import type { SourceDescription } from '../../../services/sync/describe-sources.ts'
import type { SourceStanding } from '../../../services/sync/source-standing.ts'
import type { Operation } from '../../openapi/operation.ts'
import { toPublicProblem } from '../../sources/public-problem.ts'
import { SOURCE_NAMES } from '../../sources/source-names.ts'
import { taggedAnswer } from '../../sources/tagged-answer.ts'
import { EXAMPLE_PROBLEM, toProblemItem } from './problems.ts'
import { type BatchItem, sourceItem, type SourceItem } from './source-answers.ts'

const EXAMPLE: SourceItem[] = [
  {
    ...{ name: 'arxiv', title: 'arXiv', isOn: true, terms: 'One request every three seconds.' },
    ...{ succeededAt: '2026-03-31T04:20:00.000Z', failures: 0, due: 12, tasks: [] },
    catchUps: [{ purpose: 'backfill', planned: 30, ended: 18, taken: 8412, leftMinutes: 20 }],
    nextAt: '2026-04-01T08:15:00.000Z',
    newestBatch: {
      ...{ day: '2026-04-01', state: 'late', dueAt: '2026-04-01T05:00:00.000Z' },
      nextTryAt: '2026-04-01T08:15:00.000Z',
      next: { day: '2026-04-02', dueAt: '2026-04-02T05:00:00.000Z' },
    },
    problems: [EXAMPLE_PROBLEM],
  },
  { name: 'github', title: 'GitHub', isOn: false },
]

/** What the API says of sources. */
export const sourcesOperation: Operation = {
  path: '/api/v1/sources',
  name: 'listSources',
  summary: 'Where papers come from, and how each source stands',
  description: `Every source that can be asked: when it answered last, the newest day that it announced papers for and how
many of those are here, what is wrong, and when it is asked next. Those that are switched off come last.`,
  answer: { schema: z.array(sourceItem), description: 'In the order of the settings.', example: EXAMPLE },
}

/** GET /api/v1/sources — how each source stands. */
export function sourcesRoutes({ describeSources, switchedOff }: SourceStanding): Hono {
  return new Hono().get(sourcesOperation.path, async (c) => {
    const items = [...(await describeSources()).map(toItem), ...switchedOff.map(toOffItem)]
    return taggedAnswer(c, JSON.stringify(items), 'application/json')
  })
}

function toOffItem(name: SourceName): SourceItem {
  return { name, title: SOURCE_NAMES[name], isOn: false }
}

function toItem(source: SourceDescription): SourceItem {
  const { name, title, terms, failures, due, catchUps, tasks, troubles, newestBatch } = source
  const { succeededAt, failedAt, stoppedUntil, nextAt } = source
  return {
    ...{ name, title, isOn: true, terms, failures, due },
    ...toInstants({ succeededAt, failedAt, stoppedUntil, nextAt }),
    catchUps,
    // Keys of tasks are not told: those of feeds are their addresses.
    tasks: tasks.map(({ taken, faults, total, isUnderWay, dueAt, retryAt }) => ({
      ...{ taken, faults, isUnderWay, dueAt: toIso(dueAt) },
      ...onlyPresent({ total }),
      ...toInstants({ retryAt }),
    })),
    ...(newestBatch && { newestBatch: toBatchItem(newestBatch) }),
    problems: troubles.map(toPublicProblem).map(toProblemItem),
  }
}

function toBatchItem(batch: NonNullable<SourceDescription['newestBatch']>): BatchItem {
  const { day, state, announced, reckoned, missing = 0, dueAt, completedAt, closedAt, nextTryAt, next } = batch
  return {
    ...{ day, state },
    ...(announced !== undefined && { announced, here: announced - missing }),
    ...(reckoned !== undefined && { reckoned }),
    ...toInstants({ dueAt, completedAt, closedAt, nextTryAt }),
    ...(next && { next: { day: next.day, dueAt: toIso(next.dueAt) } }),
  }
}

/** Instants as texts, those that are known. */
function toInstants<Name extends string>(instants: Record<Name, UnixMs | undefined>): { [Key in Name]?: string } {
  const known = Object.entries<UnixMs | undefined>(instants).filter(([, at]) => at !== undefined)
  return Object.fromEntries(known.map(([name, at]) => [name, toIso(at!)])) as { [Key in Name]?: string }
}
