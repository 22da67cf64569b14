import { Worker } from 'node:worker_threads'

/** The catalogue's keeper at work. `stop` ends after the batch under way, and cannot fail. */
export type CatalogueKeeper = { stop(): Promise<void> }

// Beside this file, in the same form: as it was written in tests, compiled in the program.
const WORKER = new URL(`./catalogue-worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url)

/**
 * Keeps the catalogue of authors, categories and organisations up to date in a thread of its own, until stopped: the
 * thread that answers requests is never held up.
 *
 * @param onFailure told once of what keeps the catalogue behind; it is tried again by itself
 */
export function keepCatalogue(databaseUrl: string, onFailure: (message: string) => void): CatalogueKeeper {
  const worker = new Worker(WORKER, { workerData: { databaseUrl }, name: 'catalogue' })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('message', ({ failure }: { failure: string }) => onFailure(failure))
  worker.on('error', (error) => onFailure(error instanceof Error ? error.message : String(error)))
  return {
    async stop() {
      worker.postMessage('stop')
      await ended
    },
  }
}
