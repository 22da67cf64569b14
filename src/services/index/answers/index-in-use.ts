import type { DensePart } from '../../../engine/embed/dense-part.ts'
import { fromPlanBytes } from '../../../engine/embed/dense-plan.ts'
import { openDense } from '../../../engine/embed/dense-searcher.ts'
import type { TextPlacer } from '../../../engine/embed/text-placer.ts'
import { FilterCache } from '../../../engine/index/filter-cache.ts'
import { openIndex } from '../../../engine/index/open-index.ts'
import type { Searcher } from '../../../engine/index/searcher.ts'
import { toBytes } from '../../../engine/index/sections.ts'
import type { OpenSegment } from '../../../engine/index/segment.ts'
import type { SearchedMeaning } from '../../../engine/rank/question.ts'
import { openScale } from '../../vectors/measured-scale.ts'
import type { IndexSnapshot } from '../index-thread.ts'
import { type SegmentInUse, useSegment } from '../files/open-segment.ts'

/** What answers are made of: all parts over the same segments. */
export type Engine = {
  searcher: Searcher
  /** What searches by meaning; absent where the index holds words alone. */
  meaning: (SearchedMeaning & Pick<IndexSnapshot, 'server'>) | undefined
  /** Whether a word is one that an embedding has met, however rare it is here. */
  isWord?: ((word: string) => boolean) | undefined
}

/** The index that a thread searches, which changes from snapshot to snapshot. */
export type IndexInUse = {
  /** Takes the place of what was searched. Segments that are in both are not opened again. */
  use(snapshot: IndexSnapshot): void
  /** An index without papers until the first snapshot. */
  engine(): Engine
}

type Opened = {
  opening: string
  inUse: SegmentInUse
  open: OpenSegment
  part: DensePart | undefined
}

/** How queries get their place where a server gives it: it is asked before the index is. */
export type ByServer = { isWord: Engine['isWord'] }

/** @param model the embedding by which queries get their place, or the server's side; absent, only words are searched */
export function createIndexInUse(model: TextPlacer | ByServer | undefined): IndexInUse {
  const filters = new FilterCache()
  const [findScale, findStandIn] = [openScale(), openStandIns()]
  let opened = new Map<string, Opened>()
  let planNumber: number | undefined
  let engine: Engine = { searcher: openIndex([], filters), meaning: undefined }
  const isWord = model && 'isWord' in model ? model.isWord : undefined
  return {
    engine: () => engine,
    use({ segments, plan: planBytes, server }) {
      const plan = model && planBytes && fromPlanBytes(planBytes)
      const known = plan?.number === planNumber ? opened : new Map<string, Opened>()
      const next = new Map<string, Opened>()
      for (const { name, file, deletes } of segments) {
        const found = known.get(name)
        // The thread that keeps the index may have started again: then what it shares is another piece of memory.
        const before = found?.opening === file.opening ? found : undefined
        const inUse = before?.inUse ?? useSegment(file)
        const isSame = before && areEqual(before.open.deletes, deletes)
        const open = isSame ? before.open : { segment: inUse.segment, ...(deletes && { deletes }) }
        next.set(name, { opening: file.opening, inUse, open, part: before?.part ?? (plan && inUse.openDense(plan)) })
      }
      for (const [name, { inUse }] of opened) if (next.get(name)?.inUse !== inUse) inUse.close()
      opened = next
      planNumber = plan?.number
      engine = toEngine([...next.values()], server)
    },
  }

  function toEngine(segments: readonly Opened[], server: IndexSnapshot['server']): Engine {
    const searcher = openIndex(
      segments.map(({ open }) => open),
      filters,
    )
    const parts = segments.flatMap(({ part }) => part ?? [])
    const plan = parts[0]?.plan
    if (!model || !plan || parts.length < segments.length) return { searcher, meaning: undefined, isWord }
    const dense = openDense(plan, parts)
    if ('encode' in model) return { searcher, meaning: { dense, model, server: undefined }, isWord }
    return {
      searcher,
      meaning: { dense, model: findStandIn(plan.dimensions, server), server, scale: findScale(dense, parts) },
      isWord,
    }
  }
}

/** Stands where a server's model would: without the server's answer no text has a place. One for each model. */
function openStandIns(): (dimensions: number, server: IndexSnapshot['server']) => TextPlacer {
  let known: { name: string | undefined; model: TextPlacer } | undefined
  return (dimensions, server) => {
    if (known?.name === server?.name && known?.model.dimensions === dimensions) return known.model
    const encode = () => ({ vector: new Float32Array(dimensions), coverage: 0 })
    known = { name: server?.name, model: { dimensions, encode } }
    return known.model
  }
}

/** By what they hold: each message brings another view of the same memory. */
function areEqual(a: Uint32Array | undefined, b: Uint32Array | undefined): boolean {
  if (!a || !b) return a === b
  return Buffer.compare(toBytes(a), toBytes(b)) === 0
}
