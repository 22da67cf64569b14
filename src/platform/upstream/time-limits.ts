import type { Pause } from '../../domain/ports.ts'

/** How long a request may take. */
export type Limits = {
  /** In all, to the last byte. */
  totalMs: number
  /** Until an answer begins. */
  headMs: number
  /** In each such time at least `trickleBytes` of a body must come. */
  trickleMs: number
  trickleBytes: number
}

/** The limits of one request under way. */
export type TimeLimits = {
  /** Aborted when a limit is reached, or when the caller gives up. */
  readonly signal: AbortSignal
  /** Which limit was reached, as the end of a sentence: "did not answer within 60 s". */
  reached(): string | undefined
  /** The answer has begun. */
  begin(): void
  /** So many bytes of it came. */
  count(bytes: number): void
  /** Stops all clocks. */
  end(): void
}

/** Starts the clocks of one request. */
export function startTimeLimits(limits: Limits, timer: Pause, caller: AbortSignal): TimeLimits {
  const ended = new AbortController()
  const cut = new AbortController()
  let reached: string | undefined
  let begun = false
  let came = 0
  const reach = (says: string): void => {
    reached ??= says
    cut.abort()
  }
  const after = (ms: number, then: () => void): void => {
    // Rejects when the clocks are stopped, which is no failure.
    void timer(ms, ended.signal).then(
      () => ended.signal.aborted || then(),
      () => undefined,
    )
  }
  const watch = (before: number): void => {
    after(limits.trickleMs, () => {
      if (came - before < limits.trickleBytes) return reach(`sent next to nothing for ${limits.trickleMs / 1000} s`)
      watch(came)
    })
  }
  after(limits.totalMs, () =>
    reach(begun ? `did not end its answer within ${limits.totalMs / 1000} s` : toNoAnswer(limits.totalMs)),
  )
  if (limits.headMs < limits.totalMs) after(limits.headMs, () => begun || reach(toNoAnswer(limits.headMs)))
  return {
    signal: AbortSignal.any([caller, cut.signal]),
    reached: () => reached,
    begin() {
      begun = true
      watch(came)
    },
    count: (bytes) => void (came += bytes),
    end: () => ended.abort(),
  }
}

function toNoAnswer(ms: number): string {
  return `did not answer within ${ms / 1000} s`
}
