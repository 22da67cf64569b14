/** Where a request goes, and whether it still goes where it was meant to: only there are its secrets sent. */
export type Hop = { url: URL; atHome: boolean }

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const KEEPING = new Set([307, 308])

/** Whether a status says that the answer is elsewhere. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status)
}

/**
 * The hop that a redirect leads to, or why it is not followed, as the end of a sentence.
 *
 * @param isPosted whether the request has a body: it is sent on only where the status says so
 */
export function toNextHop(
  hop: Hop,
  status: number,
  location: string | undefined,
  isPosted: boolean,
): Hop | { says: string } {
  if (location === undefined || !URL.canParse(location, hop.url.href))
    return { says: 'leads elsewhere without saying where' }
  const url = new URL(location, hop.url)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { says: 'leads to something that is no web address' }
  if (hop.url.protocol === 'https:' && url.protocol === 'http:')
    return { says: `leads from https to http (${url.host}), which anybody could listen to` }
  if (isPosted && !KEEPING.has(status))
    return { says: `leads to ${url.host}, where a question with a body cannot follow` }
  const atHome = hop.atHome && url.origin === hop.url.origin
  // Names and passwords in an address are those of whoever asked, never those that an answer brings.
  url.username = atHome ? hop.url.username : ''
  url.password = atHome ? hop.url.password : ''
  url.hash = ''
  return { url, atHome }
}
