import { AppError } from '../domain/error.ts'

const MOST_LETTERS = 2000

/**
 * The web address that somebody gave for a channel.
 *
 * @param what is told of what it should be, as a whole sentence
 * @throws AppError `invalid`, which never repeats the address: it is a secret
 */
export function readUrl(text: string, what: string): URL {
  const trimmed = text.trim()
  const url = trimmed.length <= MOST_LETTERS && URL.canParse(trimmed) ? new URL(trimmed) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:') {
    url.hash = ''
    return url
  }
  throw new AppError('invalid', `That is no web address. ${what}`)
}
