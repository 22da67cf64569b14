import { join } from 'node:path'
import { IndexDamaged } from '../../engine/index/index-damaged.ts'
import { readManifest } from '../index/manifest.ts'
import { checkSegmentFile } from '../index/segment-file.ts'
import { failure, type Finding, ok, skipped } from './check.ts'

const MEND = 'Start or restart "broadsheet serve": it builds the index anew from the database. No paper is lost.'

/** Whether the search index is there and every byte of it is what was written. */
export async function checkIndex(folder: string): Promise<Finding> {
  try {
    const manifest = await readManifest(folder)
    if (!manifest) return skipped('There is no search index yet; "broadsheet serve" builds it.')
    for (const { name } of manifest.segments) await checkSegmentFile(join(folder, name))
    const papers = manifest.segments.reduce(
      (sum, { documentCount, deletes = [] }) => sum + documentCount - deletes.length,
      0,
    )
    const how = manifest.model === undefined ? 'by words alone' : 'by words and by meaning'
    return ok(`The search index holds ${papers.toLocaleString('en')} papers, ${how}; every byte of it is whole.`)
  } catch (error) {
    if (error instanceof IndexDamaged) return failure(`${error.message}.`, MEND)
    throw error
  }
}
