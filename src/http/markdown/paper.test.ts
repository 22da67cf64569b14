import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aFeatured } from '../../../test/support/builders.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { escapeMarkdown } from './escape.ts'
import { toPaperMarkdown } from './paper.ts'

describe('a paper as Markdown', () => {
  test('tells all that its page tells', () => {
    const paper = aFeatured({
      ...{ id: '2605.00001' as PaperId, votes: 3, counts: { stars: { untimed: 20 } } },
      entries: [{ day: '2026-05-29' as Day, submitter: { handle: 'ada-k', fullname: 'Ada *K*' } }],
      fields: {
        ...{ title: 'Tides,\n and who', abstract: 'We wait.\n\n# We', authors: ['Ada Kestrel', 'Bo_Bo'] },
        ...{ categories: ['cs.IR'], githubRepo: 'https://code.example/<x>', publishedAt: Date.UTC(2026, 4, 20) },
        ...{ aiSummary: 'Tides come.', aiKeywords: ['tide'], aiSummaryModel: 'Some Model' },
      },
    })

    expect(toPaperMarkdown(paper, 'https://b.example')).toBe(`# Tides, and who

- Authors: Ada Kestrel, Bo\\_Bo
- Featured: 29 May 2026, by Ada \\*K\\*
- Published: 20 May 2026
- Categories: Information Retrieval (cs.IR)
- Votes: 3
- Id: 2605.00001
- Page: <https://b.example/papers/2605.00001>
- arXiv: <https://arxiv.org/abs/2605.00001>
- PDF: <https://arxiv.org/pdf/2605.00001>
- HTML: <https://arxiv.org/html/2605.00001>
- Code, 20 stars: <https://code.example/%3Cx%3E>

## Abstract

We wait.

\\# We

## Made by a machine

By the language model Some Model, as it came with the paper; not by the authors, and it may be wrong.

Tides come.

Keywords: tide

## BibTeX

\`\`\`bibtex
@misc{kestrel:2605.00001,
  title = {Tides, and who},
  author = {Kestrel, Ada and Bo\\_Bo},
  year = {2026},
  month = may,
  eprint = {2605.00001},
  archivePrefix = {arXiv},
  primaryClass = {cs.IR},
  url = {https://arxiv.org/abs/2605.00001}
}
\`\`\`
`)
  })
})

describe('a text in Markdown', () => {
  // https://spec.commonmark.org/0.31.2/ and https://github.github.com/gfm/#autolinks-extension-
  test.each([
    ['*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    ['[a](javascript:b) ![c](d)', '\\[a\\](javascript:b) \\!\\[c\\](d)'],
    ['<script> &lt; a\\b', '\\<script\\> \\&lt; a\\\\b'],
    ['# a', '\\# a'],
    ['- a', '\\- a'],
    ['+ a', '\\+ a'],
    ['12. a', '12\\. a'],
    ['2605.00001', '2605.00001'],
    ['=====', '\\====='],
    [
      'see https://a.example and www.b.example or c@d.example',
      'see https\\://a.example and www\\.b.example or c\\@d.example',
    ],
    ['a | b $x$', 'a \\| b \\$x\\$'],
  ])('"%s" is written "%s"', (text, written) => {
    expect(escapeMarkdown(text)).toBe(written)
  })

  test('comes back whole when its escapes are taken away', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(escapeMarkdown(text).replace(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(text)
      }),
    )
  })
})
