import { findCategoryCode, isArchive } from '../../domain/arxiv-categories.ts'
import { toAuthorKey } from '../../domain/author-key.ts'
import { AppError } from '../../domain/error.ts'
import { type PaperId, SOURCES } from '../../domain/paper.ts'
import type { Wish } from '../../domain/subscription.ts'
import { parseQuery } from '../../engine/query/parse-query.ts'
import { type CatalogueKind, countCatalogued } from '../../store/catalogue.ts'
import type { Db } from '../../store/db.ts'
import { findCurrentIds, findPapers } from '../../store/papers.ts'

/**
 * Refuses what could never bring a paper: categories that are neither arXiv's nor of any paper here, and searches of which
 * a part cannot mean what was typed.
 *
 * @throws AppError `invalid`, whose message says which part, and what would do
 */
export async function refuseBarren(db: Db, wish: Wish): Promise<void> {
  if (wish.kind === 'search') return refuseFaults(wish.query)
  if (wish.kind !== 'category' || isArxivs(wish.code)) return
  if (!(await isCatalogued(db, 'category', wish.code))) throw toUnknownCategory(wish.code)
}

/** Why a wish may never bring a paper though it can be kept, as a whole sentence; `undefined` where nothing speaks against it. */
export type FindDoubt = (wish: Wish) => Promise<string | undefined>

/** Makes the use case: who is named may be misspelled, and so may an id. */
export function findDoubt(db: Db): FindDoubt {
  return async (wish) => {
    if (wish.kind === 'similar') return findDoubtOfExamples(db, wish.papers)
    const named = toNamed(wish)
    if (!named || (await isCatalogued(db, named.kind, named.key))) return undefined
    return `No paper of ${named.name} has come in here so far: look whether the name is spelled as on papers.`
  }
}

/** An example that is not here may come later; the others count meanwhile. */
async function findDoubtOfExamples(db: Db, ids: readonly PaperId[]): Promise<string | undefined> {
  const [present, current] = [await findPapers(db, ids), await findCurrentIds(db, ids)]
  const [unknown] = ids.filter((id) => !present.has(id) && !current.has(id))
  return unknown && `No paper “${unknown}” has come in here so far: look whether its id is spelled as on its page.`
}

function toNamed(wish: Wish): { kind: CatalogueKind; key: string; name: string } | undefined {
  if (wish.kind === 'author') return { kind: 'author', key: toAuthorKey(wish.name), name: wish.name }
  if (wish.kind === 'organisation') return { kind: 'organisation', key: wish.handle, name: wish.handle }
  return undefined
}

function refuseFaults(query: string): void {
  const { problems, filter } = parseQuery(query, { sources: SOURCES })
  const [problem] = problems
  if (problem) throw new AppError('invalid', `The search cannot be understood. ${problem.message}`)
  // In small letters, so that of classes of other schemes it cannot be told whether any paper has them.
  const unknown = filter.categories.find((code) => /^[a-z-]+\.[a-z-]+$/.test(code) && isUnknownArxivs(code))
  if (unknown !== undefined) throw toUnknownCategory(unknown)
}

function isArxivs(code: string): boolean {
  return isArchive(code) || findCategoryCode(code) !== undefined
}

function isUnknownArxivs(code: string): boolean {
  return isArchive(code.slice(0, code.indexOf('.'))) && findCategoryCode(code) === undefined
}

function toUnknownCategory(code: string): AppError {
  return new AppError('invalid', `There is no category “${code}”. Write its code as arXiv does: cs.LG.`)
}

async function isCatalogued(db: Db, kind: CatalogueKind, key: string): Promise<boolean> {
  return (await countCatalogued(db, kind, key, 1)) > 0
}
