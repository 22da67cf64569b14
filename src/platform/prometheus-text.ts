/** What is measured under one name, as Prometheus takes it. */
export type MetricFamily = {
  /** Lower case with underscores, a unit at the end; a counter's ends with `_total`. */
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  samples: Sample[]
}

/** One value. `suffix` follows the name of the family: `_bucket`, `_sum` and `_count` of a histogram. */
export type Sample = { value: number; labels?: Readonly<Record<string, string>>; suffix?: string }

/**
 * Text that Prometheus, and whatever speaks its language, reads.
 *
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/ (version 0.0.4)
 */
export function toPrometheusText(families: readonly MetricFamily[]): string {
  return families
    .map(({ name, help, type, samples }) => {
      const lines = samples.map(
        ({ suffix = '', labels, value }) => `${name}${suffix}${toLabels(labels)} ${toValue(value)}\n`,
      )
      return `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n${lines.join('')}`
    })
    .join('')
}

function toLabels(labels: Sample['labels']): string {
  const pairs = Object.entries(labels ?? {}).map(([name, value]) => `${name}="${escapeLabel(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function toValue(value: number): string {
  if (Number.isFinite(value)) return String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"')
}
