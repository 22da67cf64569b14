import { estimateMean, type Estimate } from './bootstrap.ts'
import { ndcg } from './ndcg.ts'
import type { Judgements, Qrels } from './qrels.ts'
import { recall } from './recall.ts'
import { reciprocalRank } from './reciprocal-rank.ts'
import type { Run } from './run.ts'

/** The metrics that are reported, each with its cutoff. */
export type MetricName = 'ndcg@10' | 'mrr@10' | 'recall@100'

/** The metrics of one run, in the order in which they are shown. */
export type Measures = Record<MetricName, Estimate>

type Metric = (ranking: readonly string[], judgements: Judgements) => number | undefined

const METRICS: Record<MetricName, Metric> = {
  'ndcg@10': (ranking, judgements) => ndcg(ranking, judgements, 10),
  'mrr@10': (ranking, judgements) => reciprocalRank(ranking, judgements, 10),
  'recall@100': (ranking, judgements) => recall(ranking, judgements, 100),
}

/**
 * The value of a metric for every topic that has a relevant document, in the order of the qrels; a topic that the run
 * does not answer counts as 0.
 */
export function measureTopics(qrels: Qrels, run: Run, metric: MetricName): number[] {
  const values: number[] = []
  for (const [topic, judgements] of qrels) {
    const value = METRICS[metric](
      (run.get(topic) ?? []).map(({ id }) => id),
      judgements,
    )
    if (value !== undefined) values.push(value)
  }
  return values
}

/**
 * Every metric of a run, as its mean over the topics with a relevant document.
 *
 * @param qrels at least one topic with a relevant document
 */
export function measureRun(qrels: Qrels, run: Run): Measures {
  const measure = (metric: MetricName): Estimate => estimateMean(measureTopics(qrels, run, metric))
  return { 'ndcg@10': measure('ndcg@10'), 'mrr@10': measure('mrr@10'), 'recall@100': measure('recall@100') }
}
