import { type Estimate, estimateDifference } from '../../engine/evaluate/bootstrap.ts'
import { type Measures, measureRun, measureTopics } from '../../engine/evaluate/measure-run.ts'
import type { Qrels } from '../../engine/evaluate/qrels.ts'
import type { RankedDocument, Run } from '../../engine/evaluate/run.ts'
import { toPlainQuery } from '../../engine/query/parse-query.ts'
import { type RankMode, searchHybrid } from '../../engine/rank/hybrid.ts'
import type { ThrowAwayIndex } from './throw-away-index.ts'
import type { Topic } from './topic-set.ts'

/** What is asked of an index, and what was judged to answer it. */
export type JudgedTopics = {
  topics: readonly Topic[]
  qrels: Qrels
  /** Topics that are documents of the index: their own document is no answer to them. */
  own?: ReadonlySet<string>
}

/** A ranker's answers to every topic of a set, and what they are worth. */
export type ModeResult = { measures: Measures; run: Run }

/** What was measured: by words, by meaning, and by both; the last two only with a model. */
export type SetResult = {
  modes: Partial<Record<RankMode, ModeResult>>
  /** nDCG@10 of hybrid less that of lexical, topic by topic. */
  gain: Estimate | undefined
}

const LIMIT = 100

/** Asks an index every topic in every mode and compares the answers with the judgements. */
export function measureSet(
  index: ThrowAwayIndex,
  set: JudgedTopics,
  onTopic: (done: number, of: number) => void = () => undefined,
): SetResult {
  const wanted: readonly RankMode[] = index.meaning ? ['lexical', 'dense', 'hybrid'] : ['lexical']
  const modes: SetResult['modes'] = {}
  for (const [place, mode] of wanted.entries()) {
    const before = place * set.topics.length
    const run = answerTopics(index, set, mode, (count) => onTopic(before + count, wanted.length * set.topics.length))
    modes[mode] = { run, measures: measureRun(set.qrels, run) }
  }
  return { modes, gain: toGain(set, modes) }
}

function answerTopics(
  index: ThrowAwayIndex,
  { topics, own }: JudgedTopics,
  mode: RankMode,
  onTopic: (count: number) => void,
): Run {
  const run = new Map<string, RankedDocument[]>()
  for (const { id, text } of topics) {
    const answer = answerText(index, text, mode, LIMIT + 1)
    run.set(id, answer.filter((document) => document.id !== id || !own?.has(id)).slice(0, LIMIT))
    onTopic(run.size)
  }
  return run
}

/** What an index answers to a text, taken as plain words. */
export function answerText(index: ThrowAwayIndex, text: string, mode: RankMode, limit: number): RankedDocument[] {
  const { hits } = searchHybrid(index, toPlainQuery(text), { mode, limit })
  return hits.map(({ hit, score }) => ({ id: index.searcher.idOf(hit), score }))
}

function toGain({ qrels }: JudgedTopics, { lexical, hybrid }: SetResult['modes']): Estimate | undefined {
  if (!lexical || !hybrid) return undefined
  const values = (run: Run): number[] => measureTopics(qrels, run, 'ndcg@10')
  return estimateDifference(values(hybrid.run), values(lexical.run))
}
