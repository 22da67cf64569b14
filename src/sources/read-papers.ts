import type { FileItem, ReadPapers } from '../domain/ports.ts'
import { isEnoughForForm, recogniseForm } from './form.ts'
import { gunzip, isGzip } from '../platform/gunzip.ts'
import { openBytes } from './opening.ts'
import { readDocument } from './read-document.ts'
import { readJsonLines } from './read-json-lines.ts'
import { refuseOverlong } from './refuse-overlong.ts'

const BATCH_ITEMS = 500
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Reads papers from a file of any form that import knows, plain or gzip, recognised by its first bytes and lines.
 * Records that stand a line each are read as they come; every other form is held whole (`readDocument`).
 *
 * @throws AppError `invalid` when the form is not known, or the file breaks off: then after what is whole in it.
 */
export const readPapers: ReadPapers = async function* (bytes) {
  const packed = await openBytes(bytes, (head) => head.length >= 2)
  const plain = isGzip(packed.head) ? gunzip(packed.bytes) : packed.bytes
  const opening = await openBytes(plain, isEnoughForForm)
  const content = withoutMark(opening.bytes)
  try {
    const form = await recognise(opening.head, opening.isWhole, content)
    const batches = form === 'json_lines' ? readJsonLines(content) : toBatches(await readDocument(content, form))
    for await (const batch of batches) yield batch.map(refuseOverlong)
  } finally {
    await opening.close()
  }
}

async function recognise(head: Buffer, isWhole: boolean, content: AsyncIterable<Buffer>) {
  try {
    return recogniseForm(head, isWhole)
  } catch (unknown) {
    // A file that cannot be read says so, rather than that what little was read has no known form.
    if (isWhole) for await (const chunk of content) void chunk
    throw unknown
  }
}

async function* withoutMark(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true
  for await (const chunk of bytes) {
    const isMarked = isFirst && chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
    yield isMarked ? chunk.subarray(BYTE_ORDER_MARK.length) : chunk
    isFirst = false
  }
}

function* toBatches(items: readonly FileItem[]): Generator<FileItem[]> {
  for (let from = 0; from < items.length; from += BATCH_ITEMS) yield items.slice(from, from + BATCH_ITEMS)
}
