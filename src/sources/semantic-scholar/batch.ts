import { z } from 'zod'
import type { Signal, Subject } from '../../domain/harvest.ts'
import { isArxivKey, MOST_COUNT } from '../../domain/paper.ts'
import type { Fault } from '../../domain/ports.ts'
import type { UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'

const wirePaper = z.object({ citationCount: z.int().nonnegative().max(MOST_COUNT) })
const DOI = /^10\.\d{4,9}\/\S+$/

/** The name of a paper in a batch; `undefined` for one that has none, since one bad name spoils the whole batch. */
export function findBatchId({ id, doi }: Subject): string | undefined {
  if (isArxivKey(id)) return `ARXIV:${id}`
  return doi !== undefined && DOI.test(doi) ? `DOI:${doi}` : undefined
}

/**
 * The citations that a batch's answer counts: a list as long as the batch and in its order, with null for papers that
 * are not known.
 *
 * @throws UpstreamError `broken` where it is no such list, `busy` where it says so in place of one
 */
export function readBatch(
  value: unknown,
  subjects: readonly Subject[],
  at: UnixMs,
): { signals: Signal[]; faults: Fault[] } {
  if (!Array.isArray(value)) throw toFailure(value)
  if (value.length !== subjects.length) {
    const counted = `${value.length} papers when asked for ${subjects.length}`
    throw new UpstreamError('broken', `Semantic Scholar answered about ${counted}, so which is which cannot be told.`)
  }
  const signals: Signal[] = []
  const faults: Fault[] = []
  for (const [index, { id }] of subjects.entries()) {
    if (value[index] === null) continue
    const read = wirePaper.safeParse(value[index])
    if (read.success) signals.push({ id, name: 'citations', at, count: read.data.citationCount })
    else faults.push({ position: id, reason: 'Semantic Scholar counts no citations of it' })
  }
  return { signals, faults }
}

function toFailure(value: unknown): UpstreamError {
  const { code } = { ...(value as { code?: unknown } | null) }
  if (String(code) === '429') return new UpstreamError('busy', 'Semantic Scholar asks for fewer requests.')
  return new UpstreamError('broken', 'Semantic Scholar answered with JSON that is no list of papers.')
}
