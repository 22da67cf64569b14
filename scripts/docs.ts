// npm run docs: writes the documents that are made from the code.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Program, listDocuments, readDocument } from './documents.ts'

// Node cannot read the sources of the pages as they are written, so this is the compiled program.
const compiled = '../dist/cli/main.js'
const program = (await import(compiled)) as Program
for (const document of listDocuments(program)) {
  const text = await document.compose()
  if (text === (await readDocument(document))) continue
  const file = `${import.meta.dirname}/../${document.path}`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  console.log(`wrote ${document.path}`)
}
