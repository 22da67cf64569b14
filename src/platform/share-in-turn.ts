/**
 * Asks once for all who ask in the same turn of the event loop, and gives them the one answer.
 *
 * What they are told is no older than their question: requests that are read in one turn had all arrived when it began,
 * and asking comes after that.
 */
export function shareInTurn<T>(ask: () => Promise<T>): () => Promise<T> {
  let shared: Promise<T> | undefined
  return () => {
    if (shared === undefined) {
      shared = ask()
      setImmediate(() => (shared = undefined))
    }
    return shared
  }
}
