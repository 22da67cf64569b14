import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../domain/error.ts'

/** Something to read: `bytes` opens it. `sizeBytes` is unknown for standard input. */
export type InputFile = { name: string; sizeBytes: number | undefined; bytes(): AsyncIterable<Uint8Array> }

const CHUNK_BYTES = 256 * 1024
const STANDARD_INPUT = '-'

/**
 * The files that paths name: a folder gives all files below it, in the order of their names; "-" is standard input.
 * Hidden files of a folder are passed over.
 *
 * @throws AppError `invalid` naming every path that does not exist
 */
export async function listInputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const missing: string[] = []
  const files: InputFile[] = []
  for (const path of paths) {
    const found = await findInput(path)
    if (found) files.push(...found)
    else missing.push(path)
  }
  if (missing.length > 0) throw new AppError('invalid', `No such file or folder: ${missing.join(', ')}`)
  return files
}

async function findInput(path: string): Promise<InputFile[] | undefined> {
  if (path === STANDARD_INPUT) {
    return [{ name: 'standard input', sizeBytes: undefined, bytes: () => process.stdin }]
  }
  const found = await stat(path).catch(() => undefined)
  if (!found) return undefined
  return found.isDirectory() ? listFolder(path) : [toInputFile(path, found.size)]
}

async function listFolder(folder: string): Promise<InputFile[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files: InputFile[] = []
  for (const { name } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!name.startsWith('.')) files.push(...((await findInput(join(folder, name))) ?? []))
  }
  return files
}

function toInputFile(path: string, sizeBytes: number): InputFile {
  return { name: path, sizeBytes, bytes: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) }
}
