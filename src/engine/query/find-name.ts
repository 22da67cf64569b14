import { toTerm } from '../text/analyzer.ts'
import { isStopWord } from '../text/stop-words.ts'
import type { Dictionary } from './dictionary.ts'
import { toIndexed, toQueryTokens } from './query-tokens.ts'
import type { SearchQuery } from './search-query.ts'

const [FEWEST_PARTS, MOST_PARTS] = [2, 4]
/** So large a part of the papers that hold a word hold it as a name, where a reader writes names without capitals. */
const NAME_SHARE = 0.5

/**
 * Whether a query is a person's name of which a part is a stop word ("Kaiming He", "bo an"): nothing but two to four
 * words, each the name of some author. Without capitals the other words must be hardly anything but names.
 */
export function isNameWithStopWord({ words, phrases }: SearchQuery, dictionary: Dictionary): boolean {
  if (phrases.length > 0 || words.length < FEWEST_PARTS || words.length > MOST_PARTS) return false
  const parts = words.map(({ text, field, isPrefix, isRequired }) => {
    const { tokens } = toQueryTokens(text)
    const isPlain = field === undefined && !isPrefix && !isRequired && tokens.length === 1
    return { token: isPlain ? tokens[0]! : '', isCapital: /^\p{Lu}/u.test(text) }
  })
  const stops = parts.filter(({ token }) => isStopWord(token)).length
  if (stops === 0 || stops === parts.length) return false
  const areCapital = parts.every(({ isCapital }) => isCapital)
  return parts.every(({ token }) => {
    const asName = token === '' ? 0 : dictionary.documentFrequency(toIndexed(toTerm(token), 'authors'))
    const least = areCapital || isStopWord(token) ? 0 : NAME_SHARE * dictionary.documentFrequency(toTerm(token))
    return asName > 0 && asName >= least
  })
}
