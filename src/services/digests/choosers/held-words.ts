import { toQueryTokens } from '../../../engine/query/query-tokens.ts'
import { toTerm } from '../../../engine/text/analyzer.ts'
import type { TermWeight } from '../../../engine/text/excerpt.ts'
import { splitSentences } from '../../../engine/text/sentences.ts'
import { isStopWord } from '../../../engine/text/stop-words.ts'
import type { Headline } from '../../../domain/headline.ts'

/** So much of what the words of a longer query tell, which rare ones tell most of; all of one or two words. */
const ENOUGH = 2 / 3
const FEW_WORDS = 2

/** What of some terms a paper holds. */
export type HeldWords = {
  /**
   * Whether the paper is about them as far as words show it: enough of them stand together, in its title and authors and any
   * one sentence. Words that stand far apart are of two matters.
   */
  isEnough: boolean
  /** Where all of them stand; `undefined` where some are lacking. */
  where: 'title' | 'abstract' | 'both' | undefined
}

/**
 * Looks for terms in a paper.
 *
 * @param weightOf how much each term tells
 */
export function findHeldWords(
  { title, abstract = '', authors }: Pick<Headline, 'title' | 'abstract' | 'authors'>,
  wanted: ReadonlySet<string>,
  weightOf: TermWeight,
): HeldWords {
  const find = (text: string): Set<string> => new Set(listTerms(text).filter((term) => wanted.has(term)))
  const inTitle = find(title)
  const above = join(inTitle, find(authors.join('\n')))
  const sentences = splitSentences(abstract).map(({ start, end }) => find(abstract.slice(start, end)))
  const inAbstract = join(...sentences)
  const passages = [above, ...sentences.map((held) => join(held, above))]
  const isEnough = passages.some((held) => holdsEnough(held, wanted, weightOf))
  return { isEnough, where: findPlace(wanted.size, inTitle, inAbstract) }
}

function holdsEnough(held: ReadonlySet<string>, wanted: ReadonlySet<string>, weightOf: TermWeight): boolean {
  if (wanted.size <= FEW_WORDS) return held.size === wanted.size
  const weigh = (terms: ReadonlySet<string>): number => [...terms].reduce((sum, term) => sum + weightOf(term), 0)
  return weigh(held) >= ENOUGH * weigh(wanted)
}

function findPlace(count: number, inTitle: Set<string>, inAbstract: Set<string>): HeldWords['where'] {
  if (inTitle.size === count) return 'title'
  if (inAbstract.size === count) return 'abstract'
  return join(inTitle, inAbstract).size === count ? 'both' : undefined
}

function join(...sets: ReadonlySet<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]))
}

/** The terms of a text as a query's words are read, without those that any text holds. */
export function listTerms(text: string): string[] {
  return toQueryTokens(text)
    .tokens.filter((token) => !isStopWord(token))
    .map(toTerm)
}
