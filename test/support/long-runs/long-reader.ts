import { Worker } from 'node:worker_threads'

/** A reader whose time grows with the square of a run takes minutes for one of the tests, and others milliseconds. */
const MOST_MS = 15_000

/** Reads in a thread that is ended where it does not come back. */
export class LongReader {
  #worker: Worker | undefined

  /** What went wrong, in words; '' where the run was read, or refused as it should be. */
  async read(name: string, place: number, run: string): Promise<string> {
    const worker = (this.#worker ??= new Worker(new URL('./read-runs.ts', import.meta.url)))
    const { promise, resolve } = Promise.withResolvers<string>()
    const timer = setTimeout(() => resolve('is not read within fifteen seconds'), MOST_MS)
    worker.once('message', resolve)
    worker.once('error', (failure) => resolve(String(failure)))
    worker.postMessage({ name, place, run })
    const failure = await promise
    clearTimeout(timer)
    worker.removeAllListeners('message').removeAllListeners('error')
    if (failure !== '') await this.end()
    return failure
  }

  async end(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = undefined
  }
}
