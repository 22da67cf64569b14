import { describe, expect, test } from 'vitest'
import { readMail, toLines } from '../../test/support/read-mail.ts'
import type { Digest, DigestPaper } from '../domain/digest.ts'
import type { PaperId } from '../domain/paper.ts'
import type { OutgoingDigest } from '../domain/ports.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Day } from '../domain/time.ts'
import { toPlainText } from '../platform/tex/to-plain-text.ts'
import { createDigestRenderer } from './render-digest.ts'
import { createSampleDigest } from './sample-digest.ts'

const BASE = 'https://papers.example'
const AT = Date.parse('2026-11-18T06:00:00Z')
const render = createDigestRenderer({
  siteName: 'Broadsheet',
  baseUrl: BASE,
  postalAddress: '12 Lantern Hill\n0150 Oslo',
})
const sample = createSampleDigest({ baseUrl: BASE, address: 'reader@papers.example', at: AT })
const [model] = sample.digest.papers as readonly [DigestPaper]

function withDigest(digest: Partial<Digest>, subscription: Partial<Subscription> = {}): OutgoingDigest {
  return {
    ...sample,
    digest: { ...sample.digest, ...digest },
    subscription: { ...sample.subscription, ...subscription },
  }
}

function withPaper(paper: Partial<DigestPaper>): OutgoingDigest {
  return withDigest({ papers: [{ ...model, ...paper }] })
}

describe('a digest as a mail', () => {
  test('begins with its name, its date, what it is of, and how many papers of how many', () => {
    const { subject, html, text } = render(sample)

    const mail = readMail(html)
    expect(subject).toBe('The edition: five papers, 18 November')
    expect(mail.title).toBe(subject)
    expect(mail.preview).toBe(
      'Reading the Morning Paper Twice: Retrieval That Remembers What It Skipped, and four more. Chosen from 94 papers.',
    )
    expect(mail.lines.slice(0, 3)).toEqual([
      'Broadsheet',
      'Wednesday 18 November 2026',
      'The edition · five papers of 94',
    ])
    expect(toLines(text).slice(0, 3)).toEqual(mail.lines.slice(0, 3))
  })

  test('shows papers under their topics, each with authors, facts, two sentences and why it is here', () => {
    const { html, text } = render(sample)

    const lines = readMail(html).lines
    const [from, to] = [lines.indexOf('Search that remembers'), lines.indexOf('Optimisers that stall')]
    expect(lines.slice(from, to)).toEqual([
      'Search that remembers',
      'Reading the Morning Paper Twice: Retrieval That Remembers What It Skipped',
      'Ines Karvonen, Tobias Achterberg-Nwosu, Li Ruoxi, Oda Brandvold · Lantern Hill Institute · 12,431 votes',
      'When the same reader asks again, the notes are consulted before the index. The largest gain comes not from remembering what was chosen but from remembering what was not.',
      'Its title holds two of the words you search for.',
      'Open More like this Less like this',
      'What the Reranker Threw Away: Learning from Rejected Passages',
      'Ilse Fonteyn and 4 more · Lantern Hill Institute · 231 votes',
      'Passages the reranker rejected with confidence are better negatives than passages the first stage never found. Mixing the two in equal parts was worse than either.',
      'Close to “Reading the Morning Paper Twice”, and of the same day.',
      'Open More like this Less like this',
    ])
    const folded = text.replace(/\s+/g, ' ')
    for (const line of lines.slice(from, to)) if (!line.startsWith('Open')) expect(folded).toContain(line)
  })

  test('leads to each paper, to more and to less like it, to the edition, the private link, and out', () => {
    const { html, text } = render(sample)

    const { links } = readMail(html)
    const { inbox, edition, unsubscribe, open, more, less } = sample.links
    const papers = sample.digest.papers.flatMap(({ id }) => [open(id), open(id), more(id), less(id)])
    expect(links).toEqual([BASE, ...papers, edition.url, inbox, inbox, unsubscribe])
    const ofText = toLines(text).filter((line) => line.startsWith('https:'))
    expect(ofText).toEqual([
      ...sample.digest.papers.flatMap(({ id }) => [open(id), more(id), less(id)]),
      ...[edition.url, inbox, unsubscribe],
    ])
  })

  test('says when it is sent, to whom, since when, how one leaves, and who sends it from where', () => {
    const { html, text } = render(sample)

    const told = 'Sent weekdays at 07:00, Europe/Oslo, to reader@papers.example because you confirmed on 3 March 2026.'
    const lines = readMail(html).lines
    expect(lines.slice(-4)).toEqual([
      'Read the whole edition',
      'Nothing here was in an earlier digest. Past digests stay at your private link.',
      `${told} Change or pause, or unsubscribe.`,
      '12 Lantern Hill, 0150 Oslo',
    ])
    expect(text.replace(/\s+/g, ' ')).toContain(told)
    expect(text.trimEnd().endsWith('12 Lantern Hill, 0150 Oslo')).toBe(true)
  })

  test('tells the day of the confirmation by the clock of its reader', () => {
    const confirmedAt = Date.parse('2026-03-03T22:00:00Z')
    const rhythm = { ...sample.subscription.rhythm, zone: 'Asia/Tokyo' }

    expect(render(withDigest({}, { confirmedAt, rhythm })).html).toContain('you confirmed on 4 March 2026')
  })

  test('a title from right to left runs so, and keeps to its side; names do among others', () => {
    const { html } = render(sample)

    expect(html).toMatch(/<h3[^>]* dir="rtl" align="right"><a [^>]*>كيف تتعلّم/)
    expect(html).toContain('<bdi dir="rtl">ليلى دروزة</bdi>, Samir Halabi-Roth')
    expect(html.match(/dir="rtl"/g)).toHaveLength(2)
  })

  test('of sixty authors three are named, and a paper without an abstract says so', () => {
    const lines = readMail(render(sample).html).lines

    expect(lines).toContain(
      'Piotr Welland, Anneke Sørbø, Marisol Quintero-Baptiste and 57 more · Osier Valley University · 842 votes',
    )
    expect(lines.slice(lines.indexOf('Preliminary Observations on Slow Clocks'))).toEqual(
      expect.arrayContaining(['Thora Quick', 'No abstract came with this paper.']),
    )
  })

  test('mathematics stands in it as text', () => {
    const title = toPlainText('Regret $O(\\sqrt{d\\log n})$ for $x \\in \\mathbb{R}^d$ if $a < b$')

    const { html, text } = render(withPaper({ title }))

    expect(readMail(html).lines).toContain('Regret O(√(d log n)) for x ∈ ℝᵈ if a < b')
    expect(toLines(text)).toContain('Regret O(√(d log n)) for x ∈ ℝᵈ if a < b')
  })

  test('what a language model wrote stands before what the authors wrote, and says what it is', () => {
    const lines = readMail(render(withPaper({ summary: 'Notat først, så indeks.' })).html).lines

    const at = lines.indexOf('Notat først, så indeks.')
    expect(lines[at + 1]).toBe('By a language model')
    expect(lines[at + 2]).toContain('When the same reader asks again')
  })
})

describe('a digest of another kind', () => {
  test('without papers it says that nothing is worth the time, and fills nothing up', () => {
    const { subject, html, text } = render(withDigest({ papers: [], title: 'Computation and Language' }))

    expect(subject).toBe('Computation and Language: nothing worth your time today')
    expect(readMail(html).lines).toEqual([
      ...['Broadsheet', 'Wednesday 18 November 2026', 'Computation and Language · no papers of 94'],
      ...['Nothing worth your time today.', 'None of 94 papers was chosen.'],
      ...['Read the whole edition', 'Past digests stay at your private link.'],
      expect.stringContaining('unsubscribe'),
      '12 Lantern Hill, 0150 Oslo',
    ])
    expect(toLines(text)).toEqual(expect.arrayContaining(['Nothing worth your time today.']))
  })

  test.each([
    [{ from: '2026-11-12', isCatchUp: true }, 'day', 'Papers of 12 to 18 November', 'five papers, 12 to 18 November'],
    [
      { from: '2026-10-28', isCatchUp: true },
      'week',
      'Papers of 28 October to 18 November',
      '28 October to 18 November',
    ],
    [{ from: '2026-11-12' }, 'week', '12 to 18 November 2026', 'five papers, 12 to 18 November'],
    // On Mondays a digest of weekdays holds what came since Friday.
    [{ from: '2026-11-16' }, 'day', 'Wednesday 18 November 2026', 'five papers, 18 November'],
  ] as const)('%j of a %s is of %s', (digest, span, date, inSubject) => {
    const rhythm = { ...sample.subscription.rhythm, span }

    const { subject, html } = render(withDigest(digest as Partial<Digest>, { rhythm }))

    const { lines } = readMail(html)
    expect(lines[1]).toBe(date)
    expect(subject).toContain(inSubject)
    expect(lines.includes('It covers several days, since some were missed.')).toBe('isCatchUp' in digest)
  })

  test('papers of several days tell when each was announced, and those of one do not', () => {
    const first = { ...model, announcedDay: '2026-11-14' as Day }
    const second = { ...model, announcedDay: '2026-11-16' as Day }

    const several = render(withDigest({ papers: [first, second] }))
    const one = render(withDigest({ papers: [first, first] }))

    expect(readMail(several.html).lines.join('\n')).toContain('12,431 votes · announced 14 November')
    expect(one.html).not.toContain('announced')
  })

  test('a heading that would only repeat what the digest is of is left away', () => {
    const papers = sample.digest.papers.map((paper) => ({ ...paper, topic: 'Machine Learning' }))

    const headings = readMail(render(withDigest({ papers, title: 'Machine Learning' })).html).headings

    expect(headings.filter((heading) => heading.startsWith('h2'))).toEqual([])
  })

  test('one that an operator set up says so, and one without a postal address has none', () => {
    const { confirmedAt: _, ...subscription } = sample.subscription
    const bare = createDigestRenderer({ siteName: 'Lantern Hill Papers', baseUrl: BASE })

    const { lines } = readMail(bare({ ...sample, subscription }).html)

    expect(lines.at(-1)).toContain('because the operator of Lantern Hill Papers set it up.')
  })
})

describe('a digest that is long', () => {
  const token = 'u'.repeat(22)
  const sentences = [
    'We show that a reader who is asked for the same passage twice remembers where it stood, and finds it in half the time.',
    'On seven collections of newspapers the gain is between four and eleven points, at no cost that could be measured by us.',
  ]
  const papers = Array.from({ length: 50 }, (_, index) => ({
    ...model,
    ...{ id: `2611.${10_000 + index}` as PaperId, topic: `Topic ${Math.floor(index / 9)}`, sentences },
    title: `${index}: On the persistence of small errors in long talks, and what becomes of them after`,
  }))
  const links = {
    ...sample.links,
    more: (id: string) => `https://papers.example/f/m.${token}.${btoa(id)}.${'s'.repeat(24)}`,
    less: (id: string) => `https://papers.example/f/l.${token}.${btoa(id)}.${'s'.repeat(24)}`,
  }

  test('of fifty papers has them all, with both sentences, in less than 60,000 bytes', () => {
    const { html, text } = render({ ...withDigest({ papers }), links })

    const { lines } = readMail(html)
    expect(Buffer.byteLength(html)).toBeLessThan(60_000)
    expect(Buffer.byteLength(text)).toBeLessThan(60_000)
    expect(lines.filter((line) => line === sentences.join(' '))).toHaveLength(50)
    expect(lines.filter((line) => /^\d+: On the persistence/.test(line))).toHaveLength(50)
  })

  test('loses sentences before papers, from the end on, and then says how many there was no room for', () => {
    const long = papers.map((paper) => ({ ...paper, sentences: sentences.map((text) => text.repeat(2)) }))
    const endless = papers.map((paper) => ({ ...paper, title: 'On the persistence of small errors. '.repeat(12) }))
    const manyMore = Array.from({ length: 100 }, (_, i) => ({ ...endless[i % 50]!, id: `x${i}` as PaperId }))

    const shorter = readMail(render({ ...withDigest({ papers: long }), links }).html)
    const { html, text } = render({ ...withDigest({ papers: manyMore }), links })
    const fewer = readMail(html)

    const told = shorter.lines.filter((line) => line.startsWith('We show'))
    expect(shorter.headings.filter((heading) => heading.startsWith('h3'))).toHaveLength(50)
    expect(told[0]).toContain('at no cost')
    expect(told.at(-1)).not.toContain('at no cost')
    const shown = fewer.headings.filter((heading) => heading.startsWith('h3')).length
    expect(shown).toBeLessThan(100)
    expect(fewer.lines).toContain(
      `There was no room for ${100 - shown} papers more: read the whole digest on its page.`,
    )
    expect(fewer.links).toContain(sample.links.whole)
    expect(Buffer.byteLength(text)).toBeLessThan(60_000)
    expect(text).toMatch(
      /\nThere was no room for \d+ papers more\. The whole digest:\nhttps:\/\/papers\.example\/inbox\/sample\/digests\/sample\n/,
    )
  })
})
