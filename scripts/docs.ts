// npm run docs: writes the documents that are made from the code.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { documents, readDocument } from './documents.ts'

for (const document of documents) {
  const text = await document.compose()
  if (text === (await readDocument(document))) continue
  const file = `${import.meta.dirname}/../${document.path}`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  console.log(`wrote ${document.path}`)
}
