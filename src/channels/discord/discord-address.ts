import { AppError } from '../../domain/error.ts'
import { readUrl } from '../read-url.ts'

const HOSTS = /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/
const WHAT = 'For Discord it is the URL of a webhook: https://discord.com/api/webhooks/…/…'

/**
 * The URL of a webhook of Discord, with `thread_id` where it has one: the same from whichever of its hosts, and for whichever
 * version of its API.
 *
 * @throws AppError `invalid` for any other
 */
export function parseDiscordAddress(text: string): string {
  const url = readUrl(text, WHAT)
  const [, path] = /^\/api(?:\/v\d+)?(\/webhooks\/\d{15,22}\/[\w-]{20,200})\/?$/.exec(url.pathname) ?? []
  if (!isDiscordHost(url) || path === undefined) throw new AppError('invalid', `That is no webhook of Discord. ${WHAT}`)
  const thread = url.searchParams.get('thread_id')
  if (thread !== null && !/^\d{15,22}$/.test(thread)) {
    throw new AppError('invalid', 'The thread_id of a webhook of Discord is the number of a thread.')
  }
  return `https://discord.com/api${path}${thread === null ? '' : `?thread_id=${thread}`}`
}

/** Whether an address is at Discord itself. */
export function isDiscordHost({ protocol, host }: URL): boolean {
  return protocol === 'https:' && HOSTS.test(host)
}
