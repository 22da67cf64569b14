import { BLOCK_POSTINGS, PostingsWriter } from '../postings.ts'
import type { Postings } from '../postings.ts'

/** One segment's part in a merge. */
type PostingsInput = {
  readonly postings: Postings
  /** Term → merged term, ascending. */
  readonly places: Uint32Array
  /** What is added to a document's number where nothing is deleted. */
  readonly shift: number
  /** Document → merged document, or GONE; undefined when nothing is deleted. */
  readonly documents: Uint32Array | undefined
}

/** A document that was deleted. */
export const GONE = 0xffffffff

/** Joins the lists of each term, input after input. Full blocks of inputs without deletes are copied as they are. */
export function mergePostings(
  inputs: readonly PostingsInput[],
  terms: number,
): { postings: Postings; frequencies: Uint32Array } {
  const total = inputs.reduce((sum, { postings }) => sum + postings.documents.length, 0)
  const writer = new PostingsWriter(terms, total)
  const frequencies = new Uint32Array(terms)
  const next = inputs.map(() => 0)
  for (let term = 0; term < terms; term++) {
    for (let i = 0; i < inputs.length; i++) {
      const { places } = inputs[i]!
      while (places[next[i]!] === GONE) next[i]!++
      if (places[next[i]!] === term) addList(writer, inputs[i]!, next[i]!++)
    }
    frequencies[term] = writer.endTerm()
  }
  return { postings: writer.finish(), frequencies }
}

function addList(writer: PostingsWriter, { postings, shift, documents }: PostingsInput, term: number): void {
  const { blockOffsets, starts } = postings
  for (let block = blockOffsets[term]!; block < blockOffsets[term + 1]!; block++) {
    if (documents !== undefined) addRemaining(writer, postings, block, documents)
    else if (starts[block + 1]! - starts[block]! === BLOCK_POSTINGS) writer.addBlock(postings, block, shift)
    else addShifted(writer, postings, block, shift)
  }
}

function addShifted(writer: PostingsWriter, postings: Postings, block: number, shift: number): void {
  const base = postings.bases[block]! + shift
  for (let p = postings.starts[block]!; p < postings.starts[block + 1]!; p++) {
    writer.add(base + postings.documents[p]!, postings.impacts[p]!)
  }
}

function addRemaining(writer: PostingsWriter, postings: Postings, block: number, documents: Uint32Array): void {
  const base = postings.bases[block]!
  for (let p = postings.starts[block]!; p < postings.starts[block + 1]!; p++) {
    const document = documents[base + postings.documents[p]!]!
    if (document !== GONE) writer.add(document, postings.impacts[p]!)
  }
}
