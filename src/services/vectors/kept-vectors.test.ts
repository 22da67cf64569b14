import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toTextKey } from './document-text.ts'
import { beginKeptVectors, countKeptVectors, findKeptModel, type KeptVectors, openKeptVectors } from './kept-vectors.ts'

const DIMENSIONS = 64
const PROBE = vectorOf(1)

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'broadsheet-kept-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function vectorOf(n: number): Float32Array {
  const vector = Float32Array.from({ length: DIMENSIONS }, (_, i) => Math.sin(n * 31 + i * i))
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

const keyOf = (n: number): Buffer => toTextKey(`text ${n}`)

async function keepThree(): Promise<KeptVectors> {
  const kept = await beginKeptVectors(folder, 'tag', PROBE)
  kept.add([0, 1].map((n) => ({ key: keyOf(n), vector: vectorOf(n) })))
  kept.add([{ key: keyOf(2), vector: undefined }])
  return kept
}

/** The cosine of kept bytes to what they were made of. */
function cosine(bytes: Int8Array | undefined, vector: Float32Array): number {
  const product = vector.reduce((sum, value, place) => sum + value * (bytes?.[place] ?? 0), 0)
  return product / Math.hypot(...(bytes ?? []))
}

test('vectors are found again after a restart, nearly as they were, and what has none is known to have none', async () => {
  ;(await keepThree()).close()

  const kept = openKeptVectors(folder, 'tag')!

  expect([0, 1].map((n) => cosine(kept.find(keyOf(n)), vectorOf(n)) > 0.9999)).toEqual([true, true])
  expect(kept.find(keyOf(0))?.reduce((most, byte) => Math.max(most, Math.abs(byte)), 0)).toBe(127)
  expect(kept.find(keyOf(2))?.every((byte) => byte === 0)).toBe(true)
  expect([kept.has(keyOf(3)), kept.find(keyOf(3)), kept.count(), countKeptVectors(folder)]).toEqual([
    ...[false, undefined, 3, 3],
  ])
  expect([...kept.probe]).toEqual([...PROBE])
  kept.close()
})

test('those of other settings are not found, and two models of one setting have two names', async () => {
  const first = await keepThree()
  const second = await beginKeptVectors(folder, 'tag', vectorOf(9))

  expect(findKeptModel(folder, 'other')).toBeUndefined()
  expect(openKeptVectors(folder, 'other')).toBeUndefined()
  expect(second.name).not.toBe(first.name)
  expect(second.has(keyOf(0))).toBe(false)
  expect(findKeptModel(folder, 'tag')?.name).toBe(second.name)
})

test('what a killed process left half written is cut off, and written again', async () => {
  ;(await keepThree()).close()
  const path = join(folder, 'vectors')
  const whole = statSync(path).size
  truncateSync(path, whole - 5)

  const kept = openKeptVectors(folder, 'tag')!
  const before = kept.has(keyOf(2))
  kept.add([{ key: keyOf(2), vector: vectorOf(2) }])
  kept.close()

  expect([before, statSync(path).size]).toEqual([false, whole])
  expect(cosine(openKeptVectors(folder, 'tag')!.find(keyOf(2)), vectorOf(2))).toBeGreaterThan(0.9999)
})

test('a flipped bit anywhere loses the vector that it stands in, or all of them, and makes none wrong', async () => {
  ;(await keepThree()).close()
  const path = join(folder, 'vectors')
  const bytes = readFileSync(path)

  for (let at = 0; at < bytes.length; at += 5) {
    const broken = Buffer.from(bytes)
    broken[at] = (broken[at] ?? 0) ^ 8
    writeFileSync(path, broken)
    const kept = openKeptVectors(folder, 'tag')
    const found = [0, 1].filter((n) => kept?.has(keyOf(n)))
    expect(found.every((n) => cosine(kept?.find(keyOf(n)), vectorOf(n)) > 0.9999)).toBe(true)
    expect(kept === undefined || kept.count() === 2).toBe(true)
    kept?.close()
  }
})
