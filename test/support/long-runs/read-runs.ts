// A thread of its own, which is ended when it does not: told of a reader, its place among the ways to read, and a run, it
// reads, and answers with what went wrong, if anything did.
import { parentPort } from 'node:worker_threads'
import { AppError } from '../../../src/domain/error.ts'
import { READERS } from './readers.ts'

parentPort?.on('message', ({ name, place, run }: { name: string; place: number; run: string }) => {
  parentPort?.postMessage(read(name, place, run))
})

function read(name: string, place: number, run: string): string {
  try {
    READERS[name]?.[place]?.(run)
    return ''
  } catch (thrown) {
    return thrown instanceof AppError ? '' : String(thrown)
  }
}
