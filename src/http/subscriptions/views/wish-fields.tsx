import { html } from 'hono/html'
import { listArchives } from '../../../domain/arxiv-categories.ts'
import { LONGEST_WISH } from '../../../domain/order-limits.ts'
import type { Wish } from '../../../domain/subscription.ts'
import { writeWish } from '../../../domain/wish-text.ts'
import { toWishTitle } from '../../../domain/wish-title.ts'

type Options = {
  /** What stands first, and is chosen. */
  first: Wish
  /** What stands in the field of the search. */
  search?: string
  /** Sets the ids of one form apart from those of another on the page. */
  prefix: string
}

const EVERYBODYS: readonly Wish[] = [{ kind: 'trending' }, { kind: 'edition' }]

/** The same in every form, and so made once: 150 of them. */
const CATEGORIES = listArchives().map(
  ({ name, categories }) =>
    html`<optgroup label="${name}">
      ${categories.map((category) => html`<option value="category:${category.code}">${category.name}</option>`)}
    </optgroup>`,
)

/** The fields of which papers: a choice, a search in its place, and how to get what neither offers. */
export function WishFields({ first, search = '', prefix }: Options) {
  const others = EVERYBODYS.filter(({ kind }) => kind !== first.kind)
  return html`<p>
      <label for="${prefix}wish">Which papers</label>
      <select id="${prefix}wish" name="wish">
        ${[first, ...others].map((wish) => html`<option value="${writeWish(wish)}">${toWishTitle(wish)}</option>`)}
        ${CATEGORIES}
      </select>
    </p>
    <p>
      <label for="${prefix}search">Or what a search finds</label>
      <input
        id="${prefix}search"
        name="search"
        maxlength="${LONGEST_WISH}"
        value="${search}"
        aria-describedby="${prefix}others"
      />
      <small id="${prefix}others"
        >As in <a href="/search">Search</a>. Empty, the choice above counts. Papers of an author or an organisation, or
        like one that you know: their pages have a box for it.</small
      >
    </p>`
}
