import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbeddingServer, type TestEmbeddingServer } from '../../../test/support/embedding-server.ts'
import { evaluateRetrieval } from './evaluate-retrieval.ts'

let folder: string
let server: TestEmbeddingServer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-by-server-'))
  server = await startEmbeddingServer({ documentPrefix: 'doc ', queryPrefix: 'asked ' })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

async function putSet(): Promise<void> {
  const corpus = ['tides of the moon', 'bread and butter', 'owls at night'].map((text, n) => ({ _id: `${n}`, text }))
  const put = (name: string, objects: object[]): Promise<void> =>
    writeFile(join(folder, name), objects.map((object) => JSON.stringify(object)).join('\n'))
  await put('corpus.jsonl', corpus)
  await put('queries.jsonl', [{ _id: 'q', text: 'night of owls' }])
  await writeFile(join(folder, 'qrels.tsv'), 'q\t2\t1')
}

test('a set is measured with the vectors of a server, each text with its prefix', async () => {
  await putSet()

  const { modes } = await evaluateRetrieval({ folder, model: undefined, server: server.settings })

  expect(modes.dense?.run.get('q')?.[0]?.id).toBe('2')
  expect(modes.hybrid?.measures['ndcg@10'].mean).toBe(1)
  expect(server.asked.flatMap(({ input }) => input.slice(1))).toEqual([
    ...['doc tides of the moon', 'doc bread and butter', 'doc owls at night', 'asked night of owls'],
  ])
})

test('nothing is measured where the server fails: there are no other vectors', async () => {
  await putSet()
  server.reply = () => ({ status: 404, body: '{"error":"model not found"}' })

  await expect(evaluateRetrieval({ folder, model: undefined, server: server.settings })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('answered 404: model not found') as string,
  })
})
