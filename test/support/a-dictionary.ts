import type { Dictionary } from '../../src/engine/query/dictionary.ts'

/** A dictionary of the terms given with their document frequencies, for tests of queries that need no index. */
export function aDictionary(frequencies: Readonly<Record<string, number>>, documentCount = 1_000): Dictionary {
  const entries = Object.entries(frequencies).map(([term, documentFrequency]) => ({ term, documentFrequency }))
  entries.sort((a, b) => b.documentFrequency - a.documentFrequency)
  return {
    documentCount,
    documentFrequency: (term) => frequencies[term] ?? 0,
    expandPrefix: (prefix, limit) => entries.filter(({ term }) => term.startsWith(prefix)).slice(0, limit),
  }
}
