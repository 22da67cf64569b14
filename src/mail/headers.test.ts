import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anOutgoingDigest } from '../../test/support/an-outgoing-digest.ts'
import type { OutgoingDigest } from '../domain/ports.ts'
import { toDigestHeaders, toNoteHeaders } from './headers.ts'

const BASE = 'https://papers.example'
const toPlace = ({ digest }: OutgoingDigest, baseUrl = BASE) => ({ baseUrl, name: `${digest.id}.${'s'.repeat(24)}` })

test('a digest says which list it is of, and how one leaves it with one click', () => {
  const message = anOutgoingDigest({ day: '2026-11-18', dueAt: Date.parse('2026-11-18T06:00:00Z') })

  const headers = toDigestHeaders(message, toPlace(message))

  expect(headers).toEqual({
    messageId: `<u000000000000000000001.2026-11-18.${'s'.repeat(24)}@papers.example>`,
    date: new Date('2026-11-18T06:00:00Z'),
    others: {
      'List-Id': '"Digest: trending" <trending.digest.papers.example>',
      'List-Unsubscribe': `<${BASE}/u/u000000000000000000001.${'x'.repeat(24)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Feedback-ID': '20261118:trending:day:broadsheet',
      Precedence: 'bulk',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
    },
  })
})

test('two digests never share a Message-ID, and one has the same however often it is made', () => {
  const [monday, tuesday, other] = [
    anOutgoingDigest({ day: '2026-11-16' }),
    anOutgoingDigest({ day: '2026-11-17' }),
    anOutgoingDigest({ number: 2, day: '2026-11-16' }),
  ]
  const toId = (message: OutgoingDigest) => toDigestHeaders(message, toPlace(message)).messageId

  expect(new Set([monday, tuesday, other, monday].map(toId)).size).toBe(3)
  expect(toId(anOutgoingDigest({ day: '2026-11-16' }))).toBe(toId(monday))
})

test('without HTTPS there is a link to leave, and no one click, which RFC 8058 forbids then', () => {
  const message = anOutgoingDigest()
  const links = { ...message.links, unsubscribe: 'http://localhost:8080/u/token' }

  const { messageId, others } = toDigestHeaders({ ...message, links }, toPlace(message, 'http://localhost:8080'))

  expect(others['List-Unsubscribe']).toBe('<http://localhost:8080/u/token>')
  expect(others).not.toHaveProperty('List-Unsubscribe-Post')
  expect(messageId).toMatch(/@localhost>$/)
})

test('a mail that was asked for has nothing to leave, and an id that tells nothing of its link', () => {
  const link = `${BASE}/inbox/secret`

  const [first, second] = [toNoteHeaders({ link }, 1, BASE), toNoteHeaders({ link }, 2, BASE)]

  expect(Object.keys(first.others)).toEqual(['Auto-Submitted', 'X-Auto-Response-Suppress'])
  expect(first.messageId).toMatch(/^<note\.[0-9a-f]{16}@papers\.example>$/)
  expect(second.messageId).not.toBe(first.messageId)
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'x\r\nBcc: all@papers.example',
    'a>, <mailto:x@y',
    'https://x/\nX: y',
    'http://[::1]:80/>',
    'é\u2028',
  ),
  fc.webUrl(),
)

test('whatever stands in ids, addresses and days, each header is one line of printable ASCII, and its brackets match', () => {
  const base = anOutgoingDigest()
  fc.assert(
    fc.property(hostile, hostile, hostile, (name, unsubscribe, baseUrl) => {
      const { messageId, others } = toDigestHeaders(
        { ...base, links: { ...base.links, unsubscribe } },
        { baseUrl, name },
      )

      for (const value of [messageId, ...Object.values(others)]) expect(value).toMatch(/^[\x20-\x7e]+$/)
      // RFC 5322, 3.6.4, and RFC 2919, 3: both sides are atoms with points between.
      expect(messageId).toMatch(/^<[\w-]+(\.[\w-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)*>$/)
      expect(others['List-Id']).toMatch(/ <[a-z0-9-]+(\.[a-z0-9-]+)+>$/)
      expect(others['List-Unsubscribe'] ?? '<https://x>').toMatch(/^<https?:[^<>,\s]+>$/)
    }),
    { numRuns: 500 },
  )
})
