import { sortTokens } from '../../text/sort-tokens.ts'
import type { TokenTable } from '../../text/token-table.ts'
import type { Dictionary } from '../dictionary.ts'
import { toFacetTerm, toFieldTerm } from '../document.ts'
import { SPACES, SPACE_COUNT } from './run.ts'

/** What stands before a term in the dictionary, in the order of the dictionary. */
const PREFIXES = [
  { space: SPACES.title, prefix: toFieldTerm('title', '') },
  { space: SPACES.authors, prefix: toFieldTerm('authors', '') },
  { space: SPACES.facet, prefix: toFacetTerm('') },
  { space: SPACES.text, prefix: '' },
].map(({ space, prefix }) => ({ space, prefix: new TextEncoder().encode(prefix) }))

/** The dictionary's order: terms of titles, of authors, facets, then terms of any text, each by their bytes. */
export type Order = {
  readonly dictionary: Dictionary
  /** Place in the dictionary → key. */
  readonly keys: Uint32Array
  /** The first place of a term of any text. */
  readonly firstText: number
}

/** Puts the keys (term · 4 + space) that have postings in order. */
export function orderKeys(terms: TokenTable, frequencies: Uint32Array): Order {
  const sorted = listUsed(frequencies)
  sortTokens(sorted, terms)
  const count = frequencies.reduce((sum, frequency) => sum + (frequency > 0 ? 1 : 0), 0)
  const keys = new Uint32Array(count)
  let place = 0
  let firstText = 0
  for (const { space } of PREFIXES) {
    firstText = place
    for (const term of sorted) {
      const key = term * SPACE_COUNT + space
      if (frequencies[key]! > 0) keys[place++] = key
    }
  }
  return { dictionary: packKeys(terms, keys), keys, firstText }
}

function listUsed(frequencies: Uint32Array): Uint32Array {
  const used = new Uint32Array(frequencies.length / SPACE_COUNT)
  let count = 0
  for (let key = 0; key < frequencies.length; key++) {
    if (frequencies[key] === 0) continue
    used[count++] = Math.floor(key / SPACE_COUNT)
    key |= SPACE_COUNT - 1
  }
  return used.subarray(0, count)
}

function packKeys(terms: TokenTable, keys: Uint32Array): Dictionary {
  const source = terms.bytes
  const lengths = terms.offsets
  const prefixOf = PREFIXES.toSorted((a, b) => a.space - b.space).map(({ prefix }) => prefix)
  const offsets = new Uint32Array(keys.length + 1)
  for (let place = 0; place < keys.length; place++) {
    const term = Math.floor(keys[place]! / SPACE_COUNT)
    const prefix = prefixOf[keys[place]! % SPACE_COUNT]!
    offsets[place + 1] = offsets[place]! + prefix.length + lengths[term + 1]! - lengths[term]!
  }
  const bytes = new Uint8Array(offsets[keys.length]!)
  for (let place = 0, at = 0; place < keys.length; place++) {
    const term = Math.floor(keys[place]! / SPACE_COUNT)
    for (const byte of prefixOf[keys[place]! % SPACE_COUNT]!) bytes[at++] = byte
    for (let i = lengths[term]!; i < lengths[term + 1]!; i++) bytes[at++] = source[i]!
  }
  return { bytes, offsets }
}
