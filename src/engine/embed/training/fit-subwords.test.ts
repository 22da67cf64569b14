import { expect, test } from 'vitest'
import { listSubwords } from '../subwords.ts'
import { fitSubwords } from './fit-subwords.ts'

const BUCKETS = 4096

/** Words with one root lie along one axis. */
const ROOTS = ['thromb', 'galact', 'neuro']
const ENDS = ['osis', 'otic', 'oid', 'ology', 'ic', 'al', 'ous', 'ine', 'ation', 'ism']
const terms = ROOTS.flatMap((root) => ENDS.map((end) => root + end))
const vectors = Float32Array.from({ length: terms.length * 16 }, (_, i) =>
  i % 16 === Math.floor(Math.floor(i / 16) / ENDS.length) ? 3 : 0,
)

function compose(rows: Float32Array, word: string): number[] {
  const buckets = listSubwords(word, BUCKETS)
  return ROOTS.map((_, axis) => buckets.reduce((sum, bucket) => sum + rows[bucket * 16 + axis]!, 0) / buckets.length)
}

test('a word that was never seen stands near the words it looks like', () => {
  const rows = fitSubwords(terms, vectors, 16, BUCKETS)

  for (const [axis, root] of ROOTS.entries()) {
    const composed = compose(rows, `${root}ectomy`)
    expect(composed.indexOf(Math.max(...composed)), root).toBe(axis)
  }
})

test('a word that was seen comes out along its own direction, near length 1', () => {
  const rows = fitSubwords(terms, vectors, 16, BUCKETS)

  const [other, own, third] = compose(rows, 'galactic')
  expect(own).toBeGreaterThan(0.9)
  expect(own).toBeLessThan(1.1)
  expect(Math.abs(other!) + Math.abs(third!)).toBeLessThan(0.2)
})
