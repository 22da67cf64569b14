import type { Harvest, PaperSource, Subject } from '../../domain/harvest.ts'
import type { AskUpstream } from '../../domain/ports.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { parseAnswerJson } from '../answer-json.ts'
import { readSubjectDays, toSubjectSlots } from '../subject-tasks.ts'
import { findBatchId, readBatch } from './batch.ts'

/** What the source is made of. `address` is the API's, without `/graph/v1`. */
export type SemanticScholarSettings = { ask: AskUpstream; address: string; key: string | undefined }

/** As many papers as a batch may name. */
const BATCH_SIZE = 500
const NEW_DAYS = 30
/** A year of papers in five fields is 500 batches: with a key ten minutes, without one days of being told to wait. */
const OLDER_DAYS = { anonymous: 90, named: 365 }
/** An entry has 60 bytes. */
const MOST_BYTES = 4 * 1024 * 1024
const TIMEOUT_MS = 120_000

/** Semantic Scholar: how often papers are cited. */
export function createSemanticScholarSource({ ask, address, key: apiKey }: SemanticScholarSettings): PaperSource {
  const url = `${address}/graph/v1/paper/batch?fields=citationCount`
  const headers = { Accept: 'application/json', ...(apiKey !== undefined && { 'x-api-key': apiKey }) }
  const harvestBatch = async (named: Map<string, Subject>, signal: AbortSignal): Promise<Harvest> => {
    const request = { url, headers, body: { ids: [...named.keys()] }, mostBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS }
    const answer = await ask(request, signal)
    if (answer.status === 304)
      throw new UpstreamError('broken', 'Semantic Scholar answered 304, which was not asked for.')
    const value = parseAnswerJson(answer, 'Semantic Scholar')
    const { signals, faults } = readBatch(value, [...named.values()], answer.at)
    return { items: faults.map((fault) => ({ fault })), signals }
  }
  const slots = toSubjectSlots('citations', {
    new: NEW_DAYS,
    older: apiKey === undefined ? OLDER_DAYS.anonymous : OLDER_DAYS.named,
  })
  return {
    name: 'semantic_scholar',
    title: 'Semantic Scholar',
    terms: 'One request a second with a key, about one a minute without; at most 500 papers in each.',
    addresses: [address],
    slots,
    planStart: (now) => slots.flatMap(({ plan }) => plan(now)),
    harvest: async (key, resume, { listSubjects, signal }) => {
      const days = readSubjectDays('citations', key)
      const after = resume === undefined ? {} : { after: resume }
      const subjects = await listSubjects({ of: 'papers', days, limit: BATCH_SIZE, ...after })
      const named = toNamed(subjects)
      const harvest = named.size === 0 ? { items: [] } : await orNothing(harvestBatch(named, signal))
      const last = subjects.at(-1)?.id
      return subjects.length < BATCH_SIZE || last === undefined ? harvest : { ...harvest, resume: last }
    },
  }
}

/** Papers by their names in the batch. */
function toNamed(subjects: readonly Subject[]): Map<string, Subject> {
  return new Map(
    subjects.flatMap((subject) => {
      const name = findBatchId(subject)
      return name === undefined ? [] : [[name, subject] as const]
    }),
  )
}

/** A batch of which no paper is known is answered 400, not a list of nulls. */
async function orNothing(harvest: Promise<Harvest>): Promise<Harvest> {
  try {
    return await harvest
  } catch (thrown) {
    const { status, text = '' } = (thrown instanceof UpstreamError && thrown.answer) || {}
    if (status === 400 && /no valid paper ids/i.test(text)) return { items: [] }
    throw thrown
  }
}
