import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hashedWords, startEmbeddingServer, type TestEmbeddingServer } from '../../../test/support/embedding-server.ts'
import { openEmbedder } from '../../embedder/open-embedder.ts'
import { beginKeptVectors } from '../vectors/kept-vectors.ts'
import { checkEmbedding, checkEmbeddingFile } from './embedding.ts'

let folder: string
let server: TestEmbeddingServer
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-embedding-'))
  server = await startEmbeddingServer()
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function keepOne(): Promise<void> {
  const embedder = openEmbedder(server.settings)
  const kept = await beginKeptVectors(folder, embedder.tag, (await embedder.embedQueries([])).probe)
  kept.add([{ key: Buffer.alloc(16, 1), vector: kept.probe }])
  kept.close()
}

it('is content without a server, and with one that answers', async () => {
  const without = await checkEmbedding(undefined, folder)
  const before = await checkEmbedding(server.settings, folder)
  await keepOne()
  const after = await checkEmbedding(server.settings, folder)

  expect([without, before, after].map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok'])
  expect(before.says).toContain('with vectors of 128 numbers. None are kept yet')
  expect(after.says).toContain('The vectors of 1 texts are kept.')
})

it('says that another model answers, and what becomes of that', async () => {
  await keepOne()
  server.model = hashedWords(2)

  const found = await checkEmbedding(server.settings, folder)

  expect(found).toMatchObject({ outcome: 'warning', says: expect.stringContaining('another model') as string })
})

it('fails where the server is away, and says what works without it', async () => {
  await server.goAway()

  const found = await checkEmbedding(server.settings, folder)

  expect(found).toMatchObject({
    outcome: 'failure',
    says: expect.stringContaining('cannot be reached (ECONNREFUSED)') as string,
    mend: expect.stringContaining('by words alone') as string,
  })
})

it("says whether a file of one's own can be used", async () => {
  const shipped = new URL('../../../assets/embedding.bin', import.meta.url).pathname
  const broken = join(folder, 'own.bin')
  writeFileSync(broken, 'no embedding')

  const [good, bad, missing] = await Promise.all([shipped, broken, join(folder, 'none')].map(checkEmbeddingFile))

  expect(good).toMatchObject({ outcome: 'ok', says: expect.stringMatching(/is used: [\d,]+ terms/) as string })
  expect(bad).toMatchObject({ outcome: 'failure', says: expect.stringContaining('own.bin is no embedding') as string })
  expect(missing).toMatchObject({ outcome: 'failure', says: expect.stringContaining('cannot be read') as string })
})
