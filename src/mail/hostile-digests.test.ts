import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMail } from '../../test/support/read-mail.ts'
import type { DigestPaper } from '../domain/digest.ts'
import type { PaperId } from '../domain/paper.ts'
import type { OutgoingDigest } from '../domain/ports.ts'
import { cleanText } from '../platform/plain-text.ts'
import { createDigestRenderer } from './render-digest.ts'
import { createSampleDigest } from './sample-digest.ts'

const render = createDigestRenderer({ siteName: 'Broadsheet', baseUrl: 'https://papers.example' })
const sample = createSampleDigest({ baseUrl: 'https://papers.example', address: 'a@b.example', at: 1_795_000_000_000 })

const piece = fc.constantFrom(
  ...[
    '<script>alert(1)</script>',
    '</title>',
    '</td></tr></table>',
    '-->',
    '<!--',
    '"',
    "' onclick='x",
    '&lt;',
    '&#0;',
  ],
  ...[
    '{{title}}',
    '$&',
    '\r\n',
    '\u2028',
    '\u202e',
    '<![endif]-->',
    '<a href="javascript:x">',
    'كيف',
    '论文',
    '\ud83d',
  ],
)
const text = fc.oneof(
  fc.array(fc.oneof(piece, fc.lorem({ maxCount: 2 })), { maxLength: 8 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'binary', maxLength: 80 }),
)
// Begins with a letter that runs from left to right: which elements there are depends on the way a text runs.
const named = text.map((rest) => `A ${rest}`)
const paper: fc.Arbitrary<DigestPaper> = fc.record({
  id: fc.nat(1e9).map((id) => `x${id}` as PaperId),
  title: named,
  authors: fc.array(named, { minLength: 1, maxLength: 3 }),
  authorCount: fc.constant(3),
  organisation: named,
  votes: fc.nat(),
  sentences: fc.array(named, { minLength: 1, maxLength: 2 }),
  reason: named,
  topic: fc.constant('A topic'),
})

/** Texts as they are frozen in digests. */
function withPapers(papers: readonly DigestPaper[], title = sample.digest.title): OutgoingDigest {
  const clean = papers.map((each) => ({
    ...each,
    ...{ title: cleanText(each.title), topic: cleanText(each.topic), reason: cleanText(each.reason) },
    ...{ authors: each.authors.map(cleanText), sentences: each.sentences.map(cleanText) },
    ...(each.organisation !== undefined && { organisation: cleanText(each.organisation) }),
  }))
  return { ...sample, digest: { ...sample.digest, papers: clean, title: cleanText(title) } }
}

// As it is shown: on one line, without what cannot be seen and what turns letters round.
function toShown(hostile: string): string {
  return hostile
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

test('whatever a paper is called, the mail has the elements of any other, and shows what was written', () => {
  const plain = { title: 'A', authors: ['A'], organisation: 'A', sentences: ['A'], reason: 'A' }
  fc.assert(
    fc.property(fc.array(paper, { minLength: 1, maxLength: 4 }), named, (papers, title) => {
      const { subject, html, text: plainText } = render(withPapers(papers, title))

      const mail = readMail(html)
      expect(mail.elements).toEqual(
        readMail(render(withPapers(papers.map((one) => ({ ...one, ...plain })))).html).elements,
      )
      const titles = mail.headings.filter((heading) => heading.startsWith('h3 '))
      expect(titles).toEqual(papers.map((one) => `h3 ${toShown(one.title)}`))
      for (const { reason, sentences } of papers) {
        expect(mail.lines).toContain(toShown(reason))
        expect(mail.lines).toContain(toShown(sentences.map(toShown).join(' ')))
      }
      for (const link of mail.links) expect(link).toMatch(/^https:\/\/papers\.example/)
      expect(subject).toMatch(/^[^\p{Cc}\u2028\u2029\u202a-\u202e]+$/u)
      expect(plainText).toMatch(/^(?:[^\p{Cc}]|\n)*$/u)
    }),
    { numRuns: 200 },
  )
})

test('however much a digest holds, each part stays under 60,000 bytes, and says so where papers are missing', () => {
  const long = fc
    .tuple(fc.constantFrom('a ', '<&>"', '论文', 'كيف ', '\u{1f4f0}'), fc.nat(1500))
    .map(([unit, count]) => unit.repeat(count))
  const big = fc.record({
    ...{ id: fc.nat(1e9).map((id) => `x${id}` as PaperId), title: long, authors: fc.array(long, { maxLength: 3 }) },
    ...{ authorCount: fc.nat(5000), organisation: long, votes: fc.nat(), sentences: fc.array(long, { maxLength: 2 }) },
    ...{ reason: long, topic: long, summary: long },
  })
  fc.assert(
    fc.property(fc.array(big, { maxLength: 60 }), long, (papers, title) => {
      const { subject, html, text: plainText } = render(withPapers(papers, title))

      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(60_000)
      expect(Buffer.byteLength(plainText)).toBeLessThanOrEqual(60_000)
      expect(subject.length).toBeLessThan(120)
      const { headings, lines } = readMail(html)
      const shown = headings.filter((heading) => heading.startsWith('h3')).length
      expect(lines.some((line) => line.startsWith('There was no room'))).toBe(shown < papers.length)
    }),
    // To make a failure of half a megabyte smaller step by step would take minutes.
    { numRuns: 40, endOnFailure: true },
  )
})
