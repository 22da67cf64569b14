import { readFile } from 'node:fs/promises'
import { defineCommand } from 'citty'
import { trainEmbedding } from '../../compose.ts'
import { AppError } from '../../domain/error.ts'
import { DEFAULT_FORM } from '../../engine/embed/training/compose-model.ts'
import { DEFAULT_PLAN } from '../../engine/embed/training/plan.ts'
import type { TrainingReport, TrainingRequest } from '../../services/training/train-embedding.ts'
import { toFileError } from '../file-error.ts'
import type { Help } from '../help.ts'
import { listInputFiles } from '../input-files.ts'
import { refuseOutputPath } from '../output-file.ts'
import { createTrainingProgress } from '../training-progress.ts'

const MOST_SEED = 2 ** 32 - 1
const MOST_PASSES = 100

/** `broadsheet train embedding --papers PATH … --out FILE`: a model of papers' own texts, progress on stderr. */
export const trainCommand = defineCommand({
  meta: { name: 'train' },
  args: {
    what: { type: 'positional', required: true, valueHint: 'embedding', description: 'What is trained: embedding' },
    papers: {
      type: 'string',
      valueHint: 'PATH …',
      description: 'Files or folders with papers, as "broadsheet import" reads them, or - for standard input',
    },
    out: { type: 'string', valueHint: 'FILE', description: 'Where the model goes' },
    from: { type: 'string', valueHint: 'FILE', description: 'A model to go on from with papers that are new to it' },
    seed: { type: 'string', default: String(DEFAULT_PLAN.seed), valueHint: 'N', description: 'Decides all chance' },
    passes: {
      type: 'string',
      default: String(DEFAULT_PLAN.passes),
      valueHint: 'N',
      description: 'How often each paper is seen',
    },
  },
  async run({ args }) {
    if (args.what !== 'embedding') throw new AppError('invalid', `Cannot train "${args.what}"; "embedding" can be.`)
    const [papers, out] = [requireOption('--papers', args.papers), requireOption('--out', args.out)]
    const { files, missing } = await listInputFiles([papers, ...args._.slice(1)])
    if (missing.length > 0) throw new AppError('invalid', `No such file or folder: ${missing.join(', ')}`)
    await refuseOutputPath(out)
    const plan = {
      ...DEFAULT_PLAN,
      seed: parseWhole('--seed', args.seed, 0, MOST_SEED),
      passes: parseWhole('--passes', args.passes, 1, MOST_PASSES),
    }
    const from = args.from === undefined ? undefined : await readModel(args.from)
    const report = await train({ papers: files, out, plan, form: DEFAULT_FORM, ...(from && { from }) })
    process.stdout.write(
      `${out}: ${report.terms} terms of ${report.papers} papers, ${report.sizeBytes} bytes, ` +
        `held-out loss ${report.heldOutLoss.toFixed(4)}\n`,
    )
  },
})

async function train(request: TrainingRequest): Promise<TrainingReport> {
  const progress = createTrainingProgress(process.stderr)
  try {
    return await trainEmbedding(request, progress)
  } catch (error) {
    throw toFileError(error, 'The model was not written')
  } finally {
    progress.end()
  }
}

/** Not left to the library: it would ask for options before it is known whether "what" can be trained. */
function requireOption(name: string, value: string | undefined): string {
  if (value) return value
  throw new AppError('invalid', `Missing ${name}. "broadsheet train --help" says more.`)
}

async function readModel(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw toFileError(error, `Cannot read the model ${path}`)
  }
}

function parseWhole(name: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  if (number >= least && number <= most) return number
  throw new AppError('invalid', `${name} must be a whole number from ${least} to ${most}, not "${text}"`)
}

/** What `broadsheet train --help` says. */
export const trainHelp: Help = {
  summary: 'train the embedding that search by meaning uses',
  about: [
    'Learns a vector for every term from the titles and abstracts of papers: what a title says shall lie near what its ' +
      'abstract says, and far from other papers. Every paper is read once and kept in memory, some 800 bytes each.',
    'Progress goes to stderr: the loss of what is learnt from, and that of papers that are held out. The same papers, seed ' +
      'and passes give the same model. A training that was stopped goes on from its last checkpoint (FILE.training) when ' +
      'the same command is given again.',
    'With --from, a model goes on with new papers: their new terms join, and those known move as little as they are well ' +
      'known.',
    'EMBEDDING_FILE makes the search use a model. Vectors of two models must not meet, so a server with another model ' +
      'than before makes its index anew. "broadsheet evaluate" tells what a model is worth.',
  ],
  examples: [
    ['broadsheet train embedding --papers papers/ --out embedding.bin', 'Trains on all files of a folder.'],
    [
      'broadsheet train embedding --papers new.jsonl.gz --from embedding.bin --out next.bin',
      'Goes on with the papers of a new file.',
    ],
  ],
  seeAlso: ['broadsheet import --help', 'broadsheet evaluate --help'],
}
