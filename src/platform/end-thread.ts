import type { Worker } from 'node:worker_threads'

/**
 * Asks a thread to end, and ends it by force where it has not within some time: then what it was doing is lost, so it
 * keeps nothing that is not written in a transaction.
 *
 * @param message what its program takes for the wish to end
 */
export async function endThread(worker: Worker, message: unknown, patienceMs: number): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.postMessage(message)
  const timer = setTimeout(() => void worker.terminate(), patienceMs)
  await ended
  clearTimeout(timer)
}
