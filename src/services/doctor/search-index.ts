import { join } from 'node:path'
import { IndexDamaged } from '../../engine/index/index-damaged.ts'
import type { Db } from '../../store/db.ts'
import { isFileLocked } from '../../store/file-lock.ts'
import { findChangeNumber } from '../../store/papers.ts'
import { isInPlaceOfFolder, isMisplaced } from '../index/files/index-folder.ts'
import { INDEX_LOCK } from '../index/index-thread.ts'
import { readPlan } from '../index/files/load-index.ts'
import { type Manifest, readManifest } from '../index/files/manifest.ts'
import { checkSegmentFile } from '../index/files/segment-file.ts'
import { failure, type Finding, ok, skipped, warning } from './check.ts'

const MEND = 'Start or restart "broadsheet serve": it builds the index anew from the database. No paper is lost.'
const BEING_BUILT = 'There is no search index yet; a process that runs is to build it. Its log says how far it is.'

/** What an index is to be the index of. */
export type Followed = {
  /** The store's tag. */
  store: string
  /** The database; `undefined` where it cannot be read. */
  db: Db | undefined
}

/** Whether the search index is there, every byte of it is what was written, and it holds what the database does. */
export async function checkIndex(folder: string, followed: Followed): Promise<Finding> {
  if (isInPlaceOfFolder(folder)) return failure(`${folder} is no folder.`, MEND)
  const isKept = isFileLocked(join(folder, INDEX_LOCK))
  try {
    const manifest = await readManifest(folder)
    if (!manifest) return skipped(isKept ? BEING_BUILT : 'There is no search index yet; "broadsheet serve" builds it.')
    for (const { name, checksum } of manifest.segments) await checkSegmentFile(join(folder, name), checksum)
    if (manifest.plan !== undefined) await readPlan(folder, manifest.plan)
    return await compare(manifest, followed, isKept)
  } catch (error) {
    if (error instanceof IndexDamaged || isMisplaced(error)) return failure(`${error.message}.`, MEND)
    throw error
  }
}

async function compare(manifest: Manifest, { store, db }: Followed, isKept: boolean): Promise<Finding> {
  const { changeNumber } = manifest
  if (manifest.store !== store) return warning('The search index is that of another database.', MEND)
  const last = db ? await findChangeNumber(db) : changeNumber
  if (changeNumber > last)
    return warning('The search index is ahead of the database: it was made of other papers.', MEND)
  const whole = `The search index holds ${describe(manifest)}; every byte of it is whole.`
  if (last === changeNumber) return ok(isKept ? `${whole} A process that runs keeps it.` : whole)
  const missing = `${toText(last - changeNumber)} changes of the database are not in it yet`
  if (!isKept) return ok(`${whole} ${missing}; "broadsheet serve" brings them in.`)
  const advice = 'Look again in a minute. If it is not fewer then, "index.delayed" in the log says why.'
  return warning(`${whole} ${missing}, though a process that runs keeps it.`, advice)
}

function describe({ segments, model }: Manifest): string {
  const papers = segments.reduce((sum, { documentCount, deletes = [] }) => sum + documentCount - deletes.length, 0)
  return `${toText(papers)} papers, ${model === undefined ? 'by words alone' : 'by words and by meaning'}`
}

function toText(count: number): string {
  return count.toLocaleString('en')
}
