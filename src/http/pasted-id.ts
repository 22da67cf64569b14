// Proxies fold the slashes of an address that stands in another's path, and people leave its scheme out.
const HTTP = String.raw`^(?:https?:\/{0,2})?`
const AT_ARXIV = new RegExp(
  String.raw`${HTTP}(?:[a-z]+\.)?arxiv\.org\/(?:abs|pdf|html|format|ps|src|e-print)\/(.+)$`,
  'is',
)
const AT_DOI = new RegExp(String.raw`${HTTP}(?:dx\.|www\.)?doi\.org\/(.+)$`, 'is')
const AT_DAILY_PAPERS = new RegExp(String.raw`${HTTP}(?:www\.)?(?:huggingface\.co|hf\.co)\/papers\/(.+)$`, 'is')
const ARXIV_PREFIX = /^arxiv:\s*/i
const DOI = /^(?:doi:\s*)?(10\.\d{4,9}\/.+)$/is

/**
 * What people paste for a paper, as one of the ids that the program knows: an address at arXiv, of a DOI or of the Daily
 * Papers, "arXiv:2401.01234", a DOI with or without "doi:". Anything else comes back as it is, without outer spaces.
 *
 * Versions and the like are left on: whoever looks the paper up knows them.
 */
export function toPastedId(pasted: string): string {
  const text = pasted.trim()
  const [, atArxiv = AT_DAILY_PAPERS.exec(text)?.[1]] = AT_ARXIV.exec(text) ?? []
  if (atArxiv !== undefined) return atArxiv.replace(/\/+$/, '')
  const doi = DOI.exec(AT_DOI.exec(text)?.[1] ?? text)?.[1]
  if (doi !== undefined) return `doi:${doi.replace(/\/+$/, '')}`
  return text.replace(ARXIV_PREFIX, '').replace(/(?<=.)\/+$/, '')
}
