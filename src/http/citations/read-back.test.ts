import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { aPaper } from '../../../test/support/builders.ts'
import type { Paper, PaperId } from '../../domain/paper.ts'
import type { FileItem } from '../../domain/ports.ts'
import { normaliseTitle } from '../../domain/title-key.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { readArxivRow } from '../../sources/arxiv/row.ts'
import { readBibtex } from '../../sources/files/read-bibtex.ts'
import { readCslJson } from '../../sources/files/read-csl-json.ts'
import { readRis } from '../../sources/files/read-ris.ts'
import { toBibtex } from './bibtex.ts'
import { type Citation, toCitation } from './citation.ts'
import { toCslJson } from './csl-json.ts'
import { toRis } from './ris.ts'

const RECORDED = new URL('../../../../shared/data/arxiv/2026.jsonl.gz', import.meta.url)
const EVERY = 50

const FORMS: [string, (citation: Citation) => readonly FileItem[]][] = [
  ['BibTeX', (citation) => readBibtex(toBibtex(citation))],
  ['RIS', (citation) => readRis(toRis(citation))],
  ['CSL-JSON', (citation) => readCslJson(JSON.parse(toCslJson(citation)))],
]

const OWN = [
  aPaper({ fields: { title: 'Dust at 0.1<z<4 & {more} of $\\Omega(n^2)$ 50% "owls"', authors: ['Ludwig van Beeth'] } }),
  aPaper({
    fields: { title: 'In Long-Context LLMs: Überblick', authors: ['Émile Löránt', 'Martin King, Jr.', 'Owl'] },
  }),
  aPaper({
    id: 'doi:10.1000/a_b(c)' as PaperId,
    fields: { title: 'Owls', authors: ['Research and Rescue Team'], journalRef: 'J. Owls 1, 2 (2026)' },
  }),
]

function listRecorded(): Paper[] {
  const lines = gunzipSync(readFileSync(RECORDED)).toString().trimEnd().split('\n')
  return lines.flatMap((line, index) => {
    const item = index % EVERY === 0 ? readArxivRow(JSON.parse(line), `line ${index}`) : undefined
    return item && 'paper' in item ? [item.paper] : []
  })
}

/** What makes a paper one with another. Some lists of arXiv's authors have an "and" before the last of them. */
function toIdentity({ id, fields }: Paper) {
  const authors = fields.authors?.map((name) =>
    toPlainText(name)
      .replace(/[\s,]+/g, ' ')
      .replace(/^and /, ''),
  )
  return { id, title: normaliseTitle(toPlainText(fields.title)), authors }
}

function expectReadBack(papers: readonly Paper[], read: (typeof FORMS)[number][1]): void {
  for (const paper of papers) {
    const items = read(toCitation(paper, 'https://broadsheet.example'))

    expect(items.map((item) => ('paper' in item ? toIdentity(item.paper) : item))).toEqual([toIdentity(paper)])
  }
}

describe.each(FORMS)('what is cited in %s is read back as the same paper', (_form, read) => {
  test('of papers with every oddity', () => {
    expectReadBack(OWN, read)
  })

  test.skipIf(!existsSync(RECORDED))('of recorded papers (skipped where ../shared/data/arxiv is absent)', () => {
    const papers = listRecorded().filter(({ id }) => !id.startsWith('title:'))

    expectReadBack(papers, read)

    expect(papers.length).toBeGreaterThan(1000)
  })
})
