import { parseQuery } from '../../../engine/query/parse-query.ts'
import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import type { Searching } from '../../search/searching.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import type { FindRarity } from '../term-rarity.ts'
import { toEditionFilter } from './edition-filter.ts'
import { findHeldWords, type HeldWords, listTerms } from './held-words.ts'

/** No digest has more than fifty papers. */
const MOST_FOUND = 60

type Deps = {
  readPeriod: ReadPeriodPapers
  searching: Pick<Searching, 'searchPapers'>
  findRarity: FindRarity
}

/**
 * What a search finds among the papers of the period, in its order. The search also finds what holds few of the words, or
 * is near in meaning alone: good to leaf through, but a digest that comes unasked holds what was asked for.
 */
export function chooseSearch({ readPeriod, searching, findRarity }: Deps): PaperChooser<WishOf<'search'>> {
  return {
    isCostly: true,
    async choosePapers({ query }, period, limit, signal) {
      // The filter comes first: a quotation mark that nobody closed would take it in.
      const text = `${toEditionFilter(period)} ${query}`
      const { found } = await searching.searchPapers({
        ...{ text, offset: 0, size: Math.min(MOST_FOUND, limit), isPlain: true },
      })
      signal.throwIfAborted()
      // A query may name a paper, or days of its own, which the filter does not take back.
      const papers = await readPeriod(period)
      const wanted = listWanted(query)
      const weightOf = await findRarity()
      const candidates = found.flatMap(({ headline, score }) => {
        if (!papers.find(headline.id)) return []
        const held = findHeldWords(headline, wanted, weightOf)
        return held.isEnough ? [{ id: headline.id, score, reason: toReason(held, wanted) }] : []
      })
      return { candidates, considered: candidates.length }
    },
  }
}

/** The terms of a query's plain words. Words with a sign or a field the search requires itself. */
function listWanted(query: string): ReadonlySet<string> {
  const plain = parseQuery(query).words.filter((word) => !word.isPrefix && !word.isRequired)
  const either = plain.filter(({ alternative }) => alternative === undefined)
  return new Set(either.flatMap(({ text }) => listTerms(text)))
}

/** What was searched for stands above all papers: where each holds it tells them apart. */
function toReason({ where }: HeldWords, { size }: ReadonlySet<string>): string {
  if (size === 0) return 'Found by your search.'
  const words = `${size === 1 ? 'the word' : 'the words'} you search for.`
  if (where === undefined) return `It has most of ${words}`
  return where === 'both' ? `It has ${words}` : `Its ${where} has ${words}`
}
