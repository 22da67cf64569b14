/** Turns of the event loop, each given to one piece of work alone. */
export type Turns = {
  /** Settles at the beginning of a turn in which it settles for nobody else. In the order of asking. */
  take(): Promise<void>
}

/**
 * Shares out the event loop among pieces of work that would otherwise be done in one go: answers of a thread that come
 * together go on together, and what they compute before they next wait is one stretch, in which nobody else is heard.
 *
 * @param schedule calls what it is given in the next turn
 */
export function createTurns(schedule: (begin: () => void) => unknown = setImmediate): Turns {
  const waiting: (() => void)[] = []
  const begin = (): void => {
    waiting.shift()?.()
    if (waiting.length > 0) schedule(begin)
  }
  return {
    take: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        if (waiting.length === 1) schedule(begin)
      }),
  }
}
