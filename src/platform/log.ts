import { isatty } from 'node:tty'
import pino from 'pino'
import type { Log, LogFormat, LogLevel } from '../domain/ports.ts'
import { toLogText } from './log-text.ts'

/** A log that is open. `close` returns once all that was logged has been written. */
export type OpenLog = { log: Log; close(): Promise<void> }

type Options = {
  /** What matters less is not written. */
  level: LogLevel
  /** By default text at a terminal, else JSON. */
  format: LogFormat | undefined
  /** A file descriptor or the path of a file; standard error by default. */
  to?: number | string
}

const STANDARD_ERROR = 2
/** What may wait for a reader that does not read; beyond that lines are lost, since the memory of the server is not theirs. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024

/**
 * Opens the log. Lines are handed to the system in the background, so that a slow reader of them holds nothing up; when
 * the process ends by itself or by an error, what waits is written first.
 */
export function openLog({ level, format, to = STANDARD_ERROR }: Options): OpenLog {
  const lines = pino.destination({ dest: to, sync: false, maxLength: MOST_WAITING_BYTES })
  const isText = (format ?? (to === STANDARD_ERROR && isatty(STANDARD_ERROR) ? 'text' : 'json')) === 'text'
  const writer = pino(
    {
      level,
      base: null, // neither the process nor the host: whoever gathers logs adds them
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    isText ? { write: (line) => void lines.write(toLogText(line)) } : lines,
  )
  return {
    log: (event, facts, level = 'info') => writer[level](facts, event),
    close: () => close(lines),
  }
}

function close(lines: ReturnType<typeof pino.destination>): Promise<void> {
  return new Promise((resolve) => {
    // A log that cannot be written is no reason not to end.
    lines.once('close', resolve).once('error', () => resolve())
    lines.end()
  })
}
