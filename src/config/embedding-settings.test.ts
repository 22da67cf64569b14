import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { listEffectiveSettings } from './effective-settings.ts'

test.each([
  ['http://localhost:11434', 'http://localhost:11434/v1/embeddings'],
  ['http://localhost:11434/v1/', 'http://localhost:11434/v1/embeddings'],
  ['http://localhost:8080/v1/embeddings', 'http://localhost:8080/v1/embeddings'],
  ['https://models.example/team/openai/v1', 'https://models.example/team/openai/v1/embeddings'],
  ['https://models.example/embed', 'https://models.example/embed'],
])('EMBEDDING_URL=%s asks %s', (given, asked) => {
  expect(readConfig({ EMBEDDING_URL: given }).embedding?.url).toBe(asked)
})

test('seconds become milliseconds, prefixes keep their spaces, and without an address there is no server', () => {
  const others = {
    ...{ EMBEDDING_MODEL: 'm', EMBEDDING_KEY: 'k', EMBEDDING_DIMENSIONS: '512', EMBEDDING_BATCH_SIZE: '64' },
    ...{ EMBEDDING_TIMEOUT_SECONDS: '90', EMBEDDING_QUERY_TIMEOUT_SECONDS: '0.5' },
    ...{ EMBEDDING_DOCUMENT_PREFIX: 'passage: ', EMBEDDING_QUERY_PREFIX: 'query: ' },
  }

  expect(readConfig({ ...others, EMBEDDING_URL: 'http://localhost:1' }).embedding).toEqual({
    ...{ url: 'http://localhost:1/v1/embeddings', model: 'm', key: 'k', dimensions: 512, batchSize: 64 },
    ...{ timeoutMs: 90_000, queryTimeoutMs: 500, documentPrefix: 'passage: ', queryPrefix: 'query: ' },
  })
  expect(readConfig(others).embedding).toBeUndefined()
})

test('the key is not among the settings that are shown', () => {
  const env = { EMBEDDING_URL: 'http://localhost:1', EMBEDDING_KEY: 'sk-very-secret' }

  const shown = listEffectiveSettings(env, readConfig(env))

  expect(shown).toContainEqual({ name: 'EMBEDDING_KEY', value: '***', from: 'environment' })
  expect(JSON.stringify(shown)).not.toContain('very-secret')
})

test("a file of one's own is taken, and refused beside a server, with every other fault", () => {
  const both = { EMBEDDING_FILE: 'own.bin', EMBEDDING_URL: 'http://localhost:1', PORT: 'x' }

  expect(readConfig({ EMBEDDING_FILE: 'own.bin' })).toMatchObject({ embeddingFile: 'own.bin', embedding: undefined })
  expect(() => readConfig(both)).toThrow(
    /^Configuration:\n {2}PORT: .*\n {2}EMBEDDING_FILE: cannot be set beside EMBEDDING_URL: unset one of them$/,
  )
})
