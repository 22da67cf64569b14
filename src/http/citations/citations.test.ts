import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aPaper } from '../../../test/support/builders.ts'
import type { PaperFields, PaperId } from '../../domain/paper.ts'
import { toBibtex } from './bibtex.ts'
import { toCitation } from './citation.ts'
import { toCslJson } from './csl-json.ts'
import { toRis } from './ris.ts'
import { escapeTex } from './tex-text.ts'

const BASE = 'https://broadsheet.example'
const FIELDS: Partial<PaperFields> = {
  title: 'Stubborn gradients need $\\Omega(\\sqrt{d})$ passes',
  abstract: 'A gradient\nis stubborn.',
  authors: ['Piotr Welland', 'Ludwig van Beeth', 'Gabriel Ibarra Moreno', 'Research and Rescue Team'],
  publishedAt: Date.UTC(2026, 10, 16),
  ...{ categories: ['cs.LG'], primaryCategory: 'cs.LG' },
}
const cite = (fields: Partial<PaperFields> = {}, id = '2611.09204') =>
  toCitation(aPaper({ id: id as PaperId, fields: { ...FIELDS, ...fields } }), BASE)

/** The value of a field, by counting braces as BibTeX does (btxdoc, section 4). */
function readField(entry: string, name: string): string | undefined {
  const start = entry.indexOf(`\n  ${name} = {`)
  if (start === -1) return undefined
  let depth = 0
  for (let i = entry.indexOf('{', start); i < entry.length; i++) {
    if (entry[i] === '{') depth++
    if (entry[i] === '}' && --depth === 0) return entry.slice(entry.indexOf('{', start) + 1, i)
  }
  return undefined
}

describe('BibTeX', () => {
  test('of a preprint is @misc with what arXiv asks for', () => {
    expect(toBibtex(cite())).toBe(`@misc{welland:2611.09204,
  title = {Stubborn gradients need {$\\Omega(\\sqrt{d})$} passes},
  author = {Welland, Piotr and van Beeth, Ludwig and Gabriel Ibarra Moreno and {Research and Rescue Team}},
  year = {2026},
  month = nov,
  eprint = {2611.09204},
  archivePrefix = {arXiv},
  primaryClass = {cs.LG},
  url = {https://arxiv.org/abs/2611.09204}
}
`)
  })

  test('of a paper in a journal is @article of the year that the journal has', () => {
    const entry = toBibtex(cite({ journalRef: 'J. Tides & Waits 12, 34 (2027)', doi: '10.1000/a_b' }))

    expect(entry).toMatch(/^@article\{/)
    expect(readField(entry, 'journal')).toBe('J. Tides \\& Waits 12, 34 (2027)')
    expect(readField(entry, 'year')).toBe('2027')
    expect(readField(entry, 'doi')).toBe('10.1000/a_b')
    expect(entry).not.toContain('month')
  })

  test.each([
    ['mT5 and LLMs wait on Mars', '{mT5} and {LLMs} wait on {Mars}'],
    ['Learning to wait with Gaussian noise', 'Learning to wait with {Gaussian} noise'],
    ['Learning to Wait With Gaussian Noise on GPUs', 'Learning to Wait With Gaussian Noise on {GPUs}'],
    ['50% of #1 & x_y ~ z', '50\\% of \\#1 \\& x\\_y {\\textasciitilde} z'],
    ['it costs $5 and $6', 'it costs \\$5 and \\$6'],
    ['sets $\\{x\\}$ of {braces', 'sets {$\\{x\\}$} of {\\textbraceleft}braces'],
    ['half $\\{$ open', 'half {\\textbraceleft} open'],
    ['rate $5%$ here', 'rate 5\\% here'],
    ['} @article{x, title', '{\\textbraceright} @article{\\textbraceleft}x, title'],
    ['学习 naïve', '学习 naïve'],
  ])('writes the title "%s" as "%s"', (title, written) => {
    expect(readField(toBibtex(cite({ title })), 'title')).toBe(written)
  })

  test.each([
    '\\input{/etc/passwd}',
    'x\\include{a}',
    '\\immediate\\write18{id}',
    '\\openin3=/etc/passwd',
    '\\catcode`x=13',
    '\\csname input\\endcsname a',
    '\\href{https://a.example}{x}',
    '\\def\\x{y}\\x',
    '\\text{\\input a}',
    'x\\label{\\input a }',
    'x\\tag{\\input a }',
    'x^^5cinput a',
    '\\unicode{xff41}',
    '\\errmessage{x}',
    '\\string\\x',
  ])('hands no command on that is more than mathematics: $%s$', (formula) => {
    const title = readField(toBibtex(cite({ title: `Of $${formula}$ and more` })), 'title') ?? ''

    expect(title).not.toMatch(/(?<!\\)\$/)
    expect(
      title.replace(/\\text(?:backslash|brace(?:left|right)|asciicircum|asciitilde)\}|\\[$&#%_]/g, ''),
    ).not.toContain('\\')
  })

  test('escapes every sign that is a command to TeX', () => {
    expect(escapeTex('\\{}$&#%_^~')).toBe(
      '{\\textbackslash}{\\textbraceleft}{\\textbraceright}\\$\\&\\#\\%\\_{\\textasciicircum}{\\textasciitilde}',
    )
  })

  test('is one entry whose braces are balanced, whatever is in it', () => {
    const wild = fc.string({ unit: fc.constantFrom(...'{}\\$%#&_^~@",=\n aBé学and '), maxLength: 60 })
    fc.assert(
      fc.property(wild, fc.array(wild, { maxLength: 3 }), wild, (title, authors, journalRef) => {
        const entry = toBibtex(cite({ title, authors, journalRef }))

        let depth = 0
        const depths = [...entry.trimEnd()].map((letter) => (depth += letter === '{' ? 1 : letter === '}' ? -1 : 0))
        expect(depths.at(-1)).toBe(0)
        expect(depths.slice(entry.indexOf('{'), -1).every((at) => at > 0)).toBe(true)
        expect(entry.split('\n')[0]).toMatch(/^@(?:misc|article)\{[!-~]+,$/)
      }),
    )
  })

  test.each([
    ['Šárka Żółć', '2611.09204', 'zoc:2611.09204'],
    ['欧阳明远', '2611.09204', 'paper:2611.09204'],
    ['Juan Maldac', 'hep-th/9711200', 'maldac:hep-th-9711200'],
  ])('of %s has the ASCII key that goes with %s', (author, id, key) => {
    expect(cite({ authors: [author] }, id).key).toBe(key)
  })

  test('has the same key when the title changes', () => {
    expect(cite({ title: 'Other' }).key).toBe(cite().key)
  })

  test('of a paper without a date takes year and month from its id', () => {
    const { publishedAt: _, ...rest } = FIELDS
    const paper = aPaper({ id: '1412.0001' as PaperId, fields: rest })

    expect(toBibtex(toCitation(paper, BASE))).toContain('year = {2014},\n  month = dec,')
  })
})

describe('RIS', () => {
  test('is a record of tags, two spaces, a hyphen and a space, ended by CR and LF', () => {
    expect(toRis(cite({ title: 'One\nline' }))).toBe(
      [
        ...['TY  - UNPB', 'ID  - welland:2611.09204', 'TI  - One line', 'AU  - Welland, Piotr'],
        ...['AU  - van Beeth, Ludwig', 'AU  - Gabriel Ibarra Moreno', 'AU  - Research and Rescue Team'],
        ...['PY  - 2026', 'DA  - 2026/11/16/', 'PB  - arXiv', 'M1  - arXiv:2611.09204', 'KW  - cs.LG'],
        ...['AB  - A gradient is stubborn.', 'UR  - https://arxiv.org/abs/2611.09204'],
        ...['L1  - https://arxiv.org/pdf/2611.09204', 'ER  - ', ''],
      ].join('\r\n'),
    )
  })

  test('is one record whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ER  - \r\nTYx\u2028') }), (title) => {
        const lines = toRis(cite({ title, abstract: title })).split('\r\n')

        expect(lines.slice(0, -1).every((line) => /^[A-Z][A-Z0-9] {2}- [^\r\n]*$/.test(line))).toBe(true)
        expect(lines.filter((line) => line.startsWith('ER  - '))).toHaveLength(1)
      }),
    )
  })
})

describe('CSL-JSON', () => {
  // https://github.com/citation-style-language/schema, csl-data.json 1.0
  test('is a list of one item in the terms of its schema', () => {
    const suffixed = { authors: ['Martin L. Kingsley, Jr.', 'Ludwig van Beeth', 'Osier Team'] }

    expect(JSON.parse(toCslJson(cite({ ...suffixed, doi: '10.1000/x', journalRef: 'J. Tides 1 (2027)' })))).toEqual([
      {
        ...{ id: 'kingsley:2611.09204', type: 'article-journal' },
        title: 'Stubborn gradients need Ω(√d) passes',
        author: [
          { family: 'Kingsley', given: 'Martin L.', suffix: 'Jr.' },
          { family: 'Beeth', given: 'Ludwig', 'non-dropping-particle': 'van' },
          { literal: 'Osier Team' },
        ],
        issued: { 'date-parts': [[2027]] },
        ...{ 'container-title': 'J. Tides 1 (2027)', publisher: 'arXiv', archive: 'arXiv' },
        ...{ archive_location: '2611.09204', number: 'arXiv:2611.09204', DOI: '10.1000/x' },
        ...{ URL: 'https://arxiv.org/abs/2611.09204', abstract: 'A gradient is stubborn.' },
      },
    ])
  })
})
