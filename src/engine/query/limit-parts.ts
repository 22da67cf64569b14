import type { QueryExclusion, QueryPhrase, QueryProblem, QueryWord, SearchQuery } from './search-query.ts'
import { toQueryTokens } from './query-tokens.ts'

type Parts = Pick<SearchQuery, 'words' | 'phrases' | 'excluded'>
type Part = QueryWord | QueryPhrase | QueryExclusion

/** Parts of which a query may have few, since each costs far more than a plain word. */
type Kind = {
  readonly most: number
  readonly told: string
  /** How many of the kind a part is; 0 for none. */
  readonly count: (part: Part) => number
}

/** A beginning may become hundreds of terms. */
const MOST_BEGINNINGS = 8
/** For each phrase every paper that holds its words is read. */
const MOST_PHRASES = 8
/** Each is one more list to go through, or several. */
const MOST_EXCLUDED = 32
const MOST_REQUIRED = 32

const KINDS: readonly Kind[] = [
  { most: MOST_BEGINNINGS, told: 'words that go on, such as “transf*”', count: (part) => (isBeginning(part) ? 1 : 0) },
  {
    most: MOST_PHRASES,
    told: 'phrases, words excluded that are several in one, and words of abstract:',
    count: countPhrases,
  },
  { most: MOST_EXCLUDED, told: 'excluded words', count: (part) => (isExclusion(part) ? 1 : 0) },
  { most: MOST_REQUIRED, told: 'words that must stand, with a + or a field', count: countRequired },
]

/**
 * A query without the parts that are too many of their kind, the first ones kept; what was left out is told. Thereby no
 * query is slow, whatever it holds.
 */
export function limitParts(parts: Parts): Parts & { problems: QueryProblem[] } {
  const left = new Set<Part>()
  const problems = KINDS.flatMap((kind) => findTooMany(parts, kind, left))
  const keep = <P extends Part>(all: readonly P[]): P[] => all.filter((part) => !left.has(part))
  return { words: keep(parts.words), phrases: keep(parts.phrases), excluded: keep(parts.excluded), problems }
}

function findTooMany(
  { words, phrases, excluded }: Parts,
  { most, told, count }: Kind,
  left: Set<Part>,
): QueryProblem[] {
  const inOrder = [...words, ...phrases, ...excluded].sort((a, b) => a.start - b.start)
  let sum = 0
  const over = inOrder.filter((part) => !left.has(part) && count(part) > 0 && (sum += count(part)) > most)
  for (const part of over) left.add(part)
  const [first] = over
  if (first === undefined) return []
  return [{ message: `A query may have ${most} ${told}. The rest was left out.`, start: first.start, end: first.end }]
}

function isBeginning(part: Part): boolean {
  return 'isPrefix' in part && part.isPrefix
}

function isExclusion(part: Part): part is QueryExclusion {
  return 'isPrefix' in part && !('isRequired' in part)
}

/** What is read in documents: phrases, excluded ones, and each word of an abstract. */
function countPhrases(part: Part): number {
  if (isExclusion(part)) return countTokens(part) > 1 || (part.field === 'abstract' && !part.isPrefix) ? 1 : 0
  if (!('isPrefix' in part)) return 1
  return part.field === 'abstract' && !part.isPrefix ? countTokens(part) : 0
}

function countRequired(part: Part): number {
  return 'isRequired' in part && part.isRequired && !part.isPrefix && part.field !== 'abstract' ? countTokens(part) : 0
}

function countTokens({ text }: Part): number {
  return toQueryTokens(text).tokens.length
}
