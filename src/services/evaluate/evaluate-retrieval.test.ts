import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { evaluateRetrieval } from './evaluate-retrieval.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'evaluate-'))))
afterEach(() => rm(folder, { recursive: true }))

async function putSet(corpus: object[], queries: object[], qrels: string[]): Promise<void> {
  const toLines = (objects: object[]): string => objects.map((object) => JSON.stringify(object)).join('\n')
  await writeFile(join(folder, 'corpus.jsonl'), toLines(corpus))
  await writeFile(join(folder, 'queries.jsonl'), toLines(queries))
  await writeFile(join(folder, 'qrels_test.tsv'), qrels.join('\n'))
}

describe('evaluateRetrieval', () => {
  test('asks queries as plain words: no sign in them excludes, requires or filters', async () => {
    const corpus = [
      { _id: 'a', title: 'Tides of the moon', text: 'Why the sea rises.' },
      { _id: 'b', title: 'Bread', text: 'Why dough rises.' },
    ]
    await putSet(corpus, [{ _id: '1', text: 'sea -moon cat:cs.LG "never said"' }], ['1\ta\t1'])

    const report = await evaluateRetrieval({ folder, model: undefined })

    expect(report.documentCount).toBe(2)
    expect(report.topicCount).toBe(1)
    expect(report.modes.lexical?.measures['ndcg@10'].mean).toBe(1)
    expect(report.modes.hybrid).toBeUndefined()
  })

  test('takes no document for an answer to itself, unless it was judged to be one', async () => {
    const corpus = [
      { _id: 'a', title: '', text: 'sea and moon' },
      { _id: 'b', title: '', text: 'sea and moon and stars' },
    ]
    const queries = corpus.map(({ _id, text }) => ({ _id, text }))
    await putSet(corpus, queries, ['a\tb\t1', 'b\tb\t1'])

    const report = await evaluateRetrieval({ folder, model: undefined })

    const run = report.modes.lexical?.run
    expect(run?.get('a')?.map(({ id }) => id)).toEqual(['b'])
    expect(run?.get('b')?.map(({ id }) => id)).toContain('b')
  })

  test('keeps a document that only happens to have the number of a topic', async () => {
    const corpus = [
      { _id: '1', title: 'Moon', text: 'The moon.' },
      { _id: '2', title: 'Sun', text: 'The sun.' },
    ]
    await putSet(corpus, [{ _id: '1', text: 'sun moon' }], ['1\t2\t1'])

    const report = await evaluateRetrieval({ folder, model: undefined })

    expect(
      report.modes.lexical?.run
        .get('1')
        ?.map(({ id }) => id)
        .sort(),
    ).toEqual(['1', '2'])
  })

  test('refuses judgements of another corpus', async () => {
    await putSet([{ _id: 'a', title: 'Moon', text: 'The moon.' }], [{ _id: '1', text: 'moon' }], ['1\tz\t1', '1\ta\t0'])

    await expect(evaluateRetrieval({ folder, model: undefined })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('the judgements are of another corpus') as string,
    })
  })

  test('counts the documents judged relevant that are not in the corpus, each once', async () => {
    const queries = [
      { _id: '1', text: 'moon' },
      { _id: '2', text: 'the moon' },
    ]
    await putSet([{ _id: 'a', title: 'Moon', text: 'The moon.' }], queries, ['1\ta\t1', '1\tz\t1', '2\tz\t2'])

    const report = await evaluateRetrieval({ folder, model: undefined })

    expect(report.missingDocuments).toBe(1)
  })
})
