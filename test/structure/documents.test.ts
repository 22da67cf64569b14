import { expect, test } from 'vitest'
import { listDocuments, readDocument } from '../../scripts/documents.ts'
import * as program from '../../src/cli/main.ts'

test.each(listDocuments(program))('$path says what the code says ("npm run docs" writes it)', async (document) => {
  const text = await document.compose()

  expect(await readDocument(document)).toBe(text)
  expect(text.length).toBeGreaterThan(200)
})
