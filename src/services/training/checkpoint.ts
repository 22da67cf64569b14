import { open, rm } from 'node:fs/promises'
import type { Learnt } from '../../engine/embed/training/state.ts'
import { writeFileAside } from '../../platform/file-aside.ts'

/** Names what a checkpoint belongs to: plan and papers. A training goes on only from one of its own. */
export type Fingerprint = string

const PREFIX_BYTES = 128

/** Where the checkpoint of a model's training lies: beside the model. */
export function toCheckpointPath(modelPath: string): string {
  return `${modelPath}.training`
}

/** Writes down what was learnt until before `step`, whole or not at all. */
export async function saveCheckpoint(path: string, of: Fingerprint, step: number, learnt: Learnt): Promise<void> {
  const prefix = Buffer.alloc(PREFIX_BYTES, ' ')
  prefix.write(JSON.stringify({ of, step }))
  await writeFileAside(path, async (put) => {
    await put(prefix)
    // A copy: what threads share cannot be written from.
    for (const part of toParts(learnt)) await put(Buffer.from(Uint8Array.from(part)))
  })
}

/**
 * Brings back what `saveCheckpoint` wrote.
 *
 * @returns the step to go on from; `undefined` where there is no checkpoint, or one of another training or cut off
 */
export async function loadCheckpoint(path: string, of: Fingerprint, learnt: Learnt): Promise<number | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return undefined
  try {
    const parts = toParts(learnt)
    const { size } = await file.stat()
    if (size !== parts.reduce((sum, { length }) => sum + length, PREFIX_BYTES)) return undefined
    const prefix = Buffer.alloc(PREFIX_BYTES)
    await file.read(prefix, 0, PREFIX_BYTES)
    const step = readPrefix(prefix.toString(), of)
    if (step === undefined) return undefined
    for (const part of parts) {
      const bytes = Buffer.alloc(part.length)
      await file.read(bytes, 0, bytes.length)
      part.set(bytes)
    }
    return step
  } finally {
    await file.close()
  }
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
