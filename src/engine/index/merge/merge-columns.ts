import { makeIdSlots } from '../columns.ts'
import type { Columns } from '../columns.ts'
import { growingBytes, growingWords } from '../growing-array.ts'
import { GONE } from './merge-postings.ts'

/** One segment's part in a merge. */
type ColumnsInput = {
  readonly columns: Columns
  /** Term → merged term. */
  readonly places: Uint32Array
  readonly documents: Uint32Array | undefined
}

/** The columns of the remaining documents, input after input. */
export function mergeColumns(inputs: readonly ColumnsInput[], count: number): Columns {
  const days = new Int32Array(count)
  const votes = new Uint32Array(count)
  const ids = growingBytes(inputs.reduce((sum, { columns }) => sum + columns.idBytes.length, 0))
  const idOffsets = new Uint32Array(count + 1)
  const facets = growingWords(inputs.reduce((sum, { columns }) => sum + columns.facets.length, 0))
  const facetOffsets = new Uint32Array(count + 1)
  let merged = 0
  for (const { columns, places, documents } of inputs) {
    for (let document = 0; document < columns.days.length; document++) {
      if (documents?.[document] === GONE) continue
      days[merged] = columns.days[document]!
      votes[merged] = columns.votes[document]!
      ids.reserve(columns.idOffsets[document + 1]! - columns.idOffsets[document]!)
      for (let i = columns.idOffsets[document]!; i < columns.idOffsets[document + 1]!; i++) {
        ids.values[ids.length++] = columns.idBytes[i]!
      }
      for (let i = columns.facetOffsets[document]!; i < columns.facetOffsets[document + 1]!; i++) {
        facets.push(places[columns.facets[i]!]!)
      }
      merged++
      idOffsets[merged] = ids.length
      facetOffsets[merged] = facets.length
    }
  }
  const idBytes = ids.take()
  const idSlots = makeIdSlots(idBytes, idOffsets)
  return { days, votes, idBytes, idOffsets, idSlots, facetOffsets, facets: facets.take() }
}
