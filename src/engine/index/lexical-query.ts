import type { Field } from './document.ts'

/** A term of a query and how much it counts. */
export type WeightedTerm = {
  /** After analysis, or made by `toFieldTerm`. */
  readonly term: string
  /** Times the term's idf; > 0. 1 for a word the reader typed, less for a guess. */
  readonly weight: number
}

/** Consecutive terms within one field, and within one author's name; or one term. */
export type Phrase = {
  readonly terms: readonly string[]
  /** Any field when absent. */
  readonly field?: Field
}

/** Which documents count at all. Every condition given must hold. */
export type Filter = {
  /** First day, included. A document of unknown day (0) never passes a filter by day. */
  readonly fromDay?: number
  /** Last day, included. */
  readonly toDay?: number
  /** Of every group at least one facet. */
  readonly facets?: readonly (readonly string[])[]
  /** None of these facets. */
  readonly without?: readonly string[]
}

/**
 * What to search for, after analysis. A document matches when it holds at least `minimumMatch` of the `terms`, of every
 * group of `required` at least one term, every phrase, nothing of `excluded`, and passes the filter.
 *
 * Only `terms` score; a required word that shall score stands in both. The same term twice is one term with both weights.
 * Without `terms`, or with a `minimumMatch` of 0, everything that passes the rest matches, newest first at equal score.
 */
export type LexicalQuery = {
  readonly terms: readonly WeightedTerm[]
  /** 0 .. number of distinct terms (more counts as all of them). A term that no document holds still counts as one. */
  readonly minimumMatch: number
  readonly required?: readonly (readonly string[])[]
  readonly phrases?: readonly Phrase[]
  /** None of these may stand in it: phrases, or single terms, which without a field may be of any indexed form. */
  readonly excluded?: readonly Phrase[]
  readonly filter?: Filter
}
