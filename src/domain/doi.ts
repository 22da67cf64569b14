import { findArxivId } from './arxiv-id.ts'
import type { PaperId } from './paper.ts'

const PREFIX = /^(?:\s|https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:)+/i
// The registrant and prefix of the DOIs that arXiv gives its own papers.
const ARXIV_DOI = /^10\.48550\/arxiv\.(.+)$/s

/** A DOI as people write it ("https://doi.org/10.1000/ABC", "doi:10.1000/abc"), bare and in lower case: case is no part of it. */
export function normaliseDoi(written: string): string {
  return written.replace(PREFIX, '').trim().toLowerCase()
}

/** The key of the work that bears a DOI: the arXiv id where the DOI is one that arXiv gave. */
export function toKeyOfDoi(written: string): PaperId {
  const doi = normaliseDoi(written)
  const id = findArxivId(ARXIV_DOI.exec(doi)?.[1] ?? '')?.id
  return (id ?? `doi:${doi}`) as string as PaperId
}
