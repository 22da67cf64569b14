import type { Bm25fParameters } from '../rank/bm25f.ts'
import { areSorted } from './columns.ts'
import { readFromMemory } from './forward.ts'
import type { ReadBytes } from './forward.ts'
import { IndexDamaged } from './index-damaged.ts'
import { bytesOf, shortsOf, toBytes, wordsOf } from './sections.ts'
import type { Sections } from './sections.ts'
import { latestOf } from './segment.ts'
import type { Segment } from './segment.ts'

/** The section that need not be in memory: see `Forward`. */
export const FORWARD_SECTION = 'forward'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A segment's sections; other parts may add theirs beside them. Nothing is copied but the forward part, where it is not in memory. */
export function toSections({ parameters, dictionary, postings, forward, columns }: Segment): Map<string, Uint8Array> {
  const { offsets } = forward
  return new Map<string, Uint8Array>([
    ['parameters', encoder.encode(JSON.stringify(parameters))],
    ['terms', dictionary.bytes],
    ['term-offsets', toBytes(dictionary.offsets)],
    ['block-offsets', toBytes(postings.blockOffsets)],
    ['block-bases', toBytes(postings.bases)],
    ['block-starts', toBytes(postings.starts)],
    ['block-maxima', postings.maxima],
    ['documents', toBytes(postings.documents)],
    ['impacts', postings.impacts],
    ['days', toBytes(columns.days)],
    ['votes', toBytes(columns.votes)],
    ['ids', columns.idBytes],
    ['id-offsets', toBytes(columns.idOffsets)],
    ['id-slots', toBytes(columns.idSlots)],
    ['facet-offsets', toBytes(columns.facetOffsets)],
    ['facets', toBytes(columns.facets)],
    ['forward-offsets', toBytes(offsets)],
    ['forward-numbers', toBytes(forward.numbers)],
    ['forward-terms', toBytes(forward.terms)],
    [FORWARD_SECTION, forward.read(0, offsets[offsets.length - 1]!)],
  ])
}

/**
 * The segment in sections whose checksums were checked. Arrays are views of the sections.
 *
 * @param read how to read the forward part; without it, it is the section in memory
 * @throws IndexDamaged when a section is missing or does not fit the others
 */
export function fromSections(sections: Sections, read?: ReadBytes): Segment {
  const days = wordsOf(sections, 'days')
  const signedDays = new Int32Array(days.buffer, days.byteOffset, days.length)
  const segment: Segment = {
    documentCount: days.length,
    parameters: JSON.parse(decoder.decode(bytesOf(sections, 'parameters'))) as Bm25fParameters,
    isSortedByDay: areSorted(signedDays),
    latestDay: latestOf(signedDays),
    dictionary: { bytes: bytesOf(sections, 'terms'), offsets: wordsOf(sections, 'term-offsets') },
    postings: {
      blockOffsets: wordsOf(sections, 'block-offsets'),
      bases: wordsOf(sections, 'block-bases'),
      starts: wordsOf(sections, 'block-starts'),
      maxima: bytesOf(sections, 'block-maxima'),
      documents: shortsOf(sections, 'documents'),
      impacts: bytesOf(sections, 'impacts'),
    },
    forward: {
      offsets: wordsOf(sections, 'forward-offsets'),
      numbers: wordsOf(sections, 'forward-numbers'),
      terms: wordsOf(sections, 'forward-terms'),
      read: read ?? readFromMemory(bytesOf(sections, FORWARD_SECTION)),
    },
    columns: {
      days: signedDays,
      votes: wordsOf(sections, 'votes'),
      idBytes: bytesOf(sections, 'ids'),
      idOffsets: wordsOf(sections, 'id-offsets'),
      idSlots: wordsOf(sections, 'id-slots'),
      facetOffsets: wordsOf(sections, 'facet-offsets'),
      facets: wordsOf(sections, 'facets'),
    },
  }
  checkLengths(segment)
  return segment
}

/** Sections of different segments, each whole in itself, must not pass for one. */
function checkLengths({ documentCount, dictionary, postings, forward, columns }: Segment): void {
  const { blockOffsets, bases, starts, maxima, documents, impacts } = postings
  const terms = dictionary.offsets.length - 1
  checkOffsets('term-offsets', dictionary.offsets, terms, dictionary.bytes.length)
  checkOffsets('block-offsets', blockOffsets, terms, bases.length)
  checkOffsets('block-starts', starts, bases.length, documents.length)
  checkLength('block-maxima', maxima.length, bases.length)
  checkLength('impacts', impacts.length, documents.length)
  checkLength('votes', columns.votes.length, documentCount)
  checkOffsets('id-offsets', columns.idOffsets, documentCount, columns.idBytes.length)
  checkOffsets('facet-offsets', columns.facetOffsets, documentCount, columns.facets.length)
  checkLength('forward-offsets', forward.offsets.length, documentCount + 1)
  checkLength('forward-numbers', forward.numbers.length, terms)
}

function checkOffsets(name: string, offsets: Uint32Array, count: number, end: number): void {
  checkLength(name, offsets.length, count + 1)
  checkLength(name, offsets[count]!, end)
}

function checkLength(name: string, length: number, expected: number): void {
  if (length !== expected) throw new IndexDamaged(name, 'it does not fit the other sections')
}
