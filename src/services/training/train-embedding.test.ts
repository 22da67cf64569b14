import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../domain/error.ts'
import type { Day } from '../../domain/time.ts'
import { type Model, openModel } from '../../engine/embed/model.ts'
import { DEFAULT_PLAN } from '../../engine/embed/training/plan.ts'
import { readPapers } from '../../sources/read-papers.ts'
import { sampleLines } from '../sample/sample-lines.ts'
import { trainEmbedding, type TrainingListener, type TrainingRequest } from './train-embedding.ts'

const SILENT: TrainingListener = { onRead: () => undefined, onBegin: () => undefined, onProgress: () => undefined }
const FORM = { wideTerms: 0, bucketCount: 512, unseenShare: 1, countPower: 0.6 }

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'training-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function madeUp(count: number, seed: number): string[] {
  return [...sampleLines({ count, seed, days: 20, lastDay: '2026-05-29' as Day })]
}

function toFile(lines: readonly string[]) {
  return { name: 'papers.jsonl', bytes: () => Readable.from([Buffer.from(`${lines.join('\n')}\n`)]) }
}

function aRequest(change: Partial<TrainingRequest> & { lines?: string[]; seed?: number } = {}): TrainingRequest {
  const { lines = madeUp(300, 1), seed = 1, ...rest } = change
  const plan = { ...DEFAULT_PLAN, dimensions: 64, passes: 4, vectorRate: 0.05, seed }
  return { papers: [toFile(lines)], out: join(folder, 'model.bin'), plan, form: FORM, stepsACheckpoint: 8, ...rest }
}

async function train(request: TrainingRequest, listener = SILENT): Promise<Buffer> {
  await trainEmbedding(readPapers, request, listener)
  return readFile(request.out)
}

/** Is told of progress after a checkpoint was written, as one who is killed then. */
function stopAt(last: number): TrainingListener {
  const onProgress: TrainingListener['onProgress'] = ({ step }) => {
    if (step >= last) throw new Error('stopped')
  }
  return { ...SILENT, onProgress }
}

/** How often a paper's title finds its abstract first among all. */
function measure(model: Model, lines: readonly string[]): number {
  const papers = lines.map((line) => JSON.parse(line) as { title: string; abstract: string })
  const abstracts = papers.map(({ abstract }) => model.encode(abstract).vector)
  const found = papers.filter(({ title }, own) => {
    const query = model.encode(title).vector
    const scores = abstracts.map((vector) => vector.reduce((sum, value, i) => sum + value * query[i]!, 0))
    return scores.every((score, other) => other === own || score < scores[own]!)
  })
  return found.length / papers.length
}

describe('a training', () => {
  test('makes titles find their abstracts, and leaves only the model', async () => {
    const lines = madeUp(300, 1)
    const losses: number[] = []

    const bytes = await train(aRequest({ lines }), {
      ...SILENT,
      onProgress: ({ heldOutLoss }) => losses.push(heldOutLoss),
    })

    expect(losses.at(-1)).toBeLessThan(losses[0]!)
    expect(measure(openModel(bytes), lines)).toBeGreaterThan(0.8)
    expect(await readdir(folder)).toEqual(['model.bin'])
  })

  test('gives the same bytes for the same seed, and others for another', async () => {
    const first = await train(aRequest())
    const again = await train(aRequest())
    const other = await train(aRequest({ seed: 2 }))

    expect(again.equals(first)).toBe(true)
    expect(other.equals(first)).toBe(false)
  })

  test('that was stopped goes on from its checkpoint and ends with the same bytes', async () => {
    const whole = await train(aRequest({ out: join(folder, 'whole.bin') }))
    await expect(train(aRequest(), stopAt(8))).rejects.toThrow('stopped')
    expect((await readdir(folder)).sort()).toEqual(['model.bin.training', 'whole.bin'])

    let begunAt = 0
    const resumed = await train(aRequest(), { ...SILENT, onBegin: ({ fromStep }) => (begunAt = fromStep) })

    expect(begunAt).toBe(8)
    expect(resumed.equals(whole)).toBe(true)
  })

  test('that was stopped after its last checkpoint writes its model, the same bytes', async () => {
    const steps: number[] = []
    const whole = await train(aRequest({ out: join(folder, 'whole.bin') }), {
      ...SILENT,
      onProgress: ({ step }) => steps.push(step),
    })
    const last = steps.at(-1)!
    await expect(train(aRequest(), stopAt(last))).rejects.toThrow('stopped')

    let begunAt = 0
    const resumed = await train(aRequest(), { ...SILENT, onBegin: ({ fromStep }) => (begunAt = fromStep) })

    expect(begunAt).toBe(last)
    expect(resumed.equals(whole)).toBe(true)
    expect((await readdir(folder)).sort()).toEqual(['model.bin', 'whole.bin'])
  })

  test('does not go on from a checkpoint of which a bit was flipped', async () => {
    const checkpoint = join(folder, 'model.bin.training')
    const whole = await train(aRequest({ out: join(folder, 'whole.bin') }))
    await expect(train(aRequest(), stopAt(8))).rejects.toThrow('stopped')
    const bytes = await readFile(checkpoint)
    bytes[bytes.length >> 1]! ^= 4
    await writeFile(checkpoint, bytes)

    let begunAt = -1
    const anew = await train(aRequest(), { ...SILENT, onBegin: ({ fromStep }) => (begunAt = fromStep) })

    expect(begunAt).toBe(0)
    expect(anew.equals(whole)).toBe(true)
  })

  test('does not go on from the checkpoint of another training', async () => {
    await expect(train(aRequest({ seed: 5 }), stopAt(8))).rejects.toThrow('stopped')

    let begunAt = -1
    await train(aRequest({ seed: 6 }), { ...SILENT, onBegin: ({ fromStep }) => (begunAt = fromStep) })

    expect(begunAt).toBe(0)
  })

  test('of too few papers is refused, and writes nothing', async () => {
    const attempt = train(aRequest({ lines: madeUp(20, 1) }))

    await expect(attempt).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('20 papers') as string,
    })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a file of papers', () => {
  test.each([
    ['is empty', '', 'papers.jsonl: The file is empty. Nothing was written.'],
    ['has no form of papers', 'owl\n', expect.stringMatching(/^papers\.jsonl: not a form that import knows/) as string],
  ])('that %s is named', async (_, text, message) => {
    const file = { name: 'papers.jsonl', bytes: () => Readable.from(text === '' ? [] : [Buffer.from(text)]) }

    await expect(train(aRequest({ papers: [toFile(madeUp(80, 1)), file] }))).rejects.toMatchObject({
      code: 'invalid',
      message,
    })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a training that goes on from a model', () => {
  test('learns the new papers and still knows the old ones', async () => {
    const [old, added] = [madeUp(300, 1), madeUp(300, 9)]
    const before = await train(aRequest({ lines: old }))

    const after = await train(aRequest({ lines: added, from: before, out: join(folder, 'next.bin') }))

    const [first, next] = [openModel(before), openModel(after)]
    expect(next.termCount).toBeGreaterThan(first.termCount)
    expect(next.name).not.toBe(first.name)
    expect(measure(next, old)).toBeGreaterThan(measure(first, old) - 0.05)
    expect(measure(next, added)).toBeGreaterThan(measure(first, added))
  })

  test('is refused where the file is no model', async () => {
    const attempt = train(aRequest({ from: Buffer.from('no model at all, whatever it is') }))

    await expect(attempt).rejects.toBeInstanceOf(AppError)
    await expect(attempt).rejects.toMatchObject({ code: 'invalid' })
  })
})
