import { chooseListCount, createDensePlan, type DensePlan } from '../../engine/embed/dense-plan.ts'
import type { DocumentPlacer } from '../../engine/embed/text-placer.ts'
import type { Db } from '../../store/db.ts'
import { findChangeNumber, listChanges } from '../../store/papers.ts'
import { findSearchablePapers } from '../../store/searchable-papers.ts'

/** Decides nothing but how vectors are turned: any number, the same for ever. */
const SEED = 2026
const PER_LIST = 40
const FEWEST = 2000
const MOST = 50_000
const PER_PLACE = 100

/**
 * Plans how an index of so many papers keeps its vectors, from a sample of papers spread over the whole store. Takes
 * some seconds for an index of millions.
 */
export async function planIndex(db: Db, model: DocumentPlacer, papers: number): Promise<DensePlan> {
  const lists = chooseListCount(papers)
  const wanted = Math.min(papers, MOST, Math.max(FEWEST, lists * PER_LIST))
  const sample = await encodeSample(db, model, wanted)
  const enough = sample.length / model.dimensions >= lists * 30
  return createDensePlan({ dimensions: model.dimensions, seed: SEED, sample, lists: enough ? lists : 0 })
}

/** Vectors of about so many papers, a hundred at each of some places in the order of their changes. */
async function encodeSample(db: Db, model: DocumentPlacer, wanted: number): Promise<Float32Array> {
  const last = await findChangeNumber(db)
  const places = Math.max(1, Math.ceil(wanted / PER_PLACE))
  const vectors: Float32Array[] = []
  for (let place = 0; place < places; place++) {
    const changes = await listChanges(db, PER_PLACE, Math.floor((last * place) / places))
    const ids = changes.flatMap(({ id, joinedTo }) => (joinedTo === undefined ? [id] : []))
    for (const { title, abstract } of await findSearchablePapers(db, ids)) {
      const { vector } = model.encode({ title, abstract })
      if (vector.some((value) => value !== 0)) vectors.push(vector) // others say nothing of where the middle is
    }
  }
  const sample = new Float32Array(vectors.length * model.dimensions)
  vectors.forEach((vector, number) => sample.set(vector, number * model.dimensions))
  return sample
}
