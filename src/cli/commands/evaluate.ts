import { defineCommand } from 'citty'
import type { Estimate } from '../../engine/evaluate/bootstrap.ts'
import type { MetricName } from '../../engine/evaluate/measure-run.ts'
import { toTrecLines } from '../../engine/evaluate/run.ts'
import { loadConfig } from '../../config/config.ts'
import { AppError } from '../../domain/error.ts'
import { evaluateRetrieval, type RetrievalReport } from '../../services/evaluate/evaluate-retrieval.ts'
import { loadModel } from '../../services/load-model.ts'
import { writeLinesToFile } from '../../services/evaluate/write-lines.ts'
import { RANK_MODES, type RankMode } from '../../engine/rank/hybrid.ts'
import { createEvaluateProgress } from '../evaluate-progress.ts'
import { toFileError } from '../file-error.ts'
import type { Help } from '../help.ts'
import { refuseOutputPath } from '../output-file.ts'

const METRICS: readonly [MetricName, string][] = [
  ['ndcg@10', 'nDCG@10'],
  ['mrr@10', 'MRR@10'],
  ['recall@100', 'recall@100'],
]
const NAME_WIDTH = 10
const COLUMN_WIDTH = 26

/** `broadsheet evaluate retrieval FOLDER`: what the search is worth on a test collection, as a table or JSON on stdout. */
export const evaluateCommand = defineCommand({
  meta: { name: 'evaluate' },
  args: {
    what: { type: 'positional', required: true, valueHint: 'retrieval', description: 'What is measured: retrieval' },
    folder: {
      type: 'positional',
      required: true,
      valueHint: 'FOLDER',
      description: 'A test collection: corpus.jsonl, queries.jsonl (or .gz of either), qrels*.tsv',
    },
    json: { type: 'boolean', default: false, description: 'Write one object as JSON, for programs' },
    run: { type: 'string', valueHint: 'FILE', description: 'Write the ranking of every query in the form of TREC' },
    mode: { type: 'string', default: 'hybrid', valueHint: 'MODE', description: 'Whose ranking --run writes' },
    split: {
      type: 'string',
      valueHint: 'NAME',
      description: 'Which judgements, if there are several: "test" where this is not given',
    },
    model: { type: 'string', valueHint: 'FILE', description: 'An embedding in place of the one that is shipped' },
  },
  async run({ args }) {
    if (args.what !== 'retrieval') throw new AppError('invalid', `Cannot measure "${args.what}"; "retrieval" can be.`)
    const mode = parseMode(args.mode)
    if (args.run !== undefined) await refuseOutputPath(args.run)
    const config = args.model === undefined ? loadConfig() : undefined
    const server = config?.embedding
    const model = server ? undefined : await loadModel(args.model ?? config?.embeddingFile)
    const progress = createEvaluateProgress(process.stderr)
    const report = await evaluateRetrieval({
      folder: args.folder,
      split: args.split,
      model,
      server,
      onProgress: (done) => progress.update(done),
    }).finally(() => progress.end())
    if (args.run !== undefined) await writeRun(args.run, report, mode)
    process.stdout.write(args.json ? `${JSON.stringify(toJson(report), null, 2)}\n` : toTable(report))
    tellDoubts(report)
  },
})

function parseMode(text: string): RankMode {
  const mode = RANK_MODES.find((name) => name === text)
  if (mode !== undefined) return mode
  throw new AppError('invalid', `--mode must be ${RANK_MODES.join(', ')}, not "${text}".`)
}

async function writeRun(path: string, { modes }: RetrievalReport, mode: RankMode): Promise<void> {
  const result = modes[mode]
  if (!result) throw new AppError('invalid', `There is no ${mode} ranking: no embedding was found.`)
  await writeLinesToFile(path, toTrecLines(result.run, `broadsheet-${mode}`)).catch((error: unknown) => {
    throw toFileError(error, 'The ranking was not written')
  })
}

/** Plain numbers, which programs read first; the intervals apart. */
function toJson({ modes, documentCount, topicCount, gain }: RetrievalReport): object {
  const entries = Object.entries(modes).map(([mode, { measures }]) => [
    mode,
    {
      ...mapMeasures(measures, ({ mean }) => round(mean)),
      intervals: mapMeasures(measures, ({ low, high }) => [round(low), round(high)]),
    },
  ])
  const difference = gain && {
    'ndcg@10': round(gain.mean),
    intervals: { 'ndcg@10': [round(gain.low), round(gain.high)] },
  }
  return {
    ...(Object.fromEntries(entries) as object),
    ...(difference && { 'hybrid less lexical': difference }),
    documents: documentCount,
    topics: topicCount,
  }
}

function mapMeasures<To>(measures: Record<MetricName, Estimate>, to: (estimate: Estimate) => To): Record<string, To> {
  return Object.fromEntries(METRICS.map(([metric]) => [metric, to(measures[metric])]))
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

function toTable({ modes, documentCount, topicCount, gain }: RetrievalReport): string {
  const counts = `${documentCount} documents, ${topicCount} topics; in brackets 95 % intervals (bootstrap)`
  const head = ['', ...METRICS.map(([, name]) => name)]
  const rows = Object.entries(modes).map(([mode, { measures }]) => [
    mode,
    ...METRICS.map(([metric]) => describe(measures[metric])),
  ])
  const lines = [head, ...rows].map(([name = '', ...cells]) => {
    return (name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padEnd(COLUMN_WIDTH)).join('')).trimEnd()
  })
  const last = gain ? [`\nhybrid less lexical, nDCG@10: ${describe(gain)}`] : []
  return `${[counts, '', ...lines, ...last].join('\n')}\n`
}

function describe({ mean, low, high }: Estimate): string {
  return `${mean.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`
}

function tellDoubts({ missingTopics, missingDocuments, modes }: RetrievalReport): void {
  if (missingTopics > 0) {
    process.stderr.write(`${missingTopics} judged topics stand in no queries.jsonl; they are in no figure.\n`)
  }
  if (missingDocuments > 0) {
    process.stderr.write(
      `${missingDocuments} documents judged relevant are not in the corpus: nothing can find them.\n`,
    )
  }
  if (!modes.hybrid) process.stderr.write('No embedding was found, so only words were measured.\n')
}

/** What `broadsheet evaluate --help` says. */
export const evaluateHelp: Help = {
  summary: 'measure how well the search finds what it should',
  about: [
    'Reads a test collection in the layout of BEIR, builds an index of it in memory, asks every judged query by words ' +
      '(lexical), by meaning (dense) and by both (hybrid), and prints nDCG@10, MRR@10 and recall@100, each the mean over ' +
      'queries with its 95 % interval. The database and its index are not touched.',
    'Queries are taken as plain words: no sign in them means anything. Only queries with a relevant document count. ' +
      '--mode is lexical, dense or hybrid.',
    'Where EMBEDDING_URL is set and no --model is given, that server makes the vectors: compare with "EMBEDDING_URL= ' +
      'broadsheet evaluate …" before you keep it. In the same way EMBEDDING_FILE is taken.',
  ],
  examples: [
    ['broadsheet evaluate retrieval scifact', 'Prints a table.'],
    ['broadsheet evaluate retrieval scifact --json', 'Gives programs {"lexical": {"ndcg@10": …}, …}.'],
    ['broadsheet evaluate retrieval scifact --run hybrid.run', 'Keeps the rankings, for trec_eval and the like.'],
  ],
  seeAlso: ['docs/search.md'],
}
