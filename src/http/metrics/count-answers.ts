import { createHistogram, type Histogram } from '../../platform/histogram.ts'
import type { MetricFamily } from '../../platform/prometheus-text.ts'

/** An answer as it is counted; there are few different ones, whatever is asked. */
export type CountedAnswer = { method: string; route: string; status: number }

/** Counts an answer and how long it took. */
export type CountAnswer = (answer: CountedAnswer, seconds: number) => void

/** Upper bounds in seconds: an unchanged page takes less than the first, a page rendered afresh some of the next. */
const BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Counts answers by method, route and status, and times them by route. A count costs two looks into maps. */
export function createAnswerCounter(): { count: CountAnswer; list(): MetricFamily[] } {
  const counts = new Map<string, CountedAnswer & { times: number }>()
  const durations = new Map<string, Histogram>()
  return {
    count({ method, route, status }, seconds) {
      const key = `${method} ${status} ${route}`
      let counted = counts.get(key)
      if (!counted) counts.set(key, (counted = { method, route, status, times: 0 }))
      counted.times++
      let duration = durations.get(route)
      if (!duration) durations.set(route, (duration = createHistogram(BOUNDS)))
      duration.observe(seconds)
    },
    list: () => [
      {
        name: 'broadsheet_http_requests_total',
        help: 'Requests answered, by method, route and status.',
        type: 'counter',
        samples: [...counts.values()].map(({ method, route, status, times }) => ({
          labels: { method, route, status: String(status) },
          value: times,
        })),
      },
      {
        name: 'broadsheet_http_request_duration_seconds',
        help: 'From the head of a request to the last byte of its answer, by route.',
        type: 'histogram',
        samples: [...durations].flatMap(([route, duration]) => duration.list({ route })),
      },
    ],
  }
}
