import { AppError } from '../../domain/error.ts'
import { readUrl } from '../read-url.ts'

const WHAT = 'For a webhook it is the URL that takes the request: https://example.org/hooks/papers'

/** The URL of a webhook. @throws AppError `invalid` for anything else, and for one with a name and a password */
export function parseWebhookAddress(text: string): string {
  const url = readUrl(text, WHAT)
  if (url.username !== '' || url.password !== '') {
    throw new AppError('invalid', 'The URL of a webhook holds no name and no password: requests are signed instead.')
  }
  return url.href
}
