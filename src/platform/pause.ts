import { setTimeout as wait } from 'node:timers/promises'

/** Waits by the machine's own clock. @throws the signal's reason where it is aborted */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  try {
    await wait(ms, undefined, signal ? { signal } : {})
  } catch (error) {
    // Node tells an AbortError of its own, whatever the reason is.
    signal?.throwIfAborted()
    throw error
  }
}
