import { createHash } from 'node:crypto'
import sign from 'nodemailer/lib/dkim/sign.js'
import type { DkimKey } from './dkim-key.ts'

// All that a reader sees or a mail program acts on. By default the library leaves List-Unsubscribe-Post away, without which
// no provider shows its own button for leaving (RFC 8058, 4).
const SIGNED_HEADERS = [
  ...['From', 'To', 'Subject', 'Date', 'Message-ID', 'Reply-To', 'MIME-Version', 'Content-Type'],
  ...['List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'Feedback-ID', 'Auto-Submitted'],
].join(':')

/**
 * The header `DKIM-Signature` of a message (RFC 6376; rsa-sha256, relaxed/relaxed), without its last line end. The
 * library's own signer takes a stream, and with that twice the time.
 *
 * @param head headers without the empty line behind them
 * @param body in lines that end in CRLF; both in ASCII
 */
export function signMessage(head: string, body: string, { domain, selector, key }: DkimKey): string {
  const headers = head.split(/\r\n(?![ \t])/).map((line) => {
    return { key: line.slice(0, Math.max(0, line.indexOf(':'))).toLowerCase(), line }
  })
  const bodyHash = createHash('sha256').update(toRelaxedBody(body), 'latin1').digest('base64')
  const options = { domainName: domain, keySelector: selector, privateKey: key, headerFieldNames: SIGNED_HEADERS }
  const signature = sign(headers, 'sha256', bodyHash, options)
  // Better none goes out than one without a signature, which nobody would notice.
  if (signature === false) throw new Error('The key of DKIM cannot sign')
  return signature
}

/** RFC 6376, 3.4.4: spaces that end a line and empty lines that end the body do not count, nor how many spaces there are. */
function toRelaxedBody(body: string): string {
  const lines = body.replace(/[ \t]+/g, ' ').replaceAll(' \r\n', '\r\n')
  let end = lines.length
  while (lines.endsWith('\r\n', end)) end -= 2
  return end === 0 ? '' : `${lines.slice(0, end)}\r\n`
}
