import { expect, test } from 'vitest'
import { documents, readDocument } from '../../scripts/documents.ts'

test.each(documents)('$path says what the code says ("npm run docs" writes it)', async (document) => {
  const text = await document.compose()

  expect(await readDocument(document)).toBe(text)
  expect(text.length).toBeGreaterThan(200)
})
