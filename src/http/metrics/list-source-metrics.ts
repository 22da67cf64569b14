import type { UnixMs } from '../../domain/time.ts'
import type { MetricFamily, Sample } from '../../platform/prometheus-text.ts'
import type { SourceDescription } from '../../services/sync/describe-sources.ts'

/** How sources stand as metrics; a sample is absent where its number is not known. Nothing where nothing is asked. */
export function listSourceMetrics(sources: readonly SourceDescription[], now: UnixMs): MetricFamily[] {
  if (sources.length === 0) return []
  const of = (measure: (source: SourceDescription) => number | undefined): Sample[] =>
    sources.flatMap((source) => {
      const value = measure(source)
      return value === undefined ? [] : [{ value, labels: { source: source.name } }]
    })
  const batches = sources.filter(({ newestBatch }) => newestBatch !== undefined)
  const ofBatch = (measure: (batch: Batch) => number | undefined): Sample[] =>
    batches.flatMap(({ name: source, newestBatch }) => {
      const value = newestBatch && measure(newestBatch)
      return value === undefined ? [] : [{ value, labels: { source } }]
    })
  return [
    gauge(
      'success_timestamp_seconds',
      'When an answer of a source was kept last.',
      of(({ succeededAt }) => toSeconds(succeededAt)),
    ),
    gauge(
      'failures',
      'Tries without success since then.',
      of(({ failures }) => failures),
    ),
    gauge(
      'open_tasks',
      'Tasks that are due and not done.',
      of(({ due }) => due),
    ),
    gauge(
      'next_try_timestamp_seconds',
      'When a source is asked next.',
      of(({ nextAt }) => toSeconds(nextAt)),
    ),
    gauge(
      'stopped_seconds',
      'How long a source is still left alone.',
      of(({ stoppedUntil = now }) => Math.max(0, stoppedUntil - now) / 1000),
    ),
    gauge('problems', 'What is wrong with a source, by kind.', sources.flatMap(listProblems)),
    gauge(
      'announced_papers',
      'Papers of the newest announced batch.',
      ofBatch(({ announced }) => announced),
    ),
    gauge(
      'missing_papers',
      'Those of them that are not here.',
      ofBatch(({ state, announced, missing = 0 }) =>
        announced === undefined ? undefined : state === 'incomplete' ? missing : 0,
      ),
    ),
    gauge(
      'late_seconds',
      'How long the newest batch is overdue while it is not whole; 0 in time.',
      ofBatch((batch) => toLateness(batch, now)),
    ),
  ]
}

type Batch = NonNullable<SourceDescription['newestBatch']>

function toLateness({ state, dueAt }: Batch, now: UnixMs): number {
  const isOverdue = state === 'late' || state === 'incomplete'
  return isOverdue && dueAt !== undefined ? Math.max(0, now - dueAt) / 1000 : 0
}

function listProblems({ name: source, troubles }: SourceDescription): Sample[] {
  const counts = Map.groupBy(troubles, ({ kind }) => kind)
  return [...counts].map(([kind, { length }]) => ({ value: length, labels: { source, kind } }))
}

function toSeconds(at: UnixMs | undefined): number | undefined {
  return at === undefined ? undefined : at / 1000
}

function gauge(name: string, help: string, samples: Sample[]): MetricFamily {
  return { name: `broadsheet_source_${name}`, help, type: 'gauge', samples }
}
