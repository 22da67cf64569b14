import { parseQuery } from '../../../engine/query/parse-query.ts'
import { toQueryTokens } from '../../../engine/query/query-tokens.ts'
import { toTerm } from '../../../engine/text/analyzer.ts'
import { isStopWord } from '../../../engine/text/stop-words.ts'
import type { Headline } from '../../../domain/headline.ts'
import type { Candidate, PaperChooser } from '../../../domain/ports.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import { toVotes } from '../../../platform/wording.ts'
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
      const holdsWords = requireWords(query)
      const held = found.filter(({ headline }) => papers.find(headline.id) && holdsWords(headline))
      return {
        candidates: held.map(({ headline, score }) => toCandidate(headline, score, query.trim())),
        considered: held.length,
      }
    },
  }
}

function toCandidate({ id, votes }: Headline, score: number, query: string): Candidate {
  return { id, score, reason: `Found by your search for “${query}”; ${toVotes(votes)}.` }
}

/** Whether a paper holds most of the plain words of a query. Words with a sign or a field the search requires itself. */
function requireWords(query: string): (headline: Headline) => boolean {
  const plain = parseQuery(query).words.filter((word) => !word.isPrefix && !word.isRequired)
  const either = plain.filter(({ alternative }) => alternative === undefined)
  const wanted = new Set(either.flatMap(({ text }) => listTerms(text)))
  const needed = wanted.size <= FEW_WORDS ? wanted.size : Math.ceil(wanted.size * MOST_WORDS)
  return ({ title, abstract = '', authors }) => {
    const held = new Set(listTerms(`${title}\n${abstract}\n${authors.join('\n')}`))
    let count = 0
    for (const term of wanted) if (held.has(term)) count++
    return count >= needed
  }
}

function listTerms(text: string): string[] {
  return toQueryTokens(text)
    .tokens.filter((token) => !isStopWord(token))
    .map(toTerm)
}
