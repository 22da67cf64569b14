import { createReadStream } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Something to read: `bytes` opens it. `sizeBytes` is unknown for standard input. */
export type InputFile = { name: string; sizeBytes: number | undefined; bytes(): AsyncIterable<Uint8Array> }

const CHUNK_BYTES = 256 * 1024
const STANDARD_INPUT = '-'

/**
 * The files that paths name: a folder gives all files below it, in the order of their names; "-" is standard input.
 * Hidden files of a folder are passed over, and so is a link to a folder that holds the link. `missing` are the paths
 * that lead nowhere.
 */
export async function listInputFiles(paths: readonly string[]): Promise<{ files: InputFile[]; missing: string[] }> {
  const [missing, files]: [string[], InputFile[]] = [[], []]
  for (const path of paths) {
    const found = await findInput(path, [])
    if (found) files.push(...found)
    else missing.push(path)
  }
  return { files, missing }
}

/** @param within the real paths of the folders on the way here */
async function findInput(path: string, within: readonly string[]): Promise<InputFile[] | undefined> {
  if (path === STANDARD_INPUT && within.length === 0) {
    return [{ name: 'standard input', sizeBytes: undefined, bytes: () => process.stdin }]
  }
  const found = await stat(path).catch(() => undefined)
  if (!found) return within.length === 0 ? undefined : [toInputFile(path, undefined)]
  return found.isDirectory() ? listFolder(path, within) : [toInputFile(path, found.size)]
}

async function listFolder(folder: string, within: readonly string[]): Promise<InputFile[]> {
  const real = await realpath(folder)
  if (within.includes(real)) return []
  const entries = await readdir(folder)
  const files: InputFile[] = []
  for (const name of entries.toSorted()) {
    if (!name.startsWith('.')) files.push(...((await findInput(join(folder, name), [...within, real])) ?? []))
  }
  return files
}

function toInputFile(path: string, sizeBytes: number | undefined): InputFile {
  return { name: path, sizeBytes, bytes: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) }
}
