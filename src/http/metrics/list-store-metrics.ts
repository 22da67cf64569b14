import { fromUtcDay } from '../../domain/time.ts'
import type { MetricFamily, Sample } from '../../platform/prometheus-text.ts'
import type { StoreMeasures } from '../../services/measure-store.ts'

/** The state of the store as metrics; of one that does not answer, no more than that. */
export function listStoreMetrics(measures: StoreMeasures | undefined): MetricFamily[] {
  const up = gauge('broadsheet_store_up', 'Whether the database answers: 1 or 0.', [{ value: measures ? 1 : 0 }])
  if (!measures) return [up]
  const { newest, sources } = measures
  const newestAt = newest ? [{ value: fromUtcDay(newest.day) / 1000 }] : []
  const reads = sources.map(({ source, readAt }) => ({ labels: { source }, value: readAt / 1000 }))
  return [
    up,
    gauge('broadsheet_papers', 'Papers in the store.', [{ value: measures.papers }]),
    gauge('broadsheet_featured_papers', 'Papers that somebody featured.', [{ value: measures.featuredPapers }]),
    gauge('broadsheet_newest_edition_timestamp_seconds', 'When the day of the newest edition began, UTC.', newestAt),
    gauge('broadsheet_last_change_number', 'Rises by one with every change of a paper.', [
      { value: measures.lastChange },
    ]),
    gauge('broadsheet_uncatalogued_changes', 'Changes that lists of authors and the like do not show yet.', [
      { value: measures.uncatalogued },
    ]),
    gauge('broadsheet_source_read_timestamp_seconds', 'When papers of a source were last taken in.', reads),
  ]
}

function gauge(name: string, help: string, samples: Sample[]): MetricFamily {
  return { name, help, type: 'gauge', samples }
}
