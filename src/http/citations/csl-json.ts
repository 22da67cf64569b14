import type { Citation } from './citation.ts'
import type { CitedName } from './names.ts'

/**
 * CSL-JSON: a list of one item, `article-journal` where a journal is known, else `article`, its type for preprints.
 *
 * Source: https://github.com/citation-style-language/schema (csl-data.json, 1.0)
 */
export function toCslJson(citation: Citation): string {
  const text = JSON.stringify([toCslItem(citation)], null, 2)
  // A name or a date on a line of its own: sixty authors are to be read. No line break stands within a string of JSON.
  return `${text.replace(/[[{]\n[^[\]{}]*\n\s*[\]}]/g, (part) => part.replace(/\n\s*/g, ' '))}\n`
}

function toCslItem(citation: Citation): Record<string, unknown> {
  const { key, title, authors, arxivId, journalRef, doi, url, abstract } = citation
  const dateParts = [citation.year, citation.month, citation.day].filter((part) => part !== undefined)
  return {
    id: key,
    type: journalRef ? 'article-journal' : 'article',
    title,
    ...(authors.length > 0 && { author: authors.map(toCslName) }),
    ...(dateParts.length > 0 && { issued: { 'date-parts': [dateParts] } }),
    ...(journalRef && { 'container-title': journalRef }),
    ...(arxivId && { publisher: 'arXiv', archive: 'arXiv', archive_location: arxivId, number: `arXiv:${arxivId}` }),
    ...(arxivId && !journalRef && { genre: 'Preprint' }),
    ...(doi && { DOI: doi }),
    URL: url,
    ...(abstract && { abstract }),
    ...(citation.withdrawn && { note: 'Withdrawn by its authors' }),
  }
}

function toCslName(name: CitedName): Record<string, string> {
  if ('literal' in name) return { literal: name.literal }
  return {
    family: name.family,
    given: name.given,
    ...(name.particle !== undefined && { 'non-dropping-particle': name.particle }),
    ...(name.suffix !== undefined && { suffix: name.suffix }),
  }
}
