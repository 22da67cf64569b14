import { describe, expect, test } from 'vitest'
import { TokenReader } from '../text/token-reader.ts'
import { openModel } from './model.ts'
import { toModelBytes } from './model-bytes.ts'
import { listSubwords } from './subwords.ts'

const DIMENSIONS = 16
const BUCKETS = 64

/** Two terms along the first two axes; every subword lies along the third. */
function aModel(countPower = 1) {
  const rows = new Int8Array((2 + BUCKETS) * DIMENSIONS)
  rows[0] = 5
  rows[DIMENSIONS + 1] = 5
  for (let bucket = 0; bucket < BUCKETS; bucket++) rows[(2 + bucket) * DIMENSIONS + 2] = 5
  const scales = new Float32Array(2 + BUCKETS).fill(1 / 5)
  scales[0] = 3 / 5
  scales[1] = 4 / 5
  const tables = {
    dimensions: DIMENSIONS,
    terms: ['graph', 'tree'],
    bucketCount: BUCKETS,
    rows,
    scales,
    idf: Uint8Array.of(16, 48),
    unseenWeight: 12,
    countPower,
    paperCount: 100,
    about: {},
  }
  return openModel(toModelBytes(tables, 2))
}

function round(vector: Float32Array): number[] {
  return Array.from(vector.slice(0, 4), (value) => Number(value.toFixed(4)))
}

describe('a text is encoded', () => {
  test('as the sum of its terms by their weights, of length 1', () => {
    const { vector } = aModel().encode('Graphs, trees')

    expect(round(vector)).toEqual([0.6, 0.8, 0, 0]) // 3 and 4 over 5
  })

  test('with a repeated term as often as it stands there, or by a power of that', () => {
    const linear = aModel(1).encode('graph graph graph graph tree')
    const rooted = aModel(0.5).encode('graph graph graph graph tree')

    expect(round(linear.vector)).toEqual([0.9487, 0.3162, 0, 0]) // 12 and 4 over √160
    expect(round(rooted.vector)).toEqual([0.8321, 0.5547, 0, 0]) // 6 and 4 over √52
  })

  test('with a word never seen as the mean of its subwords', () => {
    const { vector } = aModel().encode('graph tree grapheme')

    expect(listSubwords('grapheme', BUCKETS).length).toBeGreaterThan(1)
    expect(round(vector)).toEqual([0.2308, 0.3077, 0.9231, 0]) // 3, 4 and 12 over 13
  })

  test('the same from its parts as in one piece', () => {
    const parts = aModel().encode({ title: 'A tree', abstract: 'Of graphs and trees' })

    expect(parts).toEqual(aModel().encode('A tree. Of graphs and trees'))
  })

  test('to zeros, and trusted not at all, where it has no word', () => {
    for (const text of ['', '  \n', '$$', 'a I x', { title: '', abstract: '' }, {}]) {
      expect(aModel().encode(text)).toEqual({ vector: new Float32Array(DIMENSIONS), coverage: 0 })
    }
  })
})

describe('coverage', () => {
  test('is the share of idf that stands on terms; an unknown word weighs as the rarest', () => {
    const { encode } = aModel()

    expect(encode('graph tree').coverage).toBe(1)
    expect(encode('graph zebra').coverage).toBe(1 / 4) // idf 1 against 3
    expect(encode('zebra').coverage).toBe(0)
  })
})

test('tokens that were read are encoded as their texts are, whichever table they are numbered in', () => {
  const model = aModel(0.5)
  const [title, abstract] = ['Trees of grapheme', `A graph, ${'tree '.repeat(80)} and graphs`]
  for (const before of ['', 'other words before']) {
    const reader = new TokenReader()
    const [titleFrom, titleTo, to] = [before, title, abstract].map((text) => {
      reader.read(text)
      return reader.numbers.length
    })
    const texts = [reader.numbers.values.subarray(titleFrom, titleTo), reader.numbers.values.subarray(titleTo, to)]

    expect(model.encodeTokens(reader.table, texts)).toEqual(model.encode({ title, abstract }))
  }
})

test('a text of a hundred thousand different words is encoded in bounded room', () => {
  const text = Array.from({ length: 100_000 }, (_, i) => `word${i.toString(36)}`).join(' ')

  const { vector } = aModel().encode(`graph ${text}`)

  expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
})

test('a vector is the caller’s own: later texts leave it alone', () => {
  const model = aModel()
  const first = model.encode('graph').vector

  model.encode('tree')

  expect(round(first)).toEqual([1, 0, 0, 0])
})
