const MODERN = String.raw`\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}`
const LEGACY = String.raw`[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[a-z]{2})?\/\d{2}(?:0[1-9]|1[0-2])\d{3}`
const ID = `(${MODERN}|${LEGACY})(?:v[1-9]\\d{0,3})?(?:\\.pdf)?(?![\\d/])`

// An address that holds an id names the paper, on whatever site: arXiv, its mirrors, lists of papers. Many leave out how
// it begins.
const HOST = String.raw`\b(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}\/`
const IN_ADDRESS = new RegExp(`(?:https?://|${HOST})[^\\s"<>]{0,200}?(?<=[/:.])${ID}`, 'i')
const NAMED = new RegExp(`\\barxiv[:. ]\\s{0,3}${ID}`, 'i')
const ALONE = new RegExp(`^[\\s"'(<\\[]{0,8}${ID}[\\s"')>\\].,;]{0,8}$`, 'i')
// As browsers name a tab: "[2401.01234] Title".
const TAB = new RegExp(`^\\s{0,8}\\[${ID}\\]\\s`, 'i')
const DOI = /(?:\bdoi[:.]\s{0,3}(?:org\/)?|^\s{0,8})(10\.\d{4,9}\/[^\s"<>]{1,200})/i

/**
 * The paper that a text names: an arXiv id alone, after "arXiv:", in an address, or before a title as tabs have it; else
 * a DOI. A number that only looks like an id among other words is a word.
 *
 * @returns the id as it was written, without prefix and version, or "doi:" and the DOI; `undefined` for none
 */
export function findIdentifier(text: string): string | undefined {
  const id = (IN_ADDRESS.exec(text) ?? NAMED.exec(text) ?? ALONE.exec(text) ?? TAB.exec(text))?.[1]
  if (id !== undefined) return id
  const doi = DOI.exec(text)?.[1]
    ?.replace(/[.,;)\]]+$/, '')
    .toLowerCase()
  return doi === undefined ? undefined : `doi:${doi}`
}
