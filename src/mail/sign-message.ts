import { createHash, sign } from 'node:crypto'
import type { DkimKey } from './dkim-key.ts'

/**
 * What a reader sees or a mail program acts on. Each is named once more than it stands there, absent ones too: a mail that
 * somebody passes on with one more of them above, or with a subject of their own, does not bear our signature any longer
 * (RFC 6376, 5.4.2 and 8.15).
 */
const SEALED = [
  ...['from', 'to', 'cc', 'subject', 'date', 'message-id', 'reply-to'],
  ...['mime-version', 'content-type', 'content-transfer-encoding', 'list-unsubscribe', 'list-unsubscribe-post'],
]
/** Signed as they stand; a mailing list that passes a mail on may add its own. */
const SIGNED = ['list-id', 'feedback-id', 'auto-submitted']
const MOST_NAMES_LETTERS = 70
const SIGNATURE_LETTERS = 72

/**
 * The header `DKIM-Signature` of a message (RFC 6376; rsa-sha256, relaxed/relaxed), without its last line end. The
 * library's own signer takes a stream, and with that twice the time, and cannot sign that a header is absent.
 *
 * @param head headers without the empty line behind them
 * @param body in lines that end in CRLF; both in ASCII
 */
export function signMessage(head: string, body: string, { domain, selector, key }: DkimKey): string {
  const headers = readHeaders(head)
  const names = [...SEALED, ...SIGNED].flatMap((name) => listNames(name, headers.get(name)?.length ?? 0))
  const bodyHash = createHash('sha256').update(toRelaxedBody(body), 'latin1').digest('base64')
  const unsigned = [
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};`,
    ` h=${foldNames(names)};`,
    ` bh=${bodyHash};`,
    ' b=',
  ].join('\r\n')
  // From the last of a name upwards; one that is absent is signed as nothing at all (RFC 6376, 5.4.2).
  const signed = names.flatMap((name) => headers.get(name)?.pop() ?? [])
  const data = [...signed, toRelaxedHeader(unsigned)].join('\r\n')
  const signature = sign('sha256', Buffer.from(data, 'latin1'), key).toString('base64')
  return unsigned + signature.replace(new RegExp(`.{${SIGNATURE_LETTERS}}(?=.)`, 'g'), '$&\r\n  ')
}

/** Headers by name, in the form that is signed, in their order. */
function readHeaders(head: string): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (const line of head.split(/\r\n(?![ \t])/)) {
    const relaxed = toRelaxedHeader(line)
    const name = relaxed.slice(0, relaxed.indexOf(':'))
    headers.set(name, [...(headers.get(name) ?? []), relaxed])
  }
  return headers
}

function listNames(name: string, count: number): string[] {
  return Array.from({ length: SEALED.includes(name) ? count + 1 : count }, () => name)
}

/** In lines of a length that every server passes on. */
function foldNames(names: readonly string[]): string {
  const lines: string[] = []
  for (const name of names) {
    const longer = `${lines.at(-1) ?? ''}:${name}`
    if (lines.length > 0 && longer.length <= MOST_NAMES_LETTERS) lines[lines.length - 1] = longer
    else lines.push(name)
  }
  return lines.join(':\r\n  ')
}

/** RFC 6376, 3.4.2: the name in small letters, all on one line, each run of spaces one space, none at the ends. */
function toRelaxedHeader(line: string): string {
  const colon = line.indexOf(':')
  const value = line
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
    .trim()
  return `${line.slice(0, colon).trimEnd().toLowerCase()}:${value}`
}

/** RFC 6376, 3.4.4: spaces that end a line and empty lines that end the body do not count, nor how many spaces there are. */
function toRelaxedBody(body: string): string {
  const lines = body.replace(/[ \t]+/g, ' ').replaceAll(' \r\n', '\r\n')
  let end = lines.length
  while (lines.endsWith('\r\n', end)) end -= 2
  return end === 0 ? '' : `${lines.slice(0, end)}\r\n`
}
