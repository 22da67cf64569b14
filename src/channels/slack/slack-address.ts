import { AppError } from '../../domain/error.ts'
import { readUrl } from '../read-url.ts'

const HOSTS = new Set(['hooks.slack.com', 'hooks.slack-gov.com'])
const WHAT = 'For Slack it is the URL of an incoming webhook: https://hooks.slack.com/services/T…/B…/…'

/** The URL of an incoming webhook of Slack. @throws AppError `invalid` for any other */
export function parseSlackAddress(text: string): string {
  const url = readUrl(text, WHAT)
  if (isSlackHost(url) && /^\/(triggers|workflows)\//.test(url.pathname)) {
    throw new AppError('invalid', `That starts a workflow, which shows no message of ours. ${WHAT}`)
  }
  if (!isSlackHost(url) || !/^\/services\/\w+\/\w+\/\w+$/.test(url.pathname)) {
    throw new AppError('invalid', `That is no webhook of Slack. ${WHAT}`)
  }
  return `${url.origin}${url.pathname}`
}

/** Whether an address is at Slack itself. */
export function isSlackHost({ protocol, host }: URL): boolean {
  return protocol === 'https:' && HOSTS.has(host)
}
