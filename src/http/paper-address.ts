import { findArxivId } from '../domain/arxiv-id.ts'
import { isPlainText } from './plain-text.ts'

const LONGEST_ID = 300

/**
 * The id that an address names: what stands between `prefix` and `suffix` in the path, its slash raw or as %2F.
 * `undefined` where no paper can have such an id.
 *
 * @param url a whole address whose path is well encoded
 */
export function findPaperId(url: string, prefix: string, suffix = ''): string | undefined {
  const path = new URL(url).pathname
  if (!path.startsWith(prefix) || !path.endsWith(suffix)) return undefined
  const id = decodeURIComponent(path.slice(prefix.length, path.length - suffix.length))
  return id !== '' && id.length <= LONGEST_ID && isPlainText(id) ? id : undefined
}

/** The path of a paper's page. A slash of its id stays one. */
export function toPaperPath(id: string): string {
  return `/papers/${encodeURIComponent(id).replaceAll('%2F', '/').replaceAll('%3A', ':')}`
}

/** Addresses of a paper at arXiv; `undefined` where it is not known to be there. */
export function toArxivUrls(id: string): { abstract: string; pdf: string } | undefined {
  const arxivId = findArxivId(id)?.id
  return arxivId && { abstract: `https://arxiv.org/abs/${arxivId}`, pdf: `https://arxiv.org/pdf/${arxivId}` }
}
