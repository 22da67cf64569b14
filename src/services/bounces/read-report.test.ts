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
    ['5.0.0', false, 'nothing more than that it failed'],
    ['5.4.4', false, 'no way there'],
    ['5.4.6', false, 'a loop'],
    ['5.4.7', false, 'days without an answer'],
    ['5.1.7', false, 'our own address'],
    ['5.1.8', false, 'our own address'],
    ['5.1.90', false, 'how much we sent'],
    ['5.2.0', false, 'something about the mailbox'],
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

  // As these programs write them: the status of the report, and what the server said to them.
  test.each([
    ['Exim', '5.0.0', 'smtp; 550-5.1.1 There is no such account.\r\n 550 5.1.1 Look for slips.', true],
    ['Exim', '5.0.0', 'smtp; 550-5.7.26 Not signed by its sender.\r\n 550 5.7.26 See the rules.', false],
    ['Exim', '5.0.0', 'smtp; 552-5.2.2 The account is over quota', false],
    ['Exim', '5.0.0', 'smtp; 550 Unknown user', false],
    ['Postfix', '5.1.1', 'smtp; 550 5.1.1 <ada@reader.example>: Recipient address rejected', true],
    ['Postfix', '5.1.1', 'x-unix; user unknown', true],
    ['Postfix', '5.4.4', 'X-Postfix; Host or domain name not found.', false],
    ['Postfix', '5.4.6', 'X-Postfix; mail for reader.example loops back to myself', false],
    ['Exchange', '5.1.10', 'smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found', true],
    ['Exchange', '5.1.0', 'smtp;550 5.1.0 Sender denied', false],
    ['Exchange', '5.0.0', 'smtp;550 4.4.7 QUEUE.Expired; message expired', false],
    ['Outlook', '5.7.1', 'smtp;550 5.7.606 Access denied, banned sending address', false],
    ['Gmail', '5.1.1', 'smtp; 550-5.1.1 The account does not exist.', true],
    ['Gmail', '5.2.1', 'smtp; 550-5.2.1 The account is disabled.', true],
    ['Gmail', '5.2.1', 'smtp; 550-5.2.1 The account gets mail at a rate that prevents more.', false],
    ['Amazon SES', '5.1.1', 'smtp; 550 5.1.1 user unknown', true],
    ['Amazon SES', '5.3.0', 'smtp; 554 5.7.1 Message rejected as spam', false],
    ['IronPort', '5.1.1', 'smtp; 550 #5.1.0 Address rejected.', true],
    ['one that was put off for days', '5.1.1', 'smtp; 451 try again later', false],
  ])('of %s with status %s, "%s", says that the address takes nothing: %s', (_who, status, diagnosis, isHard) => {
    expect(readReport(aBounce(toFields('failed', status, diagnosis)))).toMatchObject({ kind: 'bounce', isHard })
  })

  test('names the message that it is of by the headers of that alone', () => {
    const report = aBounce(toFields('failed', '5.1.1')).replace('\r\n\r\n', '\r\nMessage-ID: <of@the.report>\r\n\r\n')
    const returned = report.replace(
      'Subject: Papers',
      'Subject: Papers\r\nmessage-id:\r\n <of@the.digest>\r\n\r\nMessage-ID: <in@its.text>',
    )

    expect(readReport(returned)).toMatchObject({ messageId: '<of@the.digest>' })
    expect(readReport(report)).not.toHaveProperty('messageId')
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

describe('a report of qmail', () => {
  const aReport = (says: string) =>
    [
      ...['From: MAILER-DAEMON@mx.example', 'To: bounces+key@papers.example', 'Subject: failure notice', ''],
      ...['Hi. This is the qmail-send program at mx.example.', 'It could not be delivered.', ''],
      ...['<ada@reader.example>:', says, '', '--- Below this line is a copy of the message.', ''],
      ...[
        'Return-Path: <bounces+key@papers.example>',
        'Message-ID: <of@the.digest>',
        '',
        '<bo@x.example>:',
        '(#5.1.1)',
        '',
      ],
    ].join('\n')

  test.each([
    ['Sorry, no mailbox here by that name. (#5.1.1)', true],
    ['192.0.2.4 does not like recipient.\nRemote host said: 550 5.1.1 No such user\nGiving up on 192.0.2.4.', true],
    ['192.0.2.4 failed after I sent the message.\nRemote host said: 550 5.7.26 not signed', false],
    [
      "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nThis message has been in the queue too long.",
      false,
    ],
    ['The account is disabled.', false],
  ])('that says %j says that the address takes nothing: %s', (says, isHard) => {
    const report = readReport(aReport(says))

    expect(report).toMatchObject({ kind: 'bounce', isHard, messageId: '<of@the.digest>' })
    expect(report).toHaveProperty('says', says.replaceAll('\n', ' '))
  })
})

test.each([
  ['nothing', ''],
  ['an answer of a person', 'Subject: Re: Papers\n\nAction: failed\nStatus: 5.1.1\n'],
  ['an answer of a machine', 'Subject: Away\nAuto-Submitted: auto-replied\n\nI am away.\n'],
  ['a greeting', 'Subject: Papers\n\nHi. This is the first mail that I write to you.\n\n<ada@reader.example>:\n'],
  ['a report without a boundary', 'Content-Type: multipart/report\n\n--\nAction: failed\n'],
])('%s is no report', (_what, text) => {
  expect(readReport(text)).toBeUndefined()
})

test('a report of many megabytes is read in a moment', () => {
  const many = `Content-Type: multipart/report; boundary=b\n\n${'--b\nContent-Type: message/delivery-status\n\n\n'.repeat(40_000)}`

  expect(readReport(many)).toBeUndefined()
})
