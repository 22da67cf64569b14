import { type DayRange, isReversedRange, readDays } from './read-days.ts'
import type { FilterName } from './filter-names.ts'
import type { Piece } from './read-pieces.ts'
import type { QueryFilter, QueryProblem } from './search-query.ts'

/** What the index knows that the engine does not. Without them every well-formed value is taken. */
export type KnownValues = {
  /** Given in lower case: "cs.lg", "hep-th", or an archive such as "cs". */
  readonly isCategory?: (code: string) => boolean
  readonly sources?: readonly string[]
}

/** A filter that grows piece by piece. */
export type FilterDraft = { -readonly [Name in keyof QueryFilter]: QueryFilter[Name] } & {
  categories: string[]
  sources: string[]
  editions: string[]
  without: string[]
}

type FacetName = Exclude<FilterName, 'title' | 'abstract' | 'authors'>

const CATEGORY = /^[a-z]+(?:-[a-z]+)?(?:\.[a-z]+(?:-[a-z]+)?)?$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** An empty filter: every paper passes. */
export function toEmptyDraft(): FilterDraft {
  return { categories: [], sources: [], editions: [], without: [] }
}

/** Adds what one piece asks for to a filter, or tells what is wrong with it and leaves the filter as it was. */
export function readFilter(
  draft: FilterDraft,
  name: FacetName,
  piece: Piece,
  known: KnownValues,
): QueryProblem | undefined {
  const { start, end } = piece
  const message = readValue(draft, name, piece, known)
  return message === undefined ? undefined : { message, start, end }
}

function readValue(draft: FilterDraft, name: FacetName, piece: Piece, known: KnownValues): string | undefined {
  const value = piece.text
    .trim()
    .toLowerCase()
    .replace(/[,;]+$/, '')
  const isExcluded = piece.sign === '-'
  switch (name) {
    case 'code':
    case 'featured':
      return readYesNo(draft, name, value, isExcluded)
    case 'date':
      return isExcluded
        ? 'A date cannot be excluded. Ask for the dates you want, as in date:2026-03..2026-05.'
        : readDate(draft, value)
    case 'category':
      return readEach(draft, draft.categories, value, {
        isExcluded,
        facet: 'cat',
        toFault: (code) => (isKnownCategory(code, known) ? undefined : `There is no category “${code}”. One is cs.LG.`),
      })
    case 'source':
      return readEach(draft, draft.sources, value, {
        isExcluded,
        facet: 'source',
        toFault: (source) => toSourceFault(source, known.sources),
      })
    case 'edition':
      return readEach(draft, draft.editions, value, {
        isExcluded,
        facet: 'edition',
        toFault: (day) =>
          DAY.test(day) && readDays(day) ? undefined : `“${day}” is no day of an edition. One is edition:2026-05-14.`,
      })
  }
}

type Values = { isExcluded: boolean; facet: string; toFault: (value: string) => string | undefined }

/** Values stand alone or with commas between them. */
function readEach(draft: FilterDraft, wanted: string[], text: string, values: Values): string | undefined {
  const each = text.split(',').filter((value) => value !== '')
  for (const value of each) {
    const fault = values.toFault(value)
    if (fault !== undefined) return fault
  }
  for (const value of each) {
    const excluded = `${values.facet}:${value}`
    if (values.isExcluded && !draft.without.includes(excluded)) draft.without.push(excluded)
    if (!values.isExcluded && !wanted.includes(value)) wanted.push(value)
  }
  return undefined
}

function isKnownCategory(code: string, { isCategory }: KnownValues): boolean {
  return isCategory === undefined ? CATEGORY.test(code) : isCategory(code)
}

function toSourceFault(source: string, sources: readonly string[] | undefined): string | undefined {
  if (sources === undefined || sources.includes(source)) return undefined
  return `There is no source “${source}”. The sources are ${sources.join(', ')}.`
}

function readYesNo(
  draft: FilterDraft,
  name: 'code' | 'featured',
  value: string,
  isExcluded: boolean,
): string | undefined {
  if (value !== 'yes' && value !== 'no') return `${name}: takes yes or no, not “${value}”.`
  const isWanted = (value === 'yes') !== isExcluded
  if (name === 'code') draft.hasCode = isWanted
  else draft.isFeatured = isWanted
  return undefined
}

function readDate(draft: FilterDraft, value: string): string | undefined {
  const days = readDays(value)
  if (isReversedRange(value)) {
    const [from = '', to = ''] = value.replace('…', '..').split('..')
    return `“${value}” ends before it begins. Write the earlier date first: date:${to}..${from}.`
  }
  if (days === undefined) {
    return `“${value}” is no date or range of dates. Write date:2026, date:2026-03, date:2026-03-05 or date:2026-03..2026-05.`
  }
  return narrow(draft, days)
}

/** Two dates narrow each other. */
function narrow(draft: FilterDraft, { fromDay = -Infinity, toDay = Infinity }: DayRange): string | undefined {
  const from = Math.max(draft.fromDay ?? -Infinity, fromDay)
  const to = Math.min(draft.toDay ?? Infinity, toDay)
  if (from > to) return 'No day lies in both of the dates asked for. The first one was used.'
  if (from > -Infinity) draft.fromDay = from
  if (to < Infinity) draft.toDay = to
  return undefined
}
