import { AppError } from '../../domain/error.ts'
import { readUrl } from '../read-url.ts'

const HOSTS = /\.(?:logic\.azure\.(?:com|us)|api\.powerplatform\.(?:com|us)|webhook\.office\.com)$/
const WHAT =
  'For Teams it is the URL that the workflow "Send webhook alerts to a channel" gives: https://….powerplatform.com/… or https://….logic.azure.com/…'

/** The URL of a workflow of Teams that waits for a webhook. @throws AppError `invalid` for any other */
export function parseTeamsAddress(text: string): string {
  const url = readUrl(text, WHAT)
  if (!isTeamsHost(url)) throw new AppError('invalid', `That is no workflow of Teams. ${WHAT}`)
  if (!url.hostname.endsWith('.webhook.office.com') && !url.searchParams.has('sig')) {
    throw new AppError('invalid', `The URL is cut: its end is missing, from "sig=" on. ${WHAT}`)
  }
  return url.href
}

/** Whether an address is at Microsoft itself. */
export function isTeamsHost({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && HOSTS.test(hostname)
}
