import { mergeDenseParts } from '../../engine/embed/dense-builder.ts'
import type { DensePlan } from '../../engine/embed/dense-plan.ts'
import type { DocumentPlacer } from '../../engine/embed/text-placer.ts'
import type { DocumentTokens } from '../../engine/index/build/document-tokens.ts'
import { openIndex } from '../../engine/index/open-index.ts'
import { mergeSegments } from '../../engine/index/merge/merge-segments.ts'
import type { Hit } from '../../engine/index/searcher.ts'
import { hasBit } from '../../engine/index/segment.ts'
import { toSections } from '../../engine/index/segment-sections.ts'
import { canFollowFrom } from '../../store/backup/change-numbers.ts'
import type { Db } from '../../store/db.ts'
import { type Change, findChangeNumber, listChanges } from '../../store/papers.ts'
import { countPapers, findSearchablePapers } from '../../store/searchable-papers.ts'
import { buildAll, buildPapers, type BuiltSegment, type Meaning } from './build-index.ts'
import { planIndex } from './index-plan.ts'
import { type LiveIndex, type LiveSegment, saveIndex, withDeletes, writeSegment } from './files/live-index.ts'
import { savePlan } from './files/load-index.ts'
import { chooseMerge } from './merge-plan.ts'
import { type SegmentInUse, useSegment } from './files/open-segment.ts'

/** What an index is kept by. */
export type FollowerDeps = {
  db: Db
  folder: string
  store: string
  /** Absent where the index holds words alone. */
  model: DocumentPlacer | undefined
  /** How many documents it can place by now; absent where it places every one. */
  countKnown?: () => number
  /** Of the papers indexed before, whose words need not be looked into again. */
  tokens: DocumentTokens
  signal: AbortSignal
  /** Told of what there is already, in the middle of building an index from the beginning. */
  onPart: (index: LiveIndex) => void
}

/** Changes that become one segment: what came last is found a moment after its commit. */
const BATCH = 2000
/** With more changes than these behind, building anew is faster than following. */
const MOST_FOLLOWED = 20_000
/** An index that grew so much since it was planned is planned anew, once it is large enough for lists. */
const OUTGROWN = 4
const LARGE = 100_000
/** Vectors whose mean is that of all, near enough to plan by. */
const ENOUGH_KNOWN = 2000

/** An index that holds nothing yet. */
export function createIndex({ store, model }: FollowerDeps): LiveIndex {
  const nothing = { changeNumber: 0, plannedFor: 0, segments: [], plan: undefined }
  return { store, model: model?.name, ...nothing }
}

/**
 * Brings the index one step nearer to the store: some changes, all papers where it is far behind, or a merge.
 *
 * @returns the index after the step; the same where there was nothing to do
 */
export async function followStore(index: LiveIndex, deps: FollowerDeps): Promise<LiveIndex> {
  const { db } = deps
  const last = await findChangeNumber(db)
  if (last === index.changeNumber) return isOutgrown(index, deps) ? rebuild(index, deps) : mergeOnce(index, deps)
  if (last < index.changeNumber || !(await canFollowFrom(db, index.changeNumber)))
    return rebuild(createIndex(deps), deps)
  return last - index.changeNumber > MOST_FOLLOWED ? rebuild(index, deps) : applyChanges(index, deps, last)
}

function isOutgrown({ segments, plannedFor }: LiveIndex, { countKnown }: FollowerDeps): boolean {
  const held = Math.min(countDocuments(segments), countKnown?.() ?? Infinity)
  return held > LARGE && plannedFor * OUTGROWN < held
}

function countDocuments(segments: readonly LiveSegment[]): number {
  return segments.reduce((sum, { file }) => sum + file.documentCount, 0)
}

async function applyChanges(index: LiveIndex, deps: FollowerDeps, last: number): Promise<LiveIndex> {
  const { db, folder } = deps
  const changes = await listChanges(db, BATCH, index.changeNumber)
  const papers = await findSearchablePapers(db, listPresent(changes))
  const meaning = await toMeaning(index, deps)
  const built = buildPapers(papers, meaning, deps.tokens)
  const added = built ? [await writeSegment(folder, built.documentCount, built.sections)] : []
  const segments = [...deleteDocuments(index.segments, changes), ...added]
  // Numbers are not all taken: those of changes that were replaced by later ones of the same paper are gone.
  const changeNumber = changes.length < BATCH ? last : (changes.at(-1)?.changeNumber ?? last)
  const model = meaning?.model.name ?? index.model
  return keep({ ...index, model, segments, changeNumber, plan: meaning?.plan }, deps)
}

function listPresent(changes: readonly Change[]): string[] {
  return changes.flatMap(({ id, joinedTo }) => (joinedTo === undefined ? [id] : []))
}

/** What changed is no longer what stands in the segments, and what was joined to another is no paper any more. */
function deleteDocuments(segments: readonly LiveSegment[], changes: readonly Change[]): LiveSegment[] {
  const inUse = segments.map(({ file }) => useSegment(file))
  try {
    const searcher = openIndex(inUse.map(({ segment }, place) => toOpenSegment(segment, segments[place])))
    const found = changes.flatMap(({ id }) => searcher.find(id) ?? [])
    return segments.map((segment, place) => withDeletes(segment, listIn(place, found)))
  } finally {
    for (const one of inUse) one.close()
  }
}

function listIn(place: number, hits: readonly Hit[]): number[] {
  return hits.flatMap(({ segment, document }) => (segment === place ? [document] : []))
}

function toOpenSegment(segment: SegmentInUse['segment'], live: LiveSegment | undefined) {
  return { segment, ...(live?.deletes && { deletes: live.deletes }) }
}

/** The first papers of an index plan how vectors are kept; where these are not known yet, it holds words alone. */
async function toMeaning(index: LiveIndex, deps: FollowerDeps): Promise<Meaning | undefined> {
  const { db, model, folder, countKnown } = deps
  if (!model) return undefined
  if (index.plan) return { model, plan: index.plan }
  if (countKnown && countKnown() < ENOUGH_KNOWN) return undefined
  const plan = await planIndex(db, model, await countPapers(db))
  await savePlan(folder, plan)
  return { model, plan }
}

/** Plans how an index of words alone is to keep vectors, now that they are known of half its documents or of enough. */
export async function planAnew(index: LiveIndex, deps: FollowerDeps): Promise<LiveIndex> {
  const { db, folder, model, countKnown } = deps
  const known = countKnown?.() ?? 0
  const documents = countDocuments(index.segments)
  if (!model || documents === 0 || known < Math.min(ENOUGH_KNOWN, documents / 2)) return index
  const plan = await planIndex(db, model, documents)
  await savePlan(folder, plan)
  return keep({ ...index, model: model.name, plan, plannedFor: known }, deps)
}

/** Builds all segments anew. Papers that change meanwhile are followed afterwards. */
async function rebuild(index: LiveIndex, deps: FollowerDeps): Promise<LiveIndex> {
  const { db, folder, signal, onPart, countKnown } = deps
  const changeNumber = await findChangeNumber(db)
  const papers = await countPapers(db)
  const plannedFor = Math.min(papers, countKnown?.() ?? Infinity)
  const meaning = await toMeaning({ ...index, plan: undefined }, deps)
  let next: LiveIndex = { ...createIndex(deps), plannedFor, plan: meaning?.plan }
  for await (const { documentCount, sections } of buildAll(db, meaning, papers, signal)) {
    next = { ...next, segments: [...next.segments, await writeSegment(folder, documentCount, sections)] }
    if (index.segments.length === 0) onPart(next) // half an index finds more than none
  }
  if (signal.aborted) return index
  return keep({ ...next, changeNumber }, deps)
}

async function mergeOnce(index: LiveIndex, deps: FollowerDeps): Promise<LiveIndex> {
  const chosen = chooseMerge(index.segments)
  if (chosen.length === 0) return index
  const { documentCount, sections } = mergeLive(chosen, index.plan)
  const merged = documentCount > 0 ? [await writeSegment(deps.folder, documentCount, sections)] : []
  const [first] = chosen
  const segments = index.segments.flatMap((segment) => {
    if (segment === first) return merged
    return chosen.includes(segment) ? [] : [segment]
  })
  return keep({ ...index, segments }, deps)
}

function mergeLive(chosen: readonly LiveSegment[], plan: DensePlan | undefined): BuiltSegment {
  const inUse = chosen.map(({ file }) => useSegment(file))
  try {
    const segment = mergeSegments(inUse.map((one, place) => toOpenSegment(one.segment, chosen[place])))
    const sections = toSections(segment)
    const parts = inUse.flatMap((one, place) => {
      const part = plan && one.openDense(plan)
      const deletes = chosen[place]?.deletes
      return part ? [{ part, keeps: (document: number) => !deletes || !hasBit(deletes, document) }] : []
    })
    // One that has words alone makes the whole of it so; its vectors are brought in afterwards.
    if (plan && parts.length === chosen.length)
      for (const [name, bytes] of mergeDenseParts(plan, parts)) sections.set(name, bytes)
    return { documentCount: segment.documentCount, sections }
  } finally {
    for (const one of inUse) one.close()
  }
}

async function keep(index: LiveIndex, { folder }: FollowerDeps): Promise<LiveIndex> {
  await saveIndex(folder, index)
  return index
}
