/** A wish to stop that came by signal. */
export type SignalledStop = {
  /** Aborted by the first SIGINT or SIGTERM. */
  signal: AbortSignal
  /** Ends the program as the signal would have, if one came; to be called last. */
  endIfAsked(): void
}

/** Lets a command stop in order when it is asked to; a second signal ends it at once. */
export function abortOnSignal(onStop: () => void): SignalledStop {
  const controller = new AbortController()
  let asked: NodeJS.Signals | undefined
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      if (asked !== undefined) process.exit(1)
      asked = name
      onStop()
      controller.abort()
    })
  }
  return {
    signal: controller.signal,
    endIfAsked: () => {
      if (asked === undefined) return
      process.removeAllListeners(asked)
      process.kill(process.pid, asked)
    },
  }
}
