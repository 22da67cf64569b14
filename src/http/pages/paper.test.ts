import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApp } from '../../../test/support/an-app.ts'
import { aFeatured, aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { Paper, PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'

const FRIDAY = '2026-05-29' as Day
const id = (text: string) => text as PaperId

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
})
afterEach(() => db.destroy())

/** The status, the text of the answer and its headers, after the given papers were imported. */
async function open(path: string, papers: readonly Paper[] = [], headers: Record<string, string> = {}) {
  if (papers.length > 0) await importRecords(db, papers)
  const response = await anApp(db).request(path, { headers })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const known = aFeatured({
  ...{ id: id('2605.00001'), votes: 3, counts: { stars: { untimed: 20 } } },
  formerIds: [id('title:0011223344556677')],
  entries: [{ day: '2026-05-22' as Day, submitter: { handle: 'ada-k', fullname: 'Ada K.' } }, { day: FRIDAY }],
  fields: {
    title: 'Tides,\n  and who\twaits for them',
    abstract: 'We wait.\n  We wait again,\nand longer.',
    authors: Array.from({ length: 60 }, (_, index) => `Author Number${index + 1}`),
    organization: { handle: 'osier-valley', fullname: 'Osier Valley University' },
    ...{ categories: ['cs.IR', 'cs.CL', '68T50'], primaryCategory: 'cs.IR', version: 3, doi: '10.1000/tides' },
    ...{ githubRepo: 'https://code.example/tides', mediaUrls: ['https://media.example/tides.mp4'] },
    ...{ publishedAt: Date.UTC(2026, 4, 20), updatedAt: Date.UTC(2026, 4, 21) },
    ...{ aiSummary: 'Tides come.', aiKeywords: ['tide', 'wait'], aiSummaryModel: 'Some Model 7B' },
  },
})

describe('the page of a paper', () => {
  test('tells what is known of it, and links to all that has a page', async () => {
    const { text } = await open('/papers/2605.00001', [known])

    for (const part of [
      '<a href="/categories/cs.IR">Information Retrieval (cs.IR)</a> · <a href="/categories/cs.CL" title="Computation and Language">cs.CL</a> · <span>68T50</span>',
      '<a href="/authors/Author%20Number1" dir="auto"><b>Author Number1</b></a>',
      '<summary>48 more authors</summary>',
      '<a href="/organisations/osier-valley">Osier Valley University</a>',
      '<a href="/papers/date/2026-05-22"><time datetime="2026-05-22">22 May 2026</time></a>, by Ada K.',
      '<a href="/papers/date/2026-05-29">',
      '<time datetime="2026-05-21">21 May 2026</time>, version 3',
      '<a href="https://arxiv.org/abs/2605.00001">arXiv</a>',
      '<a href="https://arxiv.org/pdf/2605.00001">PDF</a>',
      '<a href="https://arxiv.org/html/2605.00001">HTML</a>',
      '<a href="https://doi.org/10.1000/tides">DOI</a>',
      '<a href="https://code.example/tides">Code, 20 stars</a>',
      '<a href="https://media.example/tides.mp4">Media</a>',
    ]) {
      expect(text).toContain(part)
    }
  })

  test('has the paragraphs of the abstract, and says what a machine made before showing it', async () => {
    const { text } = await open('/papers/2605.00001', [known])

    expect(text).toContain('<p class="abstract" dir="auto">We wait.</p>')
    expect(text).toContain('<p class="abstract" dir="auto">We wait again, and longer.</p>')
    expect(text.indexOf('Made by a machine')).toBeLessThan(text.indexOf('>Tides come.<'))
    expect(text).toContain('the language model Some Model 7B')
    expect(text).toContain('Keywords: tide, wait.')
  })

  test('tells programs its address, its other forms, its card, and the tags of Google Scholar', async () => {
    const { text } = await open('/papers/2605.00001', [known])

    for (const part of [
      '<link rel="canonical" href="https://broadsheet.example/papers/2605.00001" />',
      '<link rel="alternate" type="text/markdown" href="/papers/2605.00001.md" />',
      '<meta property="og:title" content="Tides, and who waits for them" />',
      '<meta property="og:description" content="We wait. We wait again, and longer." />',
      '<meta property="og:image" content="https://broadsheet.example/papers/2605.00001/thumbnail.png" />',
      '<meta name="twitter:card" content="summary_large_image" />',
      '<meta name="citation_title" content="Tides, and who waits for them"/>',
      '<meta name="citation_author" content="Author Number60"/>',
      '<meta name="citation_publication_date" content="2026/05/20"/>',
      '<meta name="citation_arxiv_id" content="2605.00001"/>',
      '<meta name="citation_doi" content="10.1000/tides"/>',
      '<meta name="citation_pdf_url" content="https://arxiv.org/pdf/2605.00001"/>',
    ]) {
      expect(text).toContain(part)
    }
  })

  test('says that it was withdrawn', async () => {
    const withdrawn = aPaper({ id: id('2605.00003'), fields: { withdrawnAt: Date.UTC(2026, 4, 25) } })

    const { text } = await open('/papers/2605.00003', [withdrawn])

    expect(text).toContain('<strong>Withdrawn.</strong> The authors withdrew this paper on 25 May 2026.')
  })

  test('says so where there is no abstract, no author and no date', async () => {
    const paper = aPaper({ id: id('title:0011223344556677'), fields: { title: 'Bare', abstract: undefined } as object })

    const { status, text } = await open('/papers/title:0011223344556677', [paper])

    expect(status).toBe(200)
    expect(text).toContain('No abstract came with this paper.')
    expect(text.replace(/data-props="[^"]*"/, '')).not.toMatch(/undefined|null|NaN/)
  })

  test('escapes all that sources and readers write, and links nothing but the web', async () => {
    const evil = '<script>alert(1)</script>"\'&'
    const paper = aFeatured({
      id: id('2605.00001'),
      entries: [{ day: FRIDAY, submitter: { handle: evil, fullname: evil } }],
      fields: {
        ...{ title: evil, abstract: evil, authors: [evil], categories: [evil], comment: evil, journalRef: evil },
        ...{ aiSummary: evil, aiKeywords: [evil], aiSummaryModel: evil },
        organization: { handle: evil, fullname: evil },
        ...{ projectPage: 'javascript:alert(1)', mediaUrls: ['data:text/html,x'] },
        ...{ githubRepo: `https://x.example/"><script>`, doi: `10.1000/"><script>` },
      },
    })

    const pages = [
      await open('/papers/2605.00001', [paper]),
      await open('/papers/date/2026-05-29'),
      await open('/papers/2605.00001/thumbnail.svg'),
      await open('/papers/%3Cscript%3E'),
    ]

    for (const { text } of pages) {
      expect(text).not.toMatch(/<script|href="(?:javascript|data):/)
      expect(text).toContain('&lt;script&gt;')
    }
  })
})

describe('the address of a paper', () => {
  test.each([
    ['/papers/2605.00001v2', '/papers/2605.00001'],
    ['/papers/arXiv:2605.00001', '/papers/2605.00001'],
    ['/papers/https://arxiv.org/abs/2605.00001v1', '/papers/2605.00001'],
    ['/papers/https%3A%2F%2Farxiv.org%2Fabs%2F2605.00001', '/papers/2605.00001'],
    ['/papers/http:/arxiv.org/pdf/2605.00001.pdf', '/papers/2605.00001'],
    ['/papers/arxiv.org/html/2605.00001v3/?context=cs', '/papers/2605.00001'],
    ['/papers/doi:10.48550/arXiv.2605.00001', '/papers/2605.00001'],
    ['/papers/https://doi.org/10.48550/arXiv.2605.00001', '/papers/2605.00001'],
    ['/papers/10.1000/ABC', '/papers/doi:10.1000/abc'],
    ['/papers/title:0011223344556677', '/papers/2605.00001'],
    ['/papers/https://arxiv.org/abs/hep-th/9901001v2', '/papers/hep-th/9901001'],
    ['/papers/2605.00001v2.bib', '/papers/2605.00001.bib'],
    ['/papers/2605.00001v2/thumbnail.png', '/papers/2605.00001/thumbnail.png'],
  ])('%s redirects for ever to %s', async (path, target) => {
    const others = [id('hep-th/9901001'), id('doi:10.1000/abc')].map((each) =>
      aPaper({ id: each, fields: { title: `Strings ${each}` } }),
    )

    const { status, headers } = await open(path, [known, ...others])

    expect(status).toBe(301)
    expect(headers.get('location')).toBe(target)
  })

  test.each(['/papers/hep-th%2F9901001', '/papers/hep-th/9901001'])('%s is one, its slash raw or not', async (path) => {
    const { status } = await open(path, [aPaper({ id: id('hep-th/9901001') })])

    expect(status).toBe(200)
  })

  test('that ends like another form is still one', async () => {
    const { status, text } = await open('/papers/doi:10.1000/notes.md', [
      aPaper({ id: id('doi:10.1000/notes.md'), fields: { title: 'Notes' } }),
    ])

    expect(status).toBe(200)
    expect(text).toContain('<!doctype html>')
  })

  test.each([
    ['/papers/2605.0001', 'this one has four', '<a href="/papers/2605.00001">2605.00001</a>'],
    ['/papers/2605.0002', 'this one has four', 'href="https://arxiv.org/abs/2605.00002"'],
    ['/papers/2401.01234v2', 'has been imported', 'href="https://arxiv.org/abs/2401.01234"'],
    ['/papers/doi:10.1000/none', 'has been imported', 'href="https://doi.org/10.1000/none"'],
    ['/papers/attention', 'by their arXiv id', 'href="/papers"'],
  ])('%s without a paper says why, and where to go', async (path, reason, link) => {
    const { status, text, headers } = await open(path, [known])

    expect(status).toBe(404)
    expect(text).toContain(reason)
    expect(text).toContain(link)
    expect(headers.has('etag')).toBe(false)
  })
})

describe('a paper as a file', () => {
  test.each([
    ['.bib', 'application/x-bibtex; charset=utf-8', '@misc{author:2605.00001,'],
    ['.ris', 'application/x-research-info-systems; charset=utf-8', 'TY  - UNPB\r\n'],
    ['.csl.json', 'application/vnd.citationstyles.csl+json', '"id": "author:2605.00001"'],
  ])('%s has its media type, its name and its content', async (form, type, content) => {
    const { status, text, headers } = await open(`/papers/2605.00001${form}`, [known])

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('content-disposition')).toBe(`attachment; filename="2605.00001${form}"`)
    expect(text).toContain(content)
  })

  test('has a name without slashes and quotes', async () => {
    const paper = aPaper({ id: id('doi:10.1000/a"b/c') })

    const { headers } = await open('/papers/doi:10.1000/a%22b/c.bib', [paper])

    expect(headers.get('content-disposition')).toBe('attachment; filename="doi-10.1000-a-b-c.bib"')
  })

  test.each(['.md', '.bib', '/thumbnail.png'])('%s of no paper is a line of text', async (form) => {
    const { status, text, headers } = await open(`/papers/2605.09999${form}`)

    expect(status).toBe(404)
    expect(headers.get('content-type')).toContain('text/plain')
    expect(text).toBe('There is no such paper here.\n')
  })
})

describe('a paper as Markdown', () => {
  test.each([
    ['/papers/2605.00001.md', 'text/html'],
    ['/papers/2605.00001', 'text/markdown'],
  ])('is at %s for who asks for %s', async (path, accept) => {
    const { status, text, headers } = await open(path, [known], { Accept: accept })

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(text).toContain('# Tides, and who waits for them\n')
  })

  test('is told from the page by Accept, and says so', async () => {
    const { headers } = await open('/papers/2605.00001', [known], { Accept: 'text/html' })

    expect(headers.get('content-type')).toContain('text/html')
    expect(headers.get('vary')?.split(', ')).toContain('Accept')
  })
})
