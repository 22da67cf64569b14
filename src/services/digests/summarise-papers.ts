import type { PaperId } from '../../domain/paper.ts'
import type { LanguageModel, Log, SummarisedPaper, SummarisePapers, WrittenSummary } from '../../domain/ports.ts'
import { type Clock, type Day, DAY_MS, HOUR_MS, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { createFewAtOnce } from '../../platform/few-at-once.ts'
import type { Db } from '../../store/db.ts'
import { reserveTokens, settleTokens } from '../../store/model-use.ts'
import { deleteSummariesBefore, listSummaries, writeSummary } from '../../store/paper-summaries.ts'

type Deps = {
  db: Db
  model: LanguageModel
  /** The most tokens that a day (UTC) may take. */
  dailyTokens: number
  clock: Clock
  log: Log
}

/** Papers that a model is asked about at once. */
const UNDER_WAY = 4
/** A digest waits no longer, and all digests together no longer in an hour: they have a time to keep. */
const MOST_WAIT_MS = 30_000
const MOST_WAIT_AN_HOUR_MS = 600_000
/** A server that fails so often in a row is left alone for a while. */
const MOST_FAILURES = 3
const REST_MS = 600_000
/** Digests are of papers of the last two weeks. */
const DAYS_KEPT = 60

/**
 * Makes the use case: what a model says of papers, asked for once a paper and kept. Digests do not depend on it: where the
 * model fails, is slow, has spent its day's tokens or says what cannot stand, papers go without, and the log tells.
 *
 * Not to be used within a transaction: it waits for the network, and writes.
 */
export function createSummarising({ db, model, dailyTokens, clock, log }: Deps): SummarisePapers {
  const take = createFewAtOnce(UNDER_WAY)
  const patience = createPatience(clock, log)
  const underWay = new Map<PaperId, Promise<string | undefined>>()
  let [spentDay, prunedDay]: (Day | undefined)[] = []

  const ask = async (paper: SummarisedPaper, signal: AbortSignal): Promise<string | undefined> => {
    const day = toUtcDay(clock())
    if (patience.isResting() || signal.aborted) return undefined
    if (prunedDay !== day) await deleteSummariesBefore(db, clock() - DAYS_KEPT * DAY_MS)
    prunedDay = day
    if (!(await reserveTokens(db, day, model.mostTokens, dailyTokens))) {
      if (spentDay !== day) log('language.spent', { day, dailyTokens }, 'warn')
      spentDay = day
      return undefined
    }
    const written = await askSafely(model, paper, signal)
    const outcome = 'text' in written ? 'written' : written.outcome
    await settleTokens(db, day, { unused: model.mostTokens - written.tokens, outcome })
    patience.note(written)
    if (outcome !== 'failed') await writeSummary(db, toRow(paper, written, model, clock()))
    return 'text' in written ? written.text : undefined
  }
  const askOnce = (paper: SummarisedPaper, signal: AbortSignal): Promise<string | undefined> => {
    const asked = underWay.get(paper.id) ?? take(() => ask(paper, signal)).finally(() => underWay.delete(paper.id))
    underWay.set(paper.id, asked)
    return asked
  }

  return async (papers, signal) => {
    const found = new Map<PaperId, string>()
    try {
      const open = await takeKept(db, model, papers, found)
      const waitMs = patience.mostWaitMs()
      if (open.length === 0 || patience.isResting() || waitMs <= 0) return found
      const limit = AbortSignal.any([signal, AbortSignal.timeout(waitMs)])
      const begunAt = clock()
      const asked = open.map(async (paper) => {
        const text = await askOnce(paper, limit)
        if (text !== undefined) found.set(paper.id, text)
      })
      await Promise.all(asked).finally(() => patience.waited(clock() - begunAt))
    } catch (error) {
      log('language.failed', { message: error instanceof Error ? error.message : String(error) }, 'warn')
    }
    signal.throwIfAborted()
    return found
  }
}

/** Takes what is kept of papers as they are now; gives back those that the model was never asked about. */
async function takeKept(
  db: Db,
  model: LanguageModel,
  papers: readonly SummarisedPaper[],
  found: Map<PaperId, string>,
): Promise<SummarisedPaper[]> {
  const ids = papers.map(({ id }) => id)
  const kept = await listSummaries(db, model.tag, ids)
  return papers.filter((paper) => {
    const summary = kept.get(paper.id)
    if (summary?.shown !== model.toShownTag(paper)) return true
    if (summary.text !== null) found.set(paper.id, summary.text)
    return false
  })
}

/** A request that was ended because time was up may be paid for all the same. */
async function askSafely(model: LanguageModel, paper: SummarisedPaper, signal: AbortSignal): Promise<WrittenSummary> {
  try {
    return await model.summarise(paper, signal)
  } catch {
    return { outcome: 'failed', reason: 'The language model was not waited for any longer', tokens: model.mostTokens }
  }
}

function toRow(paper: SummarisedPaper, written: WrittenSummary, model: LanguageModel, now: UnixMs) {
  return {
    ...{ paper_id: paper.id, model: model.tag, shown: model.toShownTag(paper), asked_at: now },
    text: 'text' in written ? written.text : null,
    trouble: 'text' in written ? null : written.reason,
  }
}

/** How long a model may still be waited for, and whether it is left alone. */
function createPatience(clock: Clock, log: Log) {
  let failures = 0
  let restsUntil = 0
  let hour = { beganAt: 0, waitedMs: 0 }
  return {
    isResting: (): boolean => clock() < restsUntil,
    mostWaitMs(): number {
      if (Math.abs(clock() - hour.beganAt) >= HOUR_MS) hour = { beganAt: clock(), waitedMs: 0 }
      return Math.min(MOST_WAIT_MS, MOST_WAIT_AN_HOUR_MS - hour.waitedMs)
    },
    waited: (ms: number): void => void (hour.waitedMs += Math.max(0, ms)),
    note(written: WrittenSummary): void {
      if ('text' in written || written.outcome === 'refused') failures = 0
      else if (++failures >= MOST_FAILURES) {
        restsUntil = clock() + REST_MS
        failures = 0
        log('language.rests', { reason: written.reason, restMs: REST_MS }, 'warn')
      }
    },
  }
}
