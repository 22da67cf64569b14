import { AppError } from '../../domain/error.ts'
import type { Fault } from '../../domain/ports.ts'
import type { UnixMs } from '../../domain/time.ts'
import { parsePythonLiteral } from '../python-literal.ts'
import { type Identity, readIdentity } from './identity.ts'
import { type WireItem, type WirePaper, wireItem, wirePaper } from './wire.ts'

/** One item of an answer. `beside` is what stands beside its `paper`: absent in answers that are not editions. */
export type DailyItem = { identity: Identity; paper: WirePaper; beside?: WireItem }

/** Whether a value has the form of an item: a paper within an item, a paper by itself, or either as Python text. */
export function isDailyItem(value: unknown): boolean {
  if (typeof value === 'string') return /^\s*\{\s*['"]paper['"]\s*:\s*\{/.test(value)
  if (!isRecord(value)) return false
  if (isRecord(value['paper'])) return 'id' in value['paper']
  return 'id' in value && 'upvotes' in value && ('summary' in value || 'discussionId' in value)
}

/**
 * Reads one item of an answer: an object, or the text that Python writes for one.
 *
 * A field of the wrong type is taken as absent; without an arXiv id or a title the item is a fault.
 */
export function readDailyItem(value: unknown, position: string): { item: DailyItem } | { fault: Fault } {
  const read = typeof value === 'string' ? readPythonText(value) : readRecord(value)
  return 'reason' in read ? { fault: { position, reason: read.reason } } : { item: read }
}

/**
 * When an item was submitted to the Daily Papers; `undefined` where the answer does not tell.
 *
 * Answers before spring 2025 lack `submittedOnDailyAt`; the `publishedAt` beside the paper was then the instant of
 * submission. Later it is the paper's own publication in New York's wall time, so never after that, whereas nothing can
 * be submitted before it is published.
 */
export function findSubmittedAt({ paper, beside }: DailyItem): UnixMs | undefined {
  if (paper.submittedOnDailyAt !== undefined) return paper.submittedOnDailyAt
  if (beside?.publishedAt === undefined || paper.publishedAt === undefined) return undefined
  return beside.publishedAt > paper.publishedAt ? beside.publishedAt : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readPythonText(text: string): DailyItem | { reason: string } {
  try {
    return readRecord(parsePythonLiteral(text))
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    const id = /^\s*\{\s*'paper'\s*:\s*\{\s*'id'\s*:\s*'([^'\\]{1,40})'/.exec(text)?.[1]
    return { reason: `${id === undefined ? '' : `${id}: `}text that is not a record. ${thrown.message}` }
  }
}

function readRecord(record: unknown): DailyItem | { reason: string } {
  if (!isRecord(record)) return { reason: 'not a record' }
  const wrapped = 'paper' in record
  const paper = wirePaper.safeParse(wrapped ? record['paper'] : record)
  if (!paper.success) return { reason: 'its "paper" is not a record' }
  const beside = wrapped ? wireItem.parse(record) : undefined
  const identity = readIdentity(paper.data.id, paper.data.title ?? beside?.title)
  return 'reason' in identity ? identity : { identity, paper: paper.data, ...(beside && { beside }) }
}
