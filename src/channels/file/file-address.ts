import { stat } from 'node:fs/promises'
import { dirname, isAbsolute, normalize } from 'node:path'
import { AppError } from '../../domain/error.ts'
import type { Digest } from '../../domain/digest.ts'

const WHAT =
  'For files it is a whole path that ends with .md or .json, as in /srv/notes/papers-{day}.md; {day} and {subscription} are filled in.'
const MOST_LETTERS = 1000

/**
 * The path of a file that a digest is written to: {day} stands for its last day, {subscription} for its subscription.
 *
 * @throws AppError `invalid` for a path that begins nowhere, ends otherwise, or has another thing in braces
 */
export function parseFileAddress(text: string): string {
  const path = text.trim()
  if (!isAbsolute(path) || path.length > MOST_LETTERS || /\p{Cc}/u.test(path)) {
    throw new AppError('invalid', `That is no whole path. ${WHAT}`)
  }
  if (!/[^/\\]\.(md|json)$/.test(path))
    throw new AppError('invalid', `The end of the path says what is written. ${WHAT}`)
  if (/[{}]/.test(path.replace(/\{(day|subscription)\}/g, ''))) {
    throw new AppError('invalid', `Only {day} and {subscription} are filled in. ${WHAT}`)
  }
  return normalize(path)
}

/** Where a digest is written. */
export function toFilePath(address: string, { to, subscriptionId }: Pick<Digest, 'to' | 'subscriptionId'>): string {
  return address.replaceAll('{day}', to).replaceAll('{subscription}', subscriptionId)
}

/**
 * Refuses a path whose folder is not there: no digest could be written. What stands behind a brace is not looked for, since
 * it differs from digest to digest.
 *
 * @throws AppError `invalid` naming the folder
 */
export async function refuseMissingFolder(address: string): Promise<void> {
  const [known = ''] = address.split('{')
  const folder = dirname(`${known}x`)
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory()) return
  throw new AppError('invalid', `There is no folder ${folder}: make it first. Nothing was changed.`)
}
