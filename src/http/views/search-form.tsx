import { writeIds } from '../../domain/id-list.ts'
import type { SearchPlace } from '../search-path.ts'

/** What the query language can say, each with what it means. */
const LANGUAGE: readonly (readonly [string, string])[] = [
  ['"exact phrase"', 'these words, in this order'],
  ['-word', 'without this word'],
  ['author:lovelace', 'by this author'],
  ['title:tides', 'in the title'],
  ['cat:cs.IR', 'in this category'],
  ['code:yes', 'with code'],
  ['date:2026-03..2026-05', 'published in these months'],
  ['2604.00001', 'an arXiv id or link opens the paper'],
]

type Props = { place: SearchPlace; isOpen?: boolean; isFocused?: boolean }

/**
 * The box, with how to ask beside it: open while nothing has been asked. Words are added to examples that are given.
 *
 * @param isFocused whether one may type at once, on a page that is there for nothing else
 */
export function SearchForm({ place, isOpen = false, isFocused = false }: Props) {
  const { text, like = [], unlike = [] } = place
  return (
    <div class="ask">
      <form role="search" action="/papers">
        <label class="hide" for="q">
          Search papers
        </label>
        <input id="q" name="q" type="search" value={text} autocomplete="off" maxlength={1000} autofocus={isFocused} />
        {like.length > 0 && <input type="hidden" name="like" value={writeIds(like)} />}
        {unlike.length > 0 && <input type="hidden" name="unlike" value={writeIds(unlike)} />}
        <button class="main">Search</button>
      </form>
      <details open={isOpen}>
        <summary>How to ask</summary>
        <div class="help">
          {LANGUAGE.map(([form, meaning]) => (
            <div>
              <code>{form}</code>
              <span>{meaning}</span>
            </div>
          ))}
        </div>
      </details>
    </div>
  )
}
