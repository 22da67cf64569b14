import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTopicSet, readCorpus } from './topic-set.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'topic-set-'))))
afterEach(() => rm(folder, { recursive: true }))

const QUERIES = '{"_id": "q1", "text": "two heads"}\n{"_id": "q2", "text": "one tail"}\n'
const CORPUS = '{"_id": "d1", "title": "Heads", "text": "There are two."}\n\n{"_id": 2, "text": "No title."}'
const QRELS = 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\t2\t0\n'

async function put(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('openTopicSet', () => {
  test('reads a folder of BEIR, packed or not, and keeps topics that have an answer', async () => {
    await put({ 'corpus.jsonl.gz': gzipSync(CORPUS), 'queries.jsonl': QUERIES, 'qrels_test.tsv': QRELS })

    const set = await openTopicSet(folder)

    expect(set.topics).toEqual([{ id: 'q1', text: 'two heads' }])
    expect([...set.qrels]).toEqual([
      [
        'q1',
        new Map([
          ['d1', 2],
          ['2', 0],
        ]),
      ],
    ])
    expect(set.missingTopics).toBe(0)
    expect(await collect(readCorpus(set.corpusPath))).toEqual([
      { id: 'd1', title: 'Heads', text: 'There are two.' },
      { id: '2', title: '', text: 'No title.' },
    ])
  })

  test('reads judgements in the columns of TREC, without names of columns, with Windows line ends', async () => {
    await put({ 'corpus.jsonl': CORPUS, 'queries.jsonl': QUERIES, 'qrels.tsv': 'q2 0 d1 1\r\nq3 0 d1 1\r\n' })

    const set = await openTopicSet(folder)

    expect([...set.qrels]).toEqual([['q2', new Map([['d1', 1]])]])
    expect(set.missingTopics).toBe(1)
  })

  test('takes the judgements of a split, also from the folder qrels', async () => {
    const train = 'q2\td1\t1\n'
    await put({ 'corpus.jsonl': CORPUS, 'queries.jsonl': QUERIES, 'qrels/test.tsv': QRELS, 'qrels/train.tsv': train })

    const usual = await openTopicSet(folder)
    const other = await openTopicSet(folder, 'train')

    expect([...usual.qrels.keys()]).toEqual(['q1'])
    expect([...other.qrels.keys()]).toEqual(['q2'])
  })

  test.each([
    ['no corpus', { 'corpus.jsonl': undefined }, /holds no corpus\.jsonl/],
    ['no judgements', { 'qrels_test.tsv': undefined }, /holds no judgements/],
    ['an open choice', { 'qrels_test.tsv': undefined, 'qrels_a.tsv': QRELS, 'qrels_b.tsv': QRELS }, /--split/],
    ['a line of two columns', { 'qrels_test.tsv': 'q1\td1\t1\nq1\td1\n' }, /qrels_test\.tsv, line 2/],
    ['a word for a grade', { 'qrels_test.tsv': 'q1\td1\t1\nq1\td2\tgood\n' }, /line 2/],
    ['a topic without a text', { 'queries.jsonl': '{"_id": "q1"}\n' }, /queries\.jsonl, line 1/],
    ['a line that is not JSON', { 'queries.jsonl': `${QUERIES}{"_id": \n` }, /queries\.jsonl, line 3/],
    ['nothing relevant', { 'qrels_test.tsv': 'q1\td1\t0\n' }, /nothing can be measured/],
  ])('refuses a folder with %s', async (_, changes, message) => {
    const files = { 'corpus.jsonl': CORPUS, 'queries.jsonl': QUERIES, 'qrels_test.tsv': QRELS, ...changes }
    await put(
      Object.fromEntries(Object.entries(files).filter((file): file is [string, string] => file[1] !== undefined)),
    )

    await expect(openTopicSet(folder)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(message),
    })
  })

  test.each([
    ['qrels.tsv', 'nope'],
    ['qrels_test.tsv', 'train'],
  ])('refuses a split that was named and is not there: %s is not %s', async (name, split) => {
    await put({ 'corpus.jsonl': CORPUS, 'queries.jsonl': QUERIES, [name]: QRELS })

    await expect(openTopicSet(folder, split)).rejects.toMatchObject({
      code: 'invalid',
      message: `${folder} holds no judgements named "${split}", of ${name}. Choose one with --split.`,
    })
    expect((await openTopicSet(folder)).topics).toHaveLength(1)
  })

  test('names a packed file that is cut off', async () => {
    const packed = gzipSync(QUERIES)
    await put({ 'corpus.jsonl': CORPUS, 'queries.jsonl.gz': packed.subarray(0, -6), 'qrels_test.tsv': QRELS })

    await expect(openTopicSet(folder)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(join(folder, 'queries.jsonl.gz: The gzip file is damaged')) as string,
    })
  })

  test('refuses what is not a folder', async () => {
    await expect(openTopicSet(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'invalid' })
  })
})
