/** Several at the same work side by side, while who started them does something else. */
export type Lanes = {
  /** Starts as many as are missing. Each ends when it finds nothing more to do. */
  topUp(most: number, run: () => Promise<void>): void
  /** How many are at work. */
  count(): number
  /** Settles once none is at work, of those that are started meanwhile either. Never rejects. */
  idle(): Promise<void>
  /** What the first failed with of those that failed since this was asked last. */
  takeFailure(): { error: unknown } | undefined
}

/** Makes lanes, none of which is at work. */
export function createLanes(): Lanes {
  const atWork = new Set<Promise<void>>()
  const failures: { error: unknown }[] = []
  const start = (run: () => Promise<void>): void => {
    const lane = run()
      .catch((error: unknown) => void failures.push({ error }))
      .finally(() => atWork.delete(lane))
    atWork.add(lane)
  }
  return {
    topUp(most, run) {
      while (atWork.size < most) start(run)
    },
    count: () => atWork.size,
    async idle() {
      while (atWork.size > 0) await Promise.all(atWork)
    },
    takeFailure: () => failures.splice(0)[0],
  }
}
