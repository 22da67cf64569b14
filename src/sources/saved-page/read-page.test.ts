import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Paper } from '../../domain/paper.ts'
import { isSavedPage, readSavedPage } from './read-page.ts'

const DATA = new URL('../../../../shared/data/pages/', import.meta.url)

function readFixture(name: string): string {
  return readFileSync(new URL(`../../../test/fixtures/saved-page/${name}.txt`, import.meta.url), 'utf8')
}

function readPapers(page: string): Paper[] {
  return readSavedPage(page).flatMap((item) => ('paper' in item ? [item.paper] : []))
}

describe('readSavedPage', () => {
  test('reads what each card shows, whatever it lacks', () => {
    const papers = readPapers(readFixture('with-footers'))

    const shown = papers.map(({ fields: { abstract, ...fields }, counts }) => [fields, abstract?.length ?? 0, counts])
    expect(shown).toEqual([
      [
        { title: 'Lean texttt{T}wo-Headed Owls with ell_2 Ears', authorCount: 4, publishedAt: Date.UTC(2025, 1, 28) },
        518,
        { comments: { page: 12 } },
      ],
      [
        {
          title: 'Owls of an Organisation',
          organization: { handle: 'barn-lab', fullname: "The Barn's Own Lab" },
          publishedAt: Date.UTC(2025, 10, 3),
        },
        516,
        {},
      ],
      [{ title: 'Owls Without a Footer Beside Them' }, 520, {}],
      [{ title: 'Owls of the Current Year', authorCount: 1, publishedAt: Date.UTC(2026, 2, 2) }, 514, {}],
      [
        { title: 'Do Owls Lack Abstracts?', authorCount: 2, publishedAt: Date.UTC(2026, 0, 9) },
        0,
        { comments: { page: 3 } },
      ],
      // 2026 has no 29 February.
      [{ title: 'Short Owls', organization: { handle: 'handle-only' } }, 21, {}],
    ])
  })

  test('knows papers by title, in no edition, said no earlier than the newest date on the page', () => {
    const [, , third] = readPapers(readFixture('with-footers'))

    const origin = { source: 'saved_page', at: Date.UTC(2026, 2, 2), weight: 0 }
    expect(third).toMatchObject({
      // FNV-1a of "owlswithoutafooterbesidethem", by another program.
      id: 'title:58b48a2e9550d02a',
      origins: { title: origin, abstract: origin },
      entries: [],
    })
  })

  test('tells titles from abstracts where a page shows nothing else', () => {
    const papers = readPapers(readFixture('titles-only'))

    expect(papers.map(({ fields }) => [fields.title, fields.abstract?.split('\n\n').length ?? 0])).toEqual([
      ['Owls in Rain', 1],
      ['An Owl Whose Abstract Is Lost', 0],
      ['Owls in Short', 1],
      ['Owls in Two Paragraphs: A Survey', 2],
    ])
    expect(papers[0]?.origins.title).toEqual({ source: 'saved_page', at: 0, weight: 0 })
  })

  test('takes a short last paragraph before a footer as part of the abstract', () => {
    const page = `Owls\n\n${'They sleep. '.repeat(40)}\n\nCode is online.\n\n  • 2 authors\n·\nMay 1, 2025\n\nMice.\n\n  • 1 author\n`

    const papers = readPapers(page)

    expect(papers.map(({ fields }) => [fields.title, fields.abstract?.split('\n\n').length])).toEqual([
      ['Owls', 2],
      ['Mice.', undefined],
    ])
  })

  test('names an abstract that has no title, and goes on', () => {
    const items = readSavedPage(readFixture('begins-in-the-middle'))

    expect(items).toMatchObject([
      { fault: { position: 'line 1', reason: expect.stringContaining('an abstract without a title') as string } },
      { paper: { fields: { title: 'Owls After It', abstract: 'They sleep by day.', authorCount: 3 } } },
    ])
  })

  test('reads a page whose lines end as on Windows alike', () => {
    const page = readFixture('with-footers')

    expect(readSavedPage(page.replaceAll('\n', '\r\n'))).toEqual(readSavedPage(page))
  })
})

describe('isSavedPage', () => {
  test.each(['with-footers', 'titles-only', 'begins-in-the-middle'])('knows the page %s', (name) => {
    expect(isSavedPage(readFixture(name))).toBe(true)
  })

  test('does not take other text for a page', () => {
    expect(isSavedPage('Dear owl,\n\nthe Daily Papers by AK have • 4 authors of note.\n')).toBe(false)
  })
})

describe.skipIf(!existsSync(DATA))('recorded pages (skipped where ../shared/data/pages is absent)', () => {
  const pages = existsSync(DATA) ? [1, 2, 3, 4].map((n) => readFileSync(new URL(`page-${n}.txt`, DATA), 'utf8')) : []

  test('hold 36, 80, 39 and 94 papers of 226 titles, all with abstracts', () => {
    const papers = pages.map(readPapers)

    expect(pages.flatMap(readSavedPage).filter((item) => 'fault' in item)).toEqual([])
    expect(papers.map(({ length }) => length)).toEqual([36, 80, 39, 94])
    expect(new Set(papers.flat().map(({ fields }) => fields.title)).size).toBe(226)
    expect(new Set(papers.flat().map(({ id }) => id)).size).toBe(226)
    expect(papers.flat().filter(({ fields }) => (fields.abstract?.length ?? 0) < 1_000)).toEqual([])
  })

  test('keep every author count, organisation, date and comment of pages 1 and 3', () => {
    const [first = [], , third = []] = pages.map(readPapers)
    const lines = `${pages[0]}\n${pages[2]}`.split('\n')

    const papers = [...first, ...third]
    const counts = lines.flatMap((line) => /^ {2}• (\d+) authors$/.exec(line)?.[1] ?? [])
    expect(papers.flatMap(({ fields }) => fields.authorCount ?? [])).toEqual(counts.map(Number))
    expect(papers.flatMap(({ fields }) => fields.organization?.handle ?? [])).toEqual([
      'huawei-noah',
      'uva',
      'adobe-research',
    ])
    const years = papers.flatMap(({ fields: { publishedAt: at } }) =>
      at === undefined ? [] : [new Date(at).getUTCFullYear()],
    )
    expect(years).toHaveLength(lines.filter((line) => line === '·').length)
    const yearless = lines.filter((line, index) => lines[index - 1] === '·' && !/, \d{4}/.test(line))
    expect(years.filter((year) => year === 2026)).toHaveLength(yearless.length)
    const commented = lines.flatMap((line) => /^\w{3} \d+, \d{4} (\d+)$/.exec(line)?.[1] ?? [])
    expect(papers.flatMap((paper) => paper.counts.comments?.page ?? [])).toEqual(commented.map(Number))
  })
})
