/** What qmail tells of a message that it could not deliver, and the beginning of that message. */
export type QmailReport = { diagnosis: string; returned: string }

const OPENING = /^\s*Hi\. This is the /
const BREAK = '\n\n---'

/**
 * Reads the body of a report of qmail, which writes its own form and none in parts: a greeting, a paragraph for each address,
 * a line of hyphens, and the message. It writes none about delays. `undefined` for any other text.
 *
 * Source: https://cr.yp.to/proto/qsbmf.txt
 */
export function readQmailReport(body: string): QmailReport | undefined {
  const end = body.indexOf(BREAK)
  if (end < 0 || !OPENING.test(body)) return undefined
  const failed = body
    .slice(0, end)
    .split(/\n\n+/)
    .find((paragraph) => /^<[^>\n]*>:\n/.test(paragraph))
  if (failed === undefined) return undefined
  const returned = body.slice(end + BREAK.length).replace(/^[^\n]*\n+/, '')
  return { diagnosis: failed.slice(failed.indexOf('\n') + 1), returned }
}
