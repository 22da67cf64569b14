import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { toExportLine } from '../domain/export-line.ts'
import { createRecord, type PaperId } from '../domain/paper.ts'
import type { FileItem } from '../domain/ports.ts'
import { readArxivRow } from './arxiv/row.ts'
import { readPapers } from './read-papers.ts'

const FIXTURES = new URL('../../test/fixtures/', import.meta.url)
const DATA = new URL('../../../shared/data/arxiv/', import.meta.url)

function readFixture(name: string): Buffer {
  return readFileSync(new URL(name, FIXTURES))
}

async function* inPieces(bytes: Uint8Array, sizeBytes: number) {
  for (let from = 0; from < bytes.length; from += sizeBytes) yield bytes.subarray(from, from + sizeBytes)
}

async function readAll(content: string | Uint8Array, sizeBytes = 65_536): Promise<FileItem[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const items: FileItem[] = []
  for await (const batch of readPapers(inPieces(bytes, sizeBytes))) items.push(...batch)
  return items
}

/** The ids of papers and the positions of faults, in order. */
function summarise(items: readonly FileItem[]): string[] {
  return items.map((item) => ('paper' in item ? item.paper.id : 'fault' in item ? item.fault.position : item.wanted))
}

function aRow(number: number): string {
  return JSON.stringify({ id: `2604.${String(number).padStart(5, '0')}`, title: `Owl ${number}`, date: '2026-04-06' })
}

const recorded = JSON.stringify(
  { url: 'x', status_code: 200, body: readFixture('arxiv/feed.xml').toString() },
  undefined,
  2,
)
const exported = toExportLine(
  createRecord('sample:1' as PaperId, { title: 'Owl' }, { source: 'sample', at: 0, weight: 0 }),
)

const aCsl = { id: 'a', type: 'article', title: 'Owls', abstract: 'They sleep.', DOI: '10.1000/a' }

const FORMS: [string, Buffer | string, string[]][] = [
  [
    'a listing of arXiv',
    readFixture('arxiv/listing.jsonl'),
    [
      '2604.00011',
      '2604.00012',
      '2604.00013',
      '2401.00013',
      'title:dbc07998e09fa0c2',
      'line 7',
      'line 8',
      'line 9',
      'line 10',
      'line 11',
      '2604.00018',
    ],
  ],
  [
    'an archive of arXiv',
    readFixture('arxiv/archive.jsonl'),
    ['0704.0002', '1912.12796', 'math/0701041', '0812.3000', 'line 5'],
  ],
  ['Atom', readFixture('arxiv/feed.xml'), ['2604.00011', 'hep-th/0701041', 'entry 3', 'entry 4']],
  [
    'an answer of OAI-PMH',
    readFixture('arxiv/oai-raw.xml'),
    ['2604.00011', 'math/0611800', 'record 3', 'record 4', 'record 5'],
  ],
  [
    'a feed of what was announced',
    readFixture('arxiv/announced.rss.xml'),
    ['2604.00101', '2604.00102', '2603.00011', 'math/0611800', 'item 5'],
  ],
  ['such a feed as Atom', readFixture('arxiv/announced.atom.xml'), ['2604.00101']],
  ['a recorded answer of Atom', recorded, ['2604.00011', 'hep-th/0701041', 'entry 3', 'entry 4']],
  ['the export', `${exported}\n`, ['sample:1']],
  [
    'BibTeX',
    '% Owls\n@misc{a,\n title={Owls},\n doi={10.1000/a}}\n@misc{b, eprint={2604.00002}}',
    ['doi:10.1000/a', '2604.00002'],
  ],
  ['RIS', '\nTY  - JOUR\nTI  - Owls\nDO  - 10.1000/a\nER  - \n', ['doi:10.1000/a']],
  ['CSL-JSON', JSON.stringify([aCsl], undefined, 2), ['doi:10.1000/a']],
  ['CSL-JSON on one line', JSON.stringify([aCsl]), ['doi:10.1000/a']],
  ['one record of CSL-JSON', JSON.stringify(aCsl), ['doi:10.1000/a']],
  [
    "Zotero's JSON",
    JSON.stringify([{ itemType: 'preprint', title: 'Owls', archiveID: 'arXiv:2604.00001' }]),
    ['2604.00001'],
  ],
  [
    "Zotero's RDF",
    '<?xml version="1.0"?>\n<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#"><bib:Document rdf:about="http://arxiv.org/abs/2604.00001">' +
      '<z:itemType>preprint</z:itemType><dc:title>Owls</dc:title></bib:Document></rdf:RDF>',
    ['2604.00001'],
  ],
  [
    'a feed of papers',
    '<rss version="2.0"><channel><item><title>Owls</title><link>https://doi.org/10.1000/a</link></item></channel></rss>',
    ['doi:10.1000/a'],
  ],
  [
    'a JSON Feed of papers',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ title: 'Owls', url: 'https://doi.org/10.1000/a' }],
    }),
    ['doi:10.1000/a'],
  ],
  ['a text that names papers', 'Read\nhttps://arxiv.org/abs/2604.00001v2\nand 2604.1.\n', ['2604.00001']],
  ['one record in many lines', JSON.stringify(JSON.parse(aRow(1)), undefined, 2), ['2604.00001']],
  ['an empty answer of the Daily Papers API', ' []\n', []],
  [
    'records of several forms',
    `${aRow(1)}\n${exported}\n\n{"id":"x"}\n[1]\n`,
    ['2604.00001', 'sample:1', 'line 4', 'line 5'],
  ],
  ['records of which the first is no paper', `{"id":"x"}\n${aRow(2)}\n`, ['line 1', '2604.00002']],
  ['records of which the first is cut off', `{"id":"2604\n${aRow(2)}\n`, ['line 1', '2604.00002']],
]

describe('readPapers', () => {
  test.each(FORMS)('reads %s, plain or packed, marked or not, in pieces of any size', async (_form, content, found) => {
    const bytes = Buffer.from(content)
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])

    const read = [
      await readAll(bytes),
      await readAll(marked, 7),
      await readAll(gzipSync(bytes)),
      await readAll(gzipSync(marked), 7),
    ]

    expect(read.map(summarise)).toEqual([found, found, found, found])
  })

  test('reads a library that is not UTF-8 as Windows wrote it', async () => {
    const library = Buffer.from('@misc{a, title={Über Käuze}, doi={10.1000/a}}', 'latin1')

    expect(await readAll(library)).toMatchObject([{ paper: { fields: { title: 'Über Käuze' } } }])
  })

  test('reads a saved page and an edition of the Daily Papers', async () => {
    const page = await readAll(readFixture('saved-page/with-footers.txt'), 100)
    const edition = await readAll(readFixture('daily-papers/edition.json'), 100)
    const rows = await readAll(readFixture('daily-papers/flat-rows.jsonl'))

    expect(page).toHaveLength(6)
    for (const items of [edition, rows])
      expect(items.some((item) => 'paper' in item && item.paper.entries.length > 0)).toBe(true)
  })

  test('gives batches of at most 500, in the order of the file', async () => {
    const lines = Array.from({ length: 1_201 }, (_, index) => aRow(index + 1)).join('\n')

    const sizes: number[] = []
    for await (const batch of readPapers(inPieces(Buffer.from(lines), 65_536))) sizes.push(batch.length)

    expect(sizes).toEqual([500, 500, 201])
  })

  test.each([
    ['', 'The file is empty'],
    [' \n\t\n', 'The file is empty'],
    [
      '["2604.00001","2026-05-01T00:00:00Z",1,2,3]\n["2604.00002","2026-05-01T00:00:00Z",1,2,3]\n',
      'which are not papers',
    ],
    ['["owl/list","2604.00001","2026-05-01"]\n["owl/list","2604.00002","2026-05-01"]\n', 'which are not papers'],
    ['{"_id":"1","text":"owls"}\n{"_id":"2","text":"mice"}\n', 'not a form that import knows'],
    ['{"name":"owls"}', 'not a form that import knows'],
    ['{"name":\n"ow', 'The JSON is broken'],
    ['Dear owl,\nwhere are you?\n', 'not a form that import knows'],
    ['<html><body>Owls</body></html>', 'A page of HTML'],
    ['\x89PNG\r\n\x1a\n\0\0', 'not a form that import knows'],
  ])('refuses %j', async (content, message) => {
    await expect(readAll(content)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(message) as string,
    })
  })

  test('gives what a file cut off holds before it fails', async () => {
    const packed = gzipSync(Array.from({ length: 700 }, (_, index) => aRow(index + 1)).join('\n'))
    const batches: number[] = []

    const reading = (async () => {
      for await (const batch of readPapers(inPieces(packed.subarray(0, -20), 500))) batches.push(batch.length)
    })()

    await expect(reading).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('cut off') as string,
    })
    expect(batches[0]).toBe(500)
    expect(batches[1]).toBeGreaterThan(100)
  })

  test('fails for a packed file that was cut off before anything could be told', async () => {
    await expect(readAll(gzipSync(aRow(1)).subarray(0, 5))).rejects.toThrow('cut off')
  })

  test('leaves out a line that is too long, or not UTF-8, and goes on', async () => {
    const long = `{"title":"${'o'.repeat(16 * 1024 * 1024)}"}`
    const lines = [aRow(1), long, aRow(3), '', aRow(5)].join('\n')
    const bytes = Buffer.concat([Buffer.from(lines), Buffer.from([0x0a, 0x22, 0xff, 0x22])])

    const items = await readAll(bytes)

    expect(summarise(items)).toEqual(['2604.00001', 'line 2', '2604.00003', '2604.00005', 'line 6'])
    expect(items.flatMap((item) => ('fault' in item ? [item.fault.reason] : []))).toEqual([
      'longer than 16 MiB',
      'not UTF-8',
    ])
  })

  test('takes out what no database can keep', async () => {
    const [item] = await readAll(String.raw`{"id":"2604.00001","title":"O\u0000wl \ud83d","date":"2026-04-06"}`)

    expect(item).toMatchObject({ paper: { fields: { title: 'Owl \ufffd' } } })
  })

  test.each([
    ['the reader stops early', aRow(1)],
    ['the form is not known', 'Dear owl,'],
    ['its records are not papers', '[1]'],
    ['a document breaks off', '{"name":'],
  ])('lets go of the file when %s', async (_when, line) => {
    let released = false
    async function* source() {
      try {
        for (let number = 0; number < 100_000; number++) yield Buffer.from(`${line}\n`)
      } finally {
        released = true
      }
    }

    const reading = readPapers(source())[Symbol.asyncIterator]()
    await reading.next().then(
      () => reading.return?.(),
      () => undefined,
    )

    expect(released).toBe(true)
  })
})

describe.skipIf(!existsSync(DATA))('recorded arXiv rows (skipped where ../shared/data/arxiv is absent)', () => {
  test.each([
    { name: '2025', read: 112_053, byTitle: 6 },
    { name: '2026', read: 57_227, byTitle: 0 },
  ])('of $name are all read, each of a paper of its own', async ({ name, read, byTitle }) => {
    const file = readFileSync(new URL(`${name}.jsonl.gz`, DATA))

    const ids: string[] = []
    for await (const batch of readPapers(inPieces(file, 65_536))) ids.push(...summarise(batch))

    expect(ids.filter((id) => id.startsWith('line'))).toEqual([])
    expect(ids.filter((id) => id.startsWith('title:'))).toHaveLength(byTitle)
    expect(new Set(ids).size).toBe(read)
  })

  test('of older hold 31,839 ids that were numbers, all mended, some to the id of another row', () => {
    const lines = gunzipSync(readFileSync(new URL('older.jsonl.gz', DATA)))
      .toString()
      .trimEnd()
      .split('\n')
    const rows = lines.map((line) => JSON.parse(line) as { id: string })

    const read = summarise(rows.map((row) => readArxivRow(row, 'left out')))

    const mended = rows.flatMap(({ id }, index) => (id === read[index] ? [] : [[id, read[index]] as const]))
    expect(rows).toHaveLength(122_758)
    expect(read).not.toContain('left out')
    expect(mended).toHaveLength(31_839)
    for (const [number, id] of mended) expect(Math.abs(Number(number) - Number(id))).toBeLessThan(1e-7)
    expect(new Set(read).size).toBe(117_652)
  })
})

describe('a text that is longer than any paper has', () => {
  const aLong = (fields: object): string =>
    JSON.stringify({ id: '2604.00001', title: 'Owl', date: '2026-04-06', authors: ['A. Owl'], ...fields })

  test.each([
    ['title', { title: 'x'.repeat(2001) }, '2,001'],
    ['abstract', { abstract: 'x'.repeat(50_001) }, '50,001'],
    ['author', { authors: ['B. Owl', 'x'.repeat(1001)] }, '1,001'],
  ])('is a fault that names the record: %s', async (what, fields, length) => {
    const items = await readAll(`${aLong(fields)}\n${aRow(2)}\n`)

    expect(summarise(items)).toEqual(['2604.00001', '2604.00002'])
    expect(items[0]).toMatchObject({
      fault: { reason: expect.stringMatching(new RegExp(`${what}.*${length}`)) as unknown },
    })
  })

  test('is taken up to the limit', async () => {
    const longest = { title: 'x'.repeat(2000), abstract: 'x'.repeat(50_000), authors: ['x'.repeat(1000)] }

    const [item] = await readAll(`${aLong(longest)}\n`)

    expect(item).toHaveProperty('paper')
  })
})
