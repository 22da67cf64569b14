import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Learnt } from '../../engine/embed/training/state.ts'
import { writeFileAside } from '../../platform/file-aside.ts'

/** Names what a checkpoint belongs to: plan and papers. A training goes on only from one of its own. */
export type Fingerprint = string

const PREFIX_BYTES = 128
/** SHA-256 over all before it. */
const SEAL_BYTES = 32

/** Where the checkpoint of a model's training lies: beside the model. */
export function toCheckpointPath(modelPath: string): string {
  return `${modelPath}.training`
}

/** Writes down what was learnt until before `step`, whole or not at all. */
export async function saveCheckpoint(path: string, of: Fingerprint, step: number, learnt: Learnt): Promise<void> {
  const prefix = Buffer.alloc(PREFIX_BYTES, ' ')
  prefix.write(JSON.stringify({ of, step }))
  const seal = createHash('sha256').update(prefix)
  await writeFileAside(path, async (put) => {
    await put(prefix)
    for (const part of toParts(learnt)) {
      const bytes = Buffer.from(Uint8Array.from(part)) // a copy: what threads share cannot be written from
      seal.update(bytes)
      await put(bytes)
    }
    await put(seal.digest())
  })
}

/**
 * Brings back what `saveCheckpoint` wrote.
 *
 * @returns the step to go on from; `undefined` where there is no checkpoint, or one of another training or a damaged
 *   one: then `learnt` stays as it is
 */
export async function loadCheckpoint(path: string, of: Fingerprint, learnt: Learnt): Promise<number | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return undefined
  try {
    const parts = toParts(learnt)
    const { size } = await file.stat()
    if (size !== parts.reduce((sum, { length }) => sum + length, PREFIX_BYTES + SEAL_BYTES)) return undefined
    const prefix = await take(file, PREFIX_BYTES)
    const step = readPrefix(prefix.toString(), of)
    if (step === undefined) return undefined
    const saved: Buffer[] = []
    for (const { length } of parts) saved.push(await take(file, length))
    const seal = createHash('sha256').update(prefix)
    for (const bytes of saved) seal.update(bytes)
    if (!seal.digest().equals(await take(file, SEAL_BYTES))) return undefined
    for (const [place, part] of parts.entries()) part.set(saved[place]!)
    return step
  } finally {
    await file.close()
  }
}

/** The next bytes of a file, which has so many. */
async function take(file: FileHandle, count: number): Promise<Buffer> {
  const bytes = Buffer.alloc(count)
  await file.read(bytes, 0, count)
  return bytes
}

/** Takes a checkpoint away that is no longer needed. */
export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true })
}

function readPrefix(text: string, of: Fingerprint): number | undefined {
  try {
    const prefix = JSON.parse(text) as { of?: unknown; step?: unknown }
    return prefix.of === of && typeof prefix.step === 'number' ? prefix.step : undefined
  } catch {
    return undefined
  }
}

function toParts({ vectors, logWeights, vectorSquares, weightSquares }: Learnt): Uint8Array[] {
  const arrays = [vectors, logWeights, vectorSquares, weightSquares]
  return arrays.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength))
}
