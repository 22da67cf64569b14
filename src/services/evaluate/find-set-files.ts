import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../domain/error.ts'

/** Where the three parts of a test collection lie. */
export type SetFiles = { corpusPath: string; topicsPath: string; qrelsPath: string }

const QRELS_FOLDER = 'qrels'
const USUAL_SPLIT = 'test'

/**
 * @param split which judgements, where there are several files; one that was named has to be there
 * @throws AppError `invalid` where a part is missing, or where it is open which judgements are meant
 */
export async function findSetFiles(folder: string, split?: string): Promise<SetFiles> {
  const names = await listNames(folder)
  return {
    corpusPath: join(folder, findPart(folder, names, 'corpus.jsonl')),
    topicsPath: join(folder, findPart(folder, names, 'queries.jsonl')),
    qrelsPath: join(folder, chooseQrels(folder, await listQrels(folder, names), split)),
  }
}

async function listNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    throw new AppError('invalid', `${folder} is not a folder that can be read.`, { cause: error })
  }
}

function findPart(folder: string, names: readonly string[], part: string): string {
  const name = names.find((candidate) => candidate === part || candidate === `${part}.gz`)
  if (name !== undefined) return name
  throw new AppError('invalid', `${folder} holds no ${part} or ${part}.gz; a folder in the layout of BEIR does.`)
}

async function listQrels(folder: string, names: readonly string[]): Promise<string[]> {
  const inside = names.includes(QRELS_FOLDER) ? await listNames(join(folder, QRELS_FOLDER)).catch(() => []) : []
  const isTable = (name: string): boolean => /\.tsv(\.gz)?$/.test(name)
  return [
    ...names.filter((name) => name.startsWith('qrels') && isTable(name)),
    ...inside.filter(isTable).map((name) => join(QRELS_FOLDER, name)),
  ]
}

function chooseQrels(folder: string, tables: readonly string[], split: string | undefined): string {
  const [first, second] = tables
  if (first === undefined)
    throw new AppError('invalid', `${folder} holds no judgements: no qrels*.tsv, no qrels/*.tsv.`)
  if (second === undefined && split === undefined) return first
  const wanted = split ?? USUAL_SPLIT
  const [chosen, ...more] = tables.filter((table) => toWords(table).includes(wanted))
  if (chosen !== undefined && more.length === 0) return chosen
  const problem = chosen === undefined ? `no judgements named "${wanted}"` : `several named "${wanted}"`
  throw new AppError('invalid', `${folder} holds ${problem}, of ${tables.join(', ')}. Choose one with --split.`)
}

/** "qrels_test.tsv" → qrels, test, tsv. */
function toWords(path: string): string[] {
  return basename(path).split(/[^A-Za-z0-9]+/)
}
