/** Lines of those who wait, by name: who stands first is alone until they leave. */
export type Lines = {
  /**
   * Settles when all who came before have left.
   *
   * @returns leaves; a second time does nothing
   * @throws the signal's reason where it is aborted first
   */
  enter(name: string, signal: AbortSignal): Promise<() => void>
}

/** Lines with nobody in them. */
export function createLines(): Lines {
  const lasts = new Map<string, Promise<void>>()
  return {
    async enter(name, signal) {
      signal.throwIfAborted()
      const before = lasts.get(name) ?? Promise.resolve()
      const { promise: left, resolve: leave } = Promise.withResolvers<void>()
      const last = before.then(() => left)
      lasts.set(name, last)
      void last.then(() => lasts.get(name) === last && lasts.delete(name))
      try {
        await orAborted(before, signal)
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },
  }
}

async function orAborted(settled: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal.reason as Error)
  signal.addEventListener('abort', abort)
  try {
    await Promise.race([settled, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
