import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { AppError } from '../../domain/error.ts'
import { gunzip, isGzip } from '../../platform/gunzip.ts'
import { splitLines } from '../../platform/split-lines.ts'

const MAX_LINE_BYTES = 16 * 1024 * 1024

/** A line of a text file that holds more than spaces; `number` counts from 1 as editors do. */
export type TextLine = { text: string; number: number }

/**
 * The lines of a file, packed with gzip or not, without the empty ones.
 *
 * @throws AppError `invalid` where a line is longer than 16 MiB or the packed file is damaged, naming the file; errors of
 *   the file system as they come
 */
export async function* readLines(path: string): AsyncGenerator<TextLine> {
  const bytes = createReadStream(path)
  let number = 0
  for await (const lines of splitLines((await isPacked(path)) ? unpack(path, bytes) : bytes, MAX_LINE_BYTES)) {
    for (const line of lines) {
      number++
      if (line === undefined) throw new AppError('invalid', `${path}, line ${number}: longer than 16 MiB.`)
      const text = line.toString().replace(/^\uFEFF|\r$/g, '')
      if (text.trim() !== '') yield { text, number }
    }
  }
}

async function* unpack(path: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    yield* gunzip(bytes)
  } catch (error) {
    throw error instanceof AppError ? new AppError(error.code, `${path}: ${error.message}.`, { cause: error }) : error
  }
}

async function isPacked(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read({ buffer: Buffer.alloc(2), position: 0 })
    return isGzip(buffer)
  } finally {
    await file.close()
  }
}
