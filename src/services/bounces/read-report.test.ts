import { describe, expect, test } from 'vitest'
import { readReport } from './read-report.ts'

const aBounce = (recipient: string) =>
  [
    'From: MAILER-DAEMON@mx.example',
    'To: bounces+key@papers.example',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="=_b1"',
    '',
    'This is the mail system.',
    '',
    '--=_b1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Your message could not be delivered. Action: failed, as people would say.',
    '',
    '--=_b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    'Arrival-Date: Fri, 20 Nov 2026 07:00:01 +0100',
    '',
    recipient,
    '',
    '--=_b1',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: Papers',
    '--=_b1--',
    '',
  ].join('\r\n')

const toFields = (action: string, status: string, diagnosis = 'smtp; 550 <ada@reader.example>: no such user') =>
  `Final-Recipient: rfc822; ada@reader.example\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: ${diagnosis}`

describe('a report of a mail server', () => {
  test.each([
    ['5.1.1', true, 'no such mailbox'],
    ['5.1.10', true, 'a domain that takes no mail'],
    ['5.2.1', true, 'a mailbox that is closed'],
    ['5.0.0', true, 'nothing more than that it failed'],
    ['5.4.4', true, 'no way there'],
    ['5.1.8', false, 'our own address'],
    ['5.2.2', false, 'a full mailbox'],
    ['5.3.4', false, 'too long a message'],
    ['5.6.0', false, 'what the message holds'],
    ['5.7.1', false, 'a rule'],
    ['4.4.7', false, 'a server that was away for days'],
  ])('of status %s says that the address takes nothing: %s (%s)', (status, isHard) => {
    expect(readReport(aBounce(toFields('failed', status)))).toEqual({
      kind: 'bounce',
      isHard,
      says: '550 <a…@r…>: no such user',
    })
  })

  test('is read with folded fields, lines of one character and capitals', () => {
    const report = aBounce(
      'action: Failed\r\nstatus: 5.1.1 (no\r\n such mailbox)\r\ndiagnostic-code: smtp;\r\n 550 gone',
    )

    expect(readReport(report.replaceAll('\r\n', '\n'))).toEqual({ kind: 'bounce', isHard: true, says: '550 gone' })
  })

  test.each(['delayed', 'delivered', 'relayed', 'expanded'])(
    'of a message that is %s is none of a failure',
    (action) => {
      expect(readReport(aBounce(toFields(action, '4.4.1')))).toBeUndefined()
    },
  )
})

describe('a report of a provider', () => {
  const aComplaint = (kind: string) =>
    `To: fbl@papers.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=x-1\n\n` +
    `--x-1\nContent-Type: message/feedback-report\n\nFeedback-Type: ${kind}\nVersion: 1\n\n` +
    `--x-1\nContent-Type: message/rfc822\n\nSubject: Papers\n\nHello\n--x-1--\n`

  test.each(['abuse', 'opt-out'])('of %s is a complaint', (kind) => {
    expect(readReport(aComplaint(kind))).toEqual({ kind: 'complaint' })
  })

  test.each(['not-spam', 'virus'])('of %s is none', (kind) => {
    expect(readReport(aComplaint(kind))).toBeUndefined()
  })
})

test.each([
  ['nothing', ''],
  ['an answer of a person', 'Subject: Re: Papers\n\nAction: failed\nStatus: 5.1.1\n'],
  ['an answer of a machine', 'Subject: Away\nAuto-Submitted: auto-replied\n\nI am away.\n'],
  ['a report without a boundary', 'Content-Type: multipart/report\n\n--\nAction: failed\n'],
])('%s is no report', (_what, text) => {
  expect(readReport(text)).toBeUndefined()
})

test('a report of many megabytes is read in a moment', () => {
  const many = `Content-Type: multipart/report; boundary=b\n\n${'--b\nContent-Type: message/delivery-status\n\n\n'.repeat(40_000)}`

  expect(readReport(many)).toBeUndefined()
})
