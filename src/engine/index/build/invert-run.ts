import { areSorted, makeIdSlots } from '../columns.ts'
import type { Columns } from '../columns.ts'
import { packTerms } from '../dictionary.ts'
import { MOST_NUMBER_BYTES, readFromMemory } from '../forward.ts'
import type { Forward } from '../forward.ts'
import { growingBytes } from '../growing-array.ts'
import { numberByFrequency } from './number-terms.ts'
import { type Order, orderKeys } from './order-keys.ts'
import { BLOCK_POSTINGS } from '../postings.ts'
import type { Postings } from '../postings.ts'
import { SPACES, SPACE_COUNT } from './run.ts'
import type { Run } from './run.ts'
import { latestOf } from '../segment.ts'
import type { Segment } from '../segment.ts'

/** Makes the segment of a run: its postings by term instead of by document. */
export function invertRun(run: Run): Segment {
  const frequencies = countKeys(run)
  const order = orderKeys(run.tokens.terms, frequencies)
  const columns = toColumns(run, order)
  return {
    documentCount: run.documentCount,
    parameters: run.parameters,
    isSortedByDay: areSorted(columns.days),
    latestDay: latestOf(columns.days),
    dictionary: order.dictionary,
    postings: toPostings(run, order, frequencies),
    forward: toForward(run, order, frequencies),
    columns,
  }
}

/** Key (term · 4 + space) → how many postings. */
function countKeys({ keys: { values, length }, tokens }: Run): Uint32Array {
  const frequencies = new Uint32Array(tokens.terms.size * SPACE_COUNT)
  for (let i = 0; i < length; i++) frequencies[values[i]!]!++
  return frequencies
}

/** Counting sort of the postings by key, stable, so that documents ascend; then each key's are cut into blocks. */
function toPostings(run: Run, { keys: order }: Order, frequencies: Uint32Array): Postings {
  const { keys, impacts, keyEnds } = run
  const next = new Uint32Array(frequencies.length)
  for (let place = 0, start = 0; place < order.length; place++) {
    next[order[place]!] = start
    start += frequencies[order[place]!]!
  }
  const documents = new Uint16Array(keys.length)
  const weights = new Uint8Array(keys.length)
  for (let document = 0, i = 0; document < run.documentCount; document++) {
    for (const end = keyEnds.values[document]!; i < end; i++) {
      const at = next[keys.values[i]!]!++
      documents[at] = document
      weights[at] = impacts.values[i]!
    }
  }
  return cutIntoBlocks(
    Uint32Array.from(order, (key) => frequencies[key]!),
    documents,
    weights,
  )
}

/** @param documents of one term after the other; becomes what they are beyond the first of their block */
function cutIntoBlocks(lengths: Uint32Array, documents: Uint16Array, impacts: Uint8Array): Postings {
  const blockOffsets = new Uint32Array(lengths.length + 1)
  lengths.forEach((length, term) => {
    blockOffsets[term + 1] = blockOffsets[term]! + Math.ceil(length / BLOCK_POSTINGS)
  })
  const blocks = blockOffsets[lengths.length]!
  const [bases, starts, maxima] = [new Uint32Array(blocks), new Uint32Array(blocks + 1), new Uint8Array(blocks)]
  for (let term = 0, block = 0, p = 0; term < lengths.length; term++) {
    for (const end = p + lengths[term]!; p < end; block++) {
      const base = documents[p]!
      bases[block] = base
      starts[block] = p
      let most = 0
      for (const blockEnd = Math.min(end, p + BLOCK_POSTINGS); p < blockEnd; p++) {
        documents[p]! -= base
        if (impacts[p]! > most) most = impacts[p]!
      }
      maxima[block] = most
    }
  }
  starts[blocks] = documents.length
  return { blockOffsets, bases, starts, maxima, documents, impacts }
}

function toForward(run: Run, { keys, firstText }: Order, frequencies: Uint32Array): Forward {
  const textFrequencies = Uint32Array.from(keys.subarray(firstText), (key) => frequencies[key]!)
  const { numbers, terms } = numberByFrequency(textFrequencies, firstText, keys.length)
  const numberOfTerm = new Uint32Array(run.tokens.terms.size)
  for (let place = firstText; place < keys.length; place++) numberOfTerm[keys[place]! / SPACE_COUNT] = numbers[place]!
  const { values, length } = run.sequence
  const bytes = growingBytes(length * 2)
  const offsets = new Uint32Array(run.documentCount + 1)
  for (let document = 0, i = 0; document < run.documentCount; document++) {
    const end = run.sequenceEnds.values[document]!
    bytes.reserve((end - i) * MOST_NUMBER_BYTES)
    const out = bytes.values
    let at = bytes.length
    for (; i < end; i++) {
      // The boundary's own number is 0 too.
      let rest = numberOfTerm[values[i]!]!
      while (rest > 127) {
        out[at++] = (rest & 127) | 128
        rest >>>= 7
      }
      out[at++] = rest
    }
    bytes.length = offsets[document + 1] = at
  }
  return { offsets, numbers, terms, read: readFromMemory(bytes.take()) }
}

function toColumns(run: Run, { keys }: Order): Columns {
  const ids = packTerms(run.ids)
  const placeOfFacet = new Map<number, number>()
  keys.forEach((key, place) => {
    if (key % SPACE_COUNT === SPACES.facet) placeOfFacet.set((key - SPACES.facet) / SPACE_COUNT, place)
  })
  const facetOffsets = new Uint32Array(run.documentCount + 1)
  facetOffsets.set(run.facetEnds.take(), 1)
  return {
    days: Int32Array.from(run.days),
    votes: Uint32Array.from(run.votes),
    idBytes: ids.bytes,
    idOffsets: ids.offsets,
    idSlots: makeIdSlots(ids.bytes, ids.offsets),
    facetOffsets,
    facets: run.facets.take().map((facet) => placeOfFacet.get(facet)!),
  }
}
