import { findArxivId } from '../domain/arxiv-id.ts'
import { isPlainText } from '../platform/plain-text.ts'

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

/** Addresses of a paper at arXiv; `undefined` where it is not known to be there. */
export function toArxivUrls(id: string): { abstract: string; pdf: string; html: string } | undefined {
  const arxivId = findArxivId(id)?.id
  if (arxivId === undefined) return undefined
  const at = (form: string) => `https://arxiv.org/${form}/${arxivId}`
  return { abstract: at('abs'), pdf: at('pdf'), html: at('html') }
}

/** The address of a DOI; what is no part of an address is encoded. */
export function toDoiUrl(doi: string): string {
  return `https://doi.org/${encodeURI(doi.toWellFormed()).replaceAll('#', '%23').replaceAll('?', '%3F')}`
}

/** What nearly all addresses look like, told in a tenth of the time: an edition's answer holds a thousand. */
const PLAIN_ADDRESS = /^https?:\/\/[a-z0-9.-]+(?:\/[\w\-.~%/]*)?$/
const PLAIN_PATH = /^\/(?!\/)[\w\-.~%/]+$/

/**
 * Whether a text is an address of the web: sources hold what people typed. One with a name before the host is none, for
 * it is made to look like another: `https://arxiv.org@evil.example/`.
 */
export function isWebAddress(text: string): boolean {
  if (PLAIN_ADDRESS.test(text)) return true
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

/** Whether a text is the address of a picture: of the web, or a path on the server that it is told of. */
export function isPictureAddress(text: string): boolean {
  return PLAIN_PATH.test(text) || isWebAddress(text)
}
