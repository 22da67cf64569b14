/** Shorter values are words that may stand in any text. */
const LEAST_LETTERS = 6
const OPEN_HEADERS = new Set(['accept', 'content-type', 'webhook-id', 'webhook-timestamp'])

/** What of a request may hold secrets. */
type Secretive = { url: URL; headers?: Readonly<Record<string, string>>; secrets?: readonly string[] }

/** A text without what must not be shown of a request: services repeat in their answers what they were sent. */
export function hideSecrets(text: string, request: Secretive): string {
  return listSecrets(request).reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
}

function listSecrets({ url, headers = {}, secrets = [] }: Secretive): string[] {
  const ofHeaders = Object.entries(headers)
    .filter(([name]) => !OPEN_HEADERS.has(name.toLowerCase()))
    .flatMap(([, value]) => value.split(/\s+/))
  const ofUrl = [...url.pathname.split('/'), ...url.searchParams.values(), url.username, url.password]
  return [...ofHeaders, ...ofUrl, ...ofUrl.map(toDecoded), ...secrets]
    .filter((value) => value.length >= LEAST_LETTERS)
    .sort((one, other) => other.length - one.length)
}

function toDecoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
