import { toAuthorPath, toCategoryPath, toOrganizationPath } from './addresses.ts'
import { findCategoryCode, findCategoryTitle } from './arxiv-categories.ts'
import { toAuthorKey } from './author-key.ts'
import { AppError } from './error.ts'
import { readIds, writeIds } from './id-list.ts'
import { MOST_WISH_EXAMPLES } from './order-limits.ts'
import type { PaperId } from './paper.ts'
import type { Wish, WishNames } from './subscription.ts'

/** Wishes of one kind. */
export type WishOf<Kind extends Wish['kind']> = Extract<Wish, { kind: Kind }>

/** What a feed is of that brings the same as a wish. */
export type WishFeed =
  | { kind: 'trending' | 'editions' }
  | { kind: 'category' | 'author' | 'organisation'; name: string }
  | { kind: 'search'; text: string }

/** A page on which all papers of a kind stand: its path, and what a link to it says. */
export type WishPage = { path: string; says: string }

/** Reads one text of a wish; `what` it is to name is told where it is refused. @throws AppError `invalid` */
export type CheckText = (text: string, what: string) => string

/** All that differs from one kind of wish to another, but how its papers are chosen (`services/digests/choosers`). */
export type WishKind<W extends Wish = Wish> = {
  /** Its own fields, and what they hold. */
  fields: { readonly [Field in Exclude<keyof W, 'kind'>]: W[Field] extends string ? 'text' : 'papers' }
  /** What people are to type behind "kind:", as in "WORDS"; absent where nothing stands there. */
  sample?: string
  /** What programs give beside the kind, in Markdown: "with its `code`"; absent where that is nothing. */
  described?: string
  /** What it brings, in a few words: "Papers on “sparse retrieval”". */
  toTitle(wish: W, names: WishNames): string
  /** As `toTitle`, without what was typed; absent where that holds nothing of the kind. */
  toGuardedTitle?(wish: W): string
  /** What it brings, as within a sentence on a page that shows the same: "new papers on this". */
  toOffer(wish: W, names: WishNames): string
  /** What stands behind "kind:"; '' where nothing does. */
  toDetail(wish: W): string
  /** The opposite of `toDetail`, of a text that is not empty where there is to be one. Nothing is checked. */
  fromDetail(detail: string): W
  /** What all spellings of one wish have in common; other kinds may have the same. */
  toKey(wish: W): string
  /** As it is kept. @throws AppError `invalid` where no paper could be found by it */
  check(wish: W, checkText: CheckText): W
  /** What its title needs the name of. */
  toNamed?(wish: W): { organisation?: string; paper?: PaperId | undefined }
  /** The feed that brings the same, where there is one. */
  toFeed?(wish: W): WishFeed
  /** The page that shows the same; absent where that is the edition of the day, the week or the month. */
  toPage?(wish: W): WishPage
}

/** Every kind of wish, in the order in which they are told. */
export const WISH_KINDS: { readonly [Kind in Wish['kind']]: WishKind<WishOf<Kind>> } = {
  trending: {
    fields: {},
    toTitle: () => 'Trending papers',
    toOffer: () => 'trending papers',
    toDetail: () => '',
    fromDetail: () => ({ kind: 'trending' }),
    toKey: () => '',
    check: () => ({ kind: 'trending' }),
    toFeed: () => ({ kind: 'trending' }),
    toPage: () => ({ path: '/papers/trending', says: 'See all that trends' }),
  },
  edition: {
    fields: {},
    toTitle: () => 'The edition',
    toOffer: () => 'the edition',
    toDetail: () => '',
    fromDetail: () => ({ kind: 'edition' }),
    toKey: () => '',
    check: () => ({ kind: 'edition' }),
    toFeed: () => ({ kind: 'editions' }),
  },
  search: {
    fields: { query: 'text' },
    sample: 'WORDS',
    described: 'with a `query` in the query language',
    toTitle: ({ query }) => (query.includes('"') ? `Papers on ${query.trim()}` : `Papers on “${query.trim()}”`),
    toGuardedTitle: ({ query }) => `Papers found by a search of ${toWordCount(query)}`,
    toOffer: () => 'new papers on this',
    toDetail: ({ query }) => query,
    fromDetail: (query) => ({ kind: 'search', query }),
    // As it is: case tells operators from words.
    toKey: ({ query }) => query,
    check: ({ query }, checkText) => ({ kind: 'search', query: checkText(query, 'words to search for') }),
    toFeed: ({ query }) => ({ kind: 'search', text: query }),
    toPage: ({ query }) => ({ path: `/papers?q=${encodeURIComponent(query)}`, says: 'See all that the search finds' }),
  },
  category: {
    fields: { code: 'text' },
    sample: 'CODE',
    described: 'with its `code`',
    toTitle: ({ code }) => findCategoryTitle(code) ?? code,
    toGuardedTitle: ({ code }) => findCategoryTitle(code) ?? 'Papers of a category',
    toOffer: ({ code }) => `new papers of ${findCategoryTitle(code) ?? code}`,
    toDetail: ({ code }) => code,
    fromDetail: (code) => ({ kind: 'category', code }),
    toKey: ({ code }) => code.toLowerCase(),
    check: ({ code }, checkText) => {
      const text = checkText(code, 'a category')
      return { kind: 'category', code: findCategoryCode(text) ?? text }
    },
    toFeed: ({ code }) => ({ kind: 'category', name: code }),
    toPage: ({ code }) => ({ path: toCategoryPath(code), says: 'See the whole category' }),
  },
  author: {
    fields: { name: 'text' },
    sample: 'NAME',
    described: 'with a `name`',
    toTitle: ({ name }) => `Papers by ${name.trim()}`,
    toGuardedTitle: () => 'Papers by an author',
    toOffer: ({ name }) => `new papers by ${name}`,
    toDetail: ({ name }) => name,
    fromDetail: (name) => ({ kind: 'author', name }),
    toKey: ({ name }) => toAuthorKey(name),
    check: ({ name }, checkText) => {
      // A name without letters is nobody's.
      return { kind: 'author', name: checkText(toAuthorKey(name) === '' ? '' : name, 'an author') }
    },
    toFeed: ({ name }) => ({ kind: 'author', name }),
    toPage: ({ name }) => ({ path: toAuthorPath(name), says: 'See all papers of the author' }),
  },
  organisation: {
    fields: { handle: 'text' },
    sample: 'NAME',
    described: 'with a `handle`',
    toTitle: ({ handle }, { organisation = handle }) => `Papers from ${organisation}`,
    toGuardedTitle: () => 'Papers from an organisation',
    toOffer: ({ handle }, { organisation = handle }) => `new papers of ${organisation}`,
    toDetail: ({ handle }) => handle,
    fromDetail: (handle) => ({ kind: 'organisation', handle }),
    toKey: ({ handle }) => handle.toLowerCase(),
    check: ({ handle }, checkText) => ({ kind: 'organisation', handle: checkText(handle, 'an organisation') }),
    toNamed: ({ handle }) => ({ organisation: handle }),
    toFeed: ({ handle }) => ({ kind: 'organisation', name: handle }),
    toPage: ({ handle }) => ({ path: toOrganizationPath(handle), says: 'See all papers of the organisation' }),
  },
  similar: {
    fields: { papers: 'papers' },
    sample: 'ID,ID',
    described: `with up to ${MOST_WISH_EXAMPLES} ids as \`papers\``,
    toTitle: ({ papers }, { paper }) => toSimilarTitle(papers.length, paper),
    toOffer: ({ papers }) => (papers.length === 1 ? 'papers like this one' : 'papers like these'),
    toDetail: ({ papers }) => writeIds(papers),
    // People also put blanks between them; no id holds one.
    fromDetail: (detail) => ({ kind: 'similar', papers: readIds(detail.replace(/[\s,]+/g, ',')) }),
    toKey: ({ papers }) => [...papers].sort().join(' '),
    check: ({ papers }, checkText) => ({ kind: 'similar', papers: checkExamples(papers, checkText) }),
    toNamed: ({ papers: [paper] }) => ({ paper }),
  },
}

/** What there is to know of the kind of a wish, to be asked of that wish alone. */
export function toWishKind({ kind }: Wish): WishKind {
  return WISH_KINDS[kind]
}

function toWordCount(text: string): string {
  const count = text.trim().split(/\s+/).length
  return count === 1 ? 'one word' : `${count} words`
}

function toSimilarTitle(count: number, paper: string | undefined): string {
  if (paper === undefined) return count === 1 ? 'Papers like one that you chose' : `Papers like ${count} that you chose`
  const others = count - 1
  if (others === 0) return `Papers like “${paper}”`
  return `Papers like “${paper}” and ${others} ${others === 1 ? 'other' : 'others'}`
}

function checkExamples(ids: readonly PaperId[], checkText: CheckText): PaperId[] {
  const papers = [...new Set(ids.map((id) => checkText(id, 'papers') as PaperId))]
  if (papers.length > 0 && papers.length <= MOST_WISH_EXAMPLES) return papers
  throw new AppError('invalid', `Name from 1 to ${MOST_WISH_EXAMPLES} papers that others are to be like.`)
}
