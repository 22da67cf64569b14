import { parseQuery } from '../../../engine/query/parse-query.ts'
import { toQueryTokens } from '../../../engine/query/query-tokens.ts'
import { toTerm } from '../../../engine/text/analyzer.ts'
import { isStopWord } from '../../../engine/text/stop-words.ts'
import type { Headline } from '../../../domain/headline.ts'
import type { PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import type { Searching } from '../../search/searching.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import { toEditionFilter } from './edition-filter.ts'

/** No digest has more than fifty papers. */
const MOST_FOUND = 60
/** So much of the words of a long query; all of a short one. */
const MOST_WORDS = 2 / 3
const FEW_WORDS = 2

/**
 * What a search finds among the papers of the period, in its order. The search also finds what holds few of the words, or
 * is near in meaning alone: good to leaf through, but a digest that comes unasked holds what was asked for.
 */
export function chooseSearch(
  readPeriod: ReadPeriodPapers,
  searching: Pick<Searching, 'searchPapers'>,
): PaperChooser<WishOf<'search'>> {
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
      const held = found.filter(({ headline }) => papers.find(headline.id) && holdsWords(headline, wanted))
      return {
        candidates: held.map(({ headline, score }) => ({ id: headline.id, score, reason: toReason(headline, wanted) })),
        considered: held.length,
      }
    },
  }
}

/** The terms of a query's plain words. Words with a sign or a field the search requires itself. */
function listWanted(query: string): ReadonlySet<string> {
  const plain = parseQuery(query).words.filter((word) => !word.isPrefix && !word.isRequired)
  const either = plain.filter(({ alternative }) => alternative === undefined)
  return new Set(either.flatMap(({ text }) => listTerms(text)))
}

/** Whether a paper holds most of them. */
function holdsWords({ title, abstract = '', authors }: Headline, wanted: ReadonlySet<string>): boolean {
  const needed = wanted.size <= FEW_WORDS ? wanted.size : Math.ceil(wanted.size * MOST_WORDS)
  return countHeld(`${title}\n${abstract}\n${authors.join('\n')}`, wanted) >= needed
}

/** What was searched for stands above all papers: where each holds it tells them apart. */
function toReason({ title, abstract = '' }: Headline, wanted: ReadonlySet<string>): string {
  if (wanted.size === 0) return 'Found by your search.'
  const inTitle = countHeld(title, wanted)
  const words = wanted.size === 1 ? 'the word' : 'the words'
  if (inTitle === wanted.size) return `Its title has ${words} you search for.`
  if (countHeld(abstract, wanted) === wanted.size) return `Its abstract has ${words} you search for.`
  return `It has ${countHeld(`${title}\n${abstract}`, wanted) === wanted.size ? '' : 'most of '}${words} you search for.`
}

function countHeld(text: string, wanted: ReadonlySet<string>): number {
  const held = new Set(listTerms(text))
  let count = 0
  for (const term of wanted) if (held.has(term)) count++
  return count
}

function listTerms(text: string): string[] {
  return toQueryTokens(text)
    .tokens.filter((token) => !isStopWord(token))
    .map(toTerm)
}
