import { findArxivId } from '../domain/arxiv-id.ts'
import { toKeyOfDoi } from '../domain/doi.ts'
import type { PaperId } from '../domain/paper.ts'

/** Sites that name arXiv's papers by their ids. */
const BY_ARXIV_ID =
  /^https?:\/\/(?:[\w-]+\.)*(?:arxiv\.org|alphaxiv\.org|ar5iv\.org|huggingface\.co)\/(?:abs|pdf|html|papers|overview)\/([^?#]+)/i
const DOI = /\b10\.\d{4,9}\/[^\s"<>?#&\p{Cc}]+/u
/** What publishers put behind a DOI in the address of a page. */
const PAGE_SUFFIX =
  /(?:\/(?:full(?:text)?|abstract|abs|html?|e?pdf|meta|summary|references|fulltext\.html)|\.(?:pdf|html?))$/i
/** bioRxiv and medRxiv name a version behind theirs. */
const VERSION_SUFFIX = /v\d+(?:\.(?:full|abstract|short)(?:\.pdf|-text)?)?$/i

/** Signs of the sentence that a DOI stands in, looked for where they begin; the second also takes brackets. */
const CLOSING = /(?<![.,;:\]}'/])[.,;:\]}'/]+$/
const CLOSING_ALL = /(?<![.,;:)\]}'/])[.,;:)\]}'/]+$/

/** In letters: what is longer is no address and no identifier. */
const LONGEST_NAME = 2000

/** A key that a text names a paper by, and the version where it does. */
export type NamedKey = { id: PaperId; version?: number }

/**
 * The key of the paper that texts name: an arXiv id, by itself or in an address, in any of them; else a DOI.
 *
 * @returns `undefined` where none of them does
 */
export function findKey(texts: readonly string[]): NamedKey | undefined {
  return findFirst(texts, findArxivKey) ?? findFirst(texts, findDoiKey)
}

function findFirst<T>(texts: readonly string[], find: (text: string) => T | undefined): T | undefined {
  for (const text of texts) {
    if (text.length > LONGEST_NAME) continue
    const found = find(text)
    if (found !== undefined) return found
  }
  return undefined
}

function findArxivKey(text: string): NamedKey | undefined {
  const found = findArxivId(BY_ARXIV_ID.exec(text)?.[1]?.replace(/\/$/, '') ?? text)
  if (found === undefined) return undefined
  const id = found.id as string as PaperId
  return found.version === undefined ? { id } : { id, version: found.version }
}

function findDoiKey(text: string): NamedKey | undefined {
  const [found] = DOI.exec(decode(text)) ?? []
  if (found === undefined) return undefined
  const doi = trimSigns(found).replace(PAGE_SUFFIX, '')
  return { id: toKeyOfDoi(/(?:bio|med)rxiv\.org\//i.test(text) ? doi.replace(VERSION_SUFFIX, '') : doi) }
}

/** Without the signs of the sentence that a DOI stands in. A bracket that it opened itself is its own. */
function trimSigns(doi: string): string {
  return doi.includes('(') ? doi.replace(CLOSING, '') : doi.replace(CLOSING_ALL, '')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
