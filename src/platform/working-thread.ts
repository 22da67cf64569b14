import type { MessagePort, Worker } from 'node:worker_threads'
import type { Log } from '../domain/ports.ts'
import { toIso } from '../domain/time.ts'
import { endThread } from './end-thread.ts'
import { keepStarted } from './keep-started.ts'

/** A thread that works by itself, kept at work. */
export type WorkingThread = {
  /** Tells its program something; not while it is being started again. */
  tell(news: unknown): void
  /** Asks it to end, and ends it by force where it has not in time: it keeps nothing by half. */
  stop(): Promise<void>
}

/** How a thread is kept: what the log calls its end, how long it may take to stop, and after what pause it is started again. */
export type Keeping = { endEvent: string; stopMs: number; restartMs?: number | undefined }

type LogLine = { event: string; facts: Record<string, unknown>; level: Parameters<Log>[2] }

const STOP = 'stop'
/** One that breaks at once, time after time, is not to fill the log. */
const RESTART_MS = 10_000

/**
 * Keeps a thread at work, and passes on what it logs, until stopped. One that ends though nobody stopped it is started again
 * after a pause. Its program calls `joinWork`.
 *
 * @param start makes the thread, each time anew
 */
export function keepWorking(start: () => Worker, keeping: Keeping, log: Log): WorkingThread {
  const { endEvent, stopMs, restartMs = RESTART_MS } = keeping
  const begin = (onEnd: () => void): Worker => {
    const worker = start()
    worker.on('message', ({ event, facts, level }: LogLine) => log(event, facts, level))
    worker.on('error', (error) => log(endEvent, { message: String(error) }, 'error'))
    worker.once('exit', onEnd)
    return worker
  }
  const thread = keepStarted(begin, { pauseMs: restartMs, isNeededAlways: true })
  return {
    tell: (news) => thread.find()?.postMessage(news),
    async stop() {
      const worker = thread.stop()
      if (worker) await endThread(worker, STOP, stopMs)
    },
  }
}

/** What the program of a working thread goes by. */
export type Work = {
  /** Aborted when it is to end. */
  stopped: AbortSignal
  /** Logs where the thread was started. */
  log: Log
}

/**
 * Joins a thread's program to whoever keeps it at work.
 *
 * @param port the thread's own; closing it lets the thread end
 * @param onTold is called with what it is told
 */
export function joinWork(port: MessagePort, onTold?: (news: unknown) => void): Work {
  const asked = new AbortController()
  port.on('message', (news) => (news === STOP ? asked.abort() : onTold?.(news)))
  return {
    stopped: asked.signal,
    log(event, facts, level) {
      const told = Object.entries(facts).map(([name, value]) => [name, toTold(name, value)])
      port.postMessage({ event, facts: Object.fromEntries(told), level } satisfies LogLine)
    },
  }
}

/** Instants as people read them; what is thrown as text, since not everything passes between threads. */
function toTold(name: string, value: unknown): unknown {
  if (value instanceof Error) return value.stack ?? String(value)
  return typeof value === 'number' && /(?:At|[Uu]ntil)$/.test(name) ? toIso(value) : value
}
