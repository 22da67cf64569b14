import { areSorted, makeIdSlots } from '../columns.ts'
import type { Columns } from '../columns.ts'
import { packTerms, sortAsBytes } from '../dictionary.ts'
import { toFacetTerm, toFieldTerm } from '../document.ts'
import { BOUNDARY, MOST_NUMBER_BYTES, readFromMemory } from '../forward.ts'
import type { Forward } from '../forward.ts'
import { growingBytes } from '../growing-array.ts'
import { numberByFrequency } from './number-terms.ts'
import { PostingsWriter } from '../postings.ts'
import type { Postings } from '../postings.ts'
import { SPACES, SPACE_COUNT } from './run.ts'
import type { Run } from './run.ts'
import { latestOf } from '../segment.ts'
import type { Segment } from '../segment.ts'

/** Makes the segment of a run: its postings by term instead of by document. */
export function invertRun(run: Run): Segment {
  const order = orderKeys(run)
  const { postings, textFrequencies } = invert(run, order)
  const columns = toColumns(run, order)
  return {
    documentCount: run.documentCount,
    parameters: run.parameters,
    isSortedByDay: areSorted(columns.days),
    latestDay: latestOf(columns.days),
    dictionary: packTerms(order.texts),
    postings,
    forward: toForward(run, order, textFrequencies),
    columns,
  }
}

/** The dictionary's order: terms of titles, of authors, facets, then terms of any text, each by their bytes. */
type Order = {
  readonly texts: string[]
  /** Key (term · 4 + space) → place in the dictionary. */
  readonly places: Uint32Array
  readonly facetPlaces: ReadonlyMap<string, number>
  /** Key → how many postings. */
  readonly frequencies: Uint32Array
  readonly firstText: number
}

function orderKeys(run: Run): Order {
  const frequencies = new Uint32Array(run.terms.length * SPACE_COUNT)
  const { values, length } = run.keys
  for (let i = 0; i < length; i++) frequencies[values[i]!]!++
  const numbers = new Map(run.terms.map((term, number) => [term, number]))
  const sorted = sortAsBytes([...run.terms])
  const order = sorted.map((term) => numbers.get(term)!)
  const texts: string[] = []
  const places = new Uint32Array(frequencies.length)
  const place = (space: number, toText: (term: string) => string): void => {
    for (let i = 0; i < sorted.length; i++) {
      const key = order[i]! * SPACE_COUNT + space
      if (frequencies[key] === 0) continue
      places[key] = texts.length
      texts.push(toText(sorted[i]!))
    }
  }
  place(SPACES.title, (term) => toFieldTerm('title', term))
  place(SPACES.authors, (term) => toFieldTerm('authors', term))
  const facetPlaces = new Map<string, number>()
  for (const facet of sortAsBytes([...new Set(run.facets.flat())])) {
    facetPlaces.set(facet, texts.length)
    texts.push(toFacetTerm(facet))
  }
  const firstText = texts.length
  place(SPACES.text, (term) => term)
  return { texts, places, facetPlaces, frequencies, firstText }
}

/** Counting sort of the postings by key, stable, so that documents ascend; facets are short enough for lists. */
function invert(run: Run, order: Order): { postings: Postings; textFrequencies: Uint32Array } {
  const { keys, impacts, keyEnds } = run
  const { places, texts, firstText } = order
  const ends = new Uint32Array(texts.length + 1)
  for (let i = 0; i < keys.length; i++) ends[places[keys.values[i]!]! + 1]!++
  for (let i = 1; i < ends.length; i++) ends[i]! += ends[i - 1]!
  const next = ends.slice(0, -1)
  const documents = new Uint16Array(keys.length)
  const weights = new Uint8Array(keys.length)
  for (let document = 0, i = 0; document < run.documentCount; document++) {
    for (; i < keyEnds.values[document]!; i++) {
      const at = next[places[keys.values[i]!]!]!++
      documents[at] = document
      weights[at] = impacts.values[i]!
    }
  }
  const facetDocuments = listByFacet(run, order)
  const writer = new PostingsWriter(texts.length, keys.length)
  const textFrequencies = new Uint32Array(texts.length - firstText)
  for (let term = 0; term < texts.length; term++) {
    for (const document of facetDocuments.get(term) ?? []) writer.add(document, 1)
    for (let p = ends[term]!; p < ends[term + 1]!; p++) writer.add(documents[p]!, weights[p]!)
    const frequency = writer.endTerm()
    if (term >= firstText) textFrequencies[term - firstText] = frequency
  }
  return { postings: writer.finish(), textFrequencies }
}

function listByFacet(run: Run, { facetPlaces }: Order): Map<number, number[]> {
  const lists = new Map<number, number[]>()
  run.facets.forEach((facets, document) => {
    for (const facet of facets) {
      const place = facetPlaces.get(facet)!
      const list = lists.get(place)
      if (list === undefined) lists.set(place, [document])
      else list.push(document)
    }
  })
  return lists
}

function toForward(run: Run, { places, texts, firstText }: Order, textFrequencies: Uint32Array): Forward {
  const { numbers, terms } = numberByFrequency(textFrequencies, firstText, texts.length)
  const { values, length } = run.sequence
  const bytes = growingBytes(length * 2)
  const offsets = new Uint32Array(run.documentCount + 1)
  for (let document = 0, i = 0; document < run.documentCount; document++) {
    const end = run.sequenceEnds.values[document]!
    bytes.reserve((end - i) * MOST_NUMBER_BYTES)
    for (; i < end; i++) {
      const word = values[i]!
      let rest = word === BOUNDARY ? BOUNDARY : numbers[places[(word - 1) * SPACE_COUNT]!]!
      while (rest > 127) {
        bytes.values[bytes.length++] = (rest & 127) | 128
        rest >>>= 7
      }
      bytes.values[bytes.length++] = rest
    }
    offsets[document + 1] = bytes.length
  }
  return { offsets, numbers, terms, read: readFromMemory(bytes.take()) }
}

function toColumns(run: Run, { facetPlaces }: Order): Columns {
  const ids = packTerms(run.ids)
  const facetOffsets = new Uint32Array(run.documentCount + 1)
  run.facets.forEach((facets, document) => (facetOffsets[document + 1] = facetOffsets[document]! + facets.length))
  return {
    days: Int32Array.from(run.days),
    votes: Uint32Array.from(run.votes),
    idBytes: ids.bytes,
    idOffsets: ids.offsets,
    idSlots: makeIdSlots(ids.bytes, ids.offsets),
    facetOffsets,
    facets: Uint32Array.from(run.facets.flatMap((facets) => facets.map((facet) => facetPlaces.get(facet)!))),
  }
}
