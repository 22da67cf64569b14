import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { anArxiv } from '../../../test/support/arxiv-answers.ts'
import { aContext } from '../../../test/support/harvest-context.ts'
import type { Paper } from '../../domain/paper.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { readXml } from '../xml/read-xml.ts'
import { type AtomAnswer, readAtomAnswer } from './atom.ts'
import { type OaiAnswer, readOai } from './oai/read-oai.ts'

const WIRE = new URL('../../../../shared/data/wire/', import.meta.url)
const CHANGED = 'changed cs:cs:CL 2026-04-06 2026-04-08'

/** What another program made of a record. */
type Expected = {
  arxiv_eprints: [{ value: string; categories: string[] }]
  titles: [{ title: string }]
  authors: { full_name: string }[]
  abstracts: [{ value: string }]
  preprint_date: string
  dois?: [{ value: string }]
}

function read(path: string): Buffer {
  return readFileSync(new URL(path, WIRE))
}

function readOaiFile(name: string): OaiAnswer {
  return readOai(readXml(decodeXml(read(`oai_pmh_${name}`))))
}

function readAtomFile(name: string): AtomAnswer {
  return readAtomAnswer(readXml((JSON.parse(read(`arxiv_api_atom/${name}`).toString()) as { body: string }).body))
}

function toPapers(answer: OaiAnswer): Paper[] {
  return answer.records.flatMap((record) => ('item' in record && 'paper' in record.item ? [record.item.paper] : []))
}

function fold(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim()
}

/** "Owl, A. B." and "A. B. Owl" are one. */
function toNameKey(name: string): string {
  return name.split(', ').toReversed().join('').replace(/[\s.]/g, '')
}

describe.skipIf(!existsSync(WIRE))('recorded answers (skipped where ../shared/data/wire is absent)', () => {
  test('OAI-PMH: every record of arXiv is read as another harvester read it', () => {
    const files = ['arxiv-physics-hep-th.xml', 'arxiv-physics-hep-ex.xml', 'arxiv-single.xml']
    const papers = files.flatMap((name) => toPapers(readOaiFile(`arxiv_hepcrawl/${name}`)))
    const expected = ['arxiv_expected.json', 'arxiv_expected_single.json'].flatMap(
      (name) => JSON.parse(read(`oai_pmh_arxiv_hepcrawl/${name}`).toString()) as Expected[],
    )

    expect(papers).toHaveLength(7)
    for (const {
      arxiv_eprints: [eprint],
      titles,
      authors,
      abstracts,
      preprint_date,
      dois,
    } of expected) {
      const fields = papers.find(({ id }) => (id as string) === eprint.value)?.fields
      expect([fold(fields?.title), fold(fields?.abstract)]).toEqual([fold(titles[0].title), fold(abstracts[0].value)])
      expect(fields?.categories?.toSorted()).toEqual(eprint.categories.toSorted())
      expect(fields?.authors?.map(toNameKey).sort()).toEqual(
        authors.map((author) => toNameKey(author.full_name)).sort(),
      )
      expect(fields?.publishedAt).toBe(Date.parse(preprint_date))
      if (dois) expect(fields?.doi).toBe(dois[0].value)
    }
  })

  test('OAI-PMH: every single record is one paper with authors and abstract', () => {
    const names = readdirSync(new URL('oai_pmh_arxiv_hepcrawl/', WIRE)).filter((name) => /record\d+\.xml$/.test(name))

    const papers = names.map((name) => toPapers(readOaiFile(`arxiv_hepcrawl/${name}`)))

    expect(names).toHaveLength(11)
    expect(papers.map((list) => list.length)).toEqual(names.map(() => 1))
    expect(papers.flat().filter(({ fields }) => !fields.abstract || !fields.authors)).toEqual([])
  })

  test.each([
    ['noRecordsMatch', undefined],
    ['badArgument', 'refused'],
    ['cannotDisseminateFormat', 'refused'],
    ['noSetHierarchy', 'refused'],
    ['badResumptionToken', 'broken'],
    ['undefinedError', 'broken'],
    ['ListRecordsBroken', 'broken'],
    ['Identify', 'broken'],
    ['ListSets', 'broken'],
  ])('OAI-PMH: the answer %s to a list of changes is told as %s', async (name, trouble) => {
    const { source } = anArxiv([read(`oai_pmh_generic_sickle/${name}.xml`)])

    const harvest = source.harvest(CHANGED, undefined, aContext())

    if (trouble === undefined) expect(await harvest).toMatchObject({ items: [] })
    else await expect(harvest).rejects.toMatchObject({ trouble })
  })

  test('OAI-PMH: records of another archive are faults, and its lists go on all the same', () => {
    const lists = ['ListRecords.xml', 'ListRecords2.xml', 'ListRecords3.xml', 'ListRecords4.xml']
    const answers = lists.map((name) => readOaiFile(`generic_sickle/${name}`))

    expect(answers.flatMap(toPapers)).toEqual([])
    expect(answers.map(({ records }) => records.length)).toEqual([2, 2, 2, 2])
  })

  test('the query API: every entry is a paper, and the number of all is told', () => {
    const names = readdirSync(new URL('arxiv_api_atom/', WIRE)).filter((name) => name.startsWith('q_'))

    const answers = names.map(readAtomFile)

    // The page sizes stand in the names: "…_m15_…".
    expect(answers.map(({ items }) => items.length)).toEqual(names.map((name) => Number(/_m(\d+)_/.exec(name)?.[1])))
    expect(answers.flatMap(({ items }) => items.filter((item) => 'fault' in item))).toEqual([])
    expect(new Set(answers.map(({ total }) => total))).toEqual(new Set([214_881]))
  })

  test('the query API: an id that it does not know is answered with nothing, one that is none with an error', () => {
    const [unknown, malformed, single] = ['id_0000.0000', 'id_abc', 'id_1605.08386'].map((start) =>
      readAtomFile(readdirSync(new URL('arxiv_api_atom/', WIRE)).find((name) => name.startsWith(start)) ?? ''),
    )

    expect(unknown).toEqual({ items: [], total: 0, error: undefined })
    expect(malformed?.error).toBe('incorrect id format for abc')
    expect(single?.items).toMatchObject([
      {
        paper: {
          id: '1605.08386',
          fields: { version: 1, primaryCategory: 'math.CO', publishedAt: Date.UTC(2016, 4, 26, 17, 59, 46) },
        },
      },
    ])
  })
})
