import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { MetricFamily } from '../../platform/prometheus-text.ts'

/** What the process takes of the machine. `stop` ends the measuring, which else goes on with the process. */
export type ProcessMeter = { list(): MetricFamily[]; stop(): void }

const NANOSECONDS = 1e9
const RESOLUTION_MS = 20

/** Measures the process from now on. The names are those under which dashboards for Node look for them. */
export function measureProcess(): ProcessMeter {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  return {
    list() {
      const families = [...listLag(delay), ...listUse()]
      delay.reset() // the next time tells of the time since
      return families
    },
    stop: () => delay.disable(),
  }
}

function listLag(delay: ReturnType<typeof monitorEventLoopDelay>): MetricFamily[] {
  const since = 'since the last time this was asked for'
  // Node measures from one look to the next, which lie that far apart where nothing is late; before the first it has no number.
  const of = (nanoseconds: number): number => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS / 1000) || 0
  return [
    gauge('nodejs_eventloop_lag_mean_seconds', `How late timers came in the mean ${since}.`, of(delay.mean)),
    gauge('nodejs_eventloop_lag_p99_seconds', `How late the latest hundredth came ${since}.`, of(delay.percentile(99))),
    gauge('nodejs_eventloop_lag_max_seconds', `How late the latest came ${since}.`, of(delay.max)),
  ]
}

function listUse(): MetricFamily[] {
  const memory = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const openFiles = countOpenFiles()
  return [
    counter('process_cpu_seconds_total', 'Processor time, all threads.', (user + system) / 1e6),
    gauge('process_resident_memory_bytes', 'Memory held.', memory.rss),
    gauge('nodejs_heap_size_used_bytes', 'Of the heap of the thread that answers.', memory.heapUsed),
    gauge('nodejs_heap_size_total_bytes', 'Size of that heap.', memory.heapTotal),
    gauge('nodejs_external_memory_bytes', 'Held outside that heap, as by buffers.', memory.external),
    gauge('process_start_time_seconds', 'When the process began, since 1970.', performance.timeOrigin / 1000),
    ...(openFiles === undefined ? [] : [gauge('process_open_fds', 'Open files and connections.', openFiles)]),
  ]
}

/** Undefined where the system does not list them in /proc. */
function countOpenFiles(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length - 1 // one of them lists the others
  } catch {
    return undefined // macOS and Windows have no /proc
  }
}

function gauge(name: string, help: string, value: number): MetricFamily {
  return { name, help, type: 'gauge', samples: [{ value }] }
}

function counter(name: string, help: string, value: number): MetricFamily {
  return { name, help, type: 'counter', samples: [{ value }] }
}
