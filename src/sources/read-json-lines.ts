import { isUtf8 } from 'node:buffer'
import type { FileItem } from '../domain/ports.ts'
import { toStorableJson } from './storable-text.ts'
import { readRow } from './read-row.ts'
import { type Line, splitLines } from '../platform/split-lines.ts'

const MAX_LINE_BYTES = 16 * 1024 * 1024
const BATCH_ITEMS = 500

/**
 * Reads records that stand a line each, in any mix of the known forms, in batches of at most 500. A line that cannot be
 * read is a fault, one longer than 16 MiB too; blank lines count but are nothing.
 */
export async function* readJsonLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<FileItem[]> {
  let batch: FileItem[] = []
  let number = 0
  try {
    for await (const lines of splitLines(bytes, MAX_LINE_BYTES)) {
      for (const line of lines) {
        const item = readLine(line, ++number)
        if (item) batch.push(item)
        if (batch.length < BATCH_ITEMS) continue
        yield batch
        batch = []
      }
    }
  } catch (failure) {
    // A file that breaks off: what was whole in it still counts.
    if (batch.length > 0) yield batch
    throw failure
  }
  if (batch.length > 0) yield batch
}

function readLine(line: Line, number: number): FileItem | undefined {
  const position = `line ${number}`
  if (line === undefined) return { fault: { position, reason: 'longer than 16 MiB' } }
  if (!isUtf8(line)) return { fault: { position, reason: 'not UTF-8' } }
  const json = line.toString()
  try {
    return readRow(JSON.parse(toStorableJson(json)), position)
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown
    return /\S/.test(json) ? { fault: { position, reason: 'not JSON' } } : undefined
  }
}
