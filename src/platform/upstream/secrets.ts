import type { UpstreamRequest } from '../../domain/ports.ts'

/** Shorter values are words that may stand in any text. */
const LEAST_LETTERS = 6
const OPEN_HEADERS = new Set(['accept', 'accept-language', 'content-type'])
const SECRET_PARAMETER = /key|token|secret|password|auth|mail/i

/** A text without what must not be shown of a request, such as its key: some servers repeat the key that they refuse. */
export function hideSecrets(text: string, request: Pick<UpstreamRequest, 'url' | 'headers'>): string {
  return listSecrets(request).reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
}

function listSecrets({ url, headers = {} }: Pick<UpstreamRequest, 'url' | 'headers'>): string[] {
  const { searchParams, username, password } = new URL(url)
  const ofHeaders = Object.entries(headers).filter(([name]) => !OPEN_HEADERS.has(name.toLowerCase()))
  const ofParameters = [...searchParams].filter(([name]) => SECRET_PARAMETER.test(name))
  const values = [...ofHeaders, ...ofParameters].flatMap(([, value]) => value.split(/\s+/))
  return [...values, decodeURIComponent(username), decodeURIComponent(password)]
    .filter((value) => value.length >= LEAST_LETTERS)
    .sort((one, other) => other.length - one.length)
}
