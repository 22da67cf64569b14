import { AppError } from '../../domain/error.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { readXml } from '../xml/read-xml.ts'
import { readArxivDocument } from './read-document.ts'

/** Whether a parsed JSON value is a recorded answer: the text that came back stands in `body`, beside its address. */
export function isRecordedAnswer(value: unknown): value is { body: string } {
  if (typeof value !== 'object' || value === null || !('body' in value)) return false
  return typeof value.body === 'string' && ('url' in value || 'status_code' in value)
}

/**
 * Reads the papers of a recorded answer's XML, as `readArxivDocument` does.
 *
 * @throws AppError `invalid` when its body is none of arXiv's answers.
 */
export function readRecordedAnswer(answer: { body: string }): ReadItem[] {
  if (!/^\s*</.test(answer.body)) throw new AppError('invalid', 'A recorded answer whose body is not XML')
  return readArxivDocument(readXml(answer.body))
}
