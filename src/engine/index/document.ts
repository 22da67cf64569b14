/** The texts of a document that are searched. */
export type Field = 'title' | 'abstract' | 'authors'

/** All fields, in the order in which a document's terms are kept. */
export const FIELDS: readonly Field[] = ['title', 'abstract', 'authors']

/** What the index takes in. It must be changed by adding a new document and deleting the old one. */
export type IndexedDocument = {
  /** Distinct among the documents that are not deleted. */
  readonly id: string
  readonly title: string
  readonly abstract: string
  readonly authors: readonly string[]
  /** Days since 1970-01-01; 0 when unknown. Documents of equal score stand newest first. */
  readonly day: number
  /** Exact terms to filter by, lower case: `cat:cs.lg`, `source:arxiv`, `code:yes`. */
  readonly facets: readonly string[]
  readonly votes: number
}

const FIELD_PREFIX: Readonly<Record<Field, string>> = { title: '\u0001', abstract: '', authors: '\u0002' }
const FACET_PREFIX = '\u0003'

/**
 * The indexed form of a term that must stand in one field; good wherever a query takes a term, and for prefixes.
 * Only titles and authors are indexed apart: for `abstract` the term itself comes back, which any field satisfies.
 */
export function toFieldTerm(field: Field, term: string): string {
  return FIELD_PREFIX[field] + term
}

/** The indexed form of a facet; a query's `required` and `excluded` take it, `Filter` takes the bare facet. */
export function toFacetTerm(facet: string): string {
  return FACET_PREFIX + facet
}

/** Terms of any text begin with a byte not below this one; those of one field and facets stand before them. */
export const FIRST_TEXT_BYTE = 4
