import { isUtf8 } from 'node:buffer'
import { AppError } from '../domain/error.ts'
import type { ReadItem } from '../domain/ports.ts'
import { isRecordedAnswer, readAtom, readRecordedAnswer } from './arxiv/atom.ts'
import { cleanJson, cleanText } from './clean-text.ts'
import { isDailyAnswer, readDailyAnswer } from './daily-papers/answer.ts'
import { type Form, unknownForm } from './form.ts'
import { isPaperRow, readRow } from './read-row.ts'
import { readSavedPage } from './saved-page/read-page.ts'

type DocumentForm = Exclude<Form, 'json_lines'>

const MAX_MIB: Record<DocumentForm, number> = { json: 256, xml: 64, page: 16 }

/**
 * Reads all items of a file that is one document and must be held whole.
 *
 * @throws AppError `invalid` when it is too large (JSON 256 MiB, XML 64, a page 16), broken, or none that import knows.
 */
export async function readDocument(bytes: AsyncIterable<Buffer>, form: DocumentForm): Promise<ReadItem[]> {
  const text = await collectText(bytes, MAX_MIB[form])
  switch (form) {
    case 'xml':
      return readAtom(text)
    case 'page':
      return readSavedPage(cleanText(text))
    case 'json':
      return readJson(text)
  }
}

function readJson(text: string): ReadItem[] {
  const value = parseJson(text)
  if (isRecordedAnswer(value)) return readRecordedAnswer(value)
  if (isPaperRow(value)) return [readRow(value, 'item 1')]
  if (!isDailyAnswer(value)) throw unknownForm()
  const { papers, faults } = readDailyAnswer(value)
  return [...papers.map((paper) => ({ paper })), ...faults.map((fault) => ({ fault }))]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(cleanJson(text))
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'unreadable'
    throw new AppError('invalid', `The JSON is broken: ${reason}`, { cause: thrown })
  }
}

async function collectText(bytes: AsyncIterable<Buffer>, maxMib: number): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of bytes) {
    sizeBytes += chunk.length
    if (sizeBytes > maxMib * 1024 * 1024) throw new AppError('invalid', `A document larger than ${maxMib} MiB`)
    chunks.push(chunk)
  }
  const whole = Buffer.concat(chunks)
  if (!isUtf8(whole)) throw new AppError('invalid', 'The text is not UTF-8')
  return whole.toString()
}
