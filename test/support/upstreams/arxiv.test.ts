import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { UnixMs } from '../../../src/domain/time.ts'
import { aSmallWorld, at } from './a-small-arxiv.ts'
import { createArxiv } from './arxiv.ts'
import { type RunningUpstream, serveUpstream } from './serve.ts'

const WIRE = join(import.meta.dirname, '../../../../shared/data/wire')
const hasWire = existsSync(WIRE)

let running: RunningUpstream | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

async function get(now: UnixMs, path: string, recordsAPage?: number): Promise<{ status: number; text: string }> {
  await running?.close()
  running = await serveUpstream(createArxiv(aSmallWorld(), recordsAPage), () => now)
  const answer = await fetch(running.url + path)
  return { status: answer.status, text: await answer.text() }
}

function listAll(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found)
}

const LIST = '/oai?verb=ListRecords&metadataPrefix=arXivRaw'
const IDS = /<identifier>oai:arXiv.org:(.+?)</g

describe('OAI-PMH', () => {
  test.each([
    ['2026-03-05T03:29:59Z', []],
    ['2026-03-05T03:30:00Z', ['2603.00001', '2603.00002']], // 22:30 Eastern of Wednesday
    ['2026-03-06T03:30:00Z', ['2603.00002', '2603.00001', '2603.00003']],
    ['2026-03-09T02:30:00Z', ['2603.00003', '2603.00001', '2603.00002']], // clocks were changed on Sunday
  ])('tells at %s of what was announced, by datestamp and id', async (now, ids) => {
    const { status, text } = await get(at(now), LIST)

    expect(status).toBe(200)
    expect(listAll(text, IDS)).toEqual(ids)
  })

  test('tells with 200 that nothing was changed', async () => {
    const { status, text } = await get(at('2026-03-07T12:00:00Z'), `${LIST}&from=2026-03-07`)

    expect(status).toBe(200)
    expect(text).toContain('<error code="noRecordsMatch">')
  })

  test('gives the newest words of a paper with all its versions, and its sets', async () => {
    const { text } = await get(
      at('2026-03-10T12:00:00Z'),
      '/oai?verb=GetRecord&identifier=oai:arXiv.org:2603.00001&metadataPrefix=arXivRaw',
    )

    expect(listAll(text, /<title>(.+?)</g)).toEqual(['On tests, again'])
    expect(listAll(text, /<version version="(v\d)"><date>/g)).toEqual(['v1', 'v2'])
    expect(listAll(text, /<date>(.+?)</g)).toEqual(['Wed, 04 Mar 2026 00:00:00 GMT', 'Thu, 05 Mar 2026 15:00:00 GMT'])
    expect(listAll(text, /<setSpec>(.+?)</g)).toEqual(['cs:cs:CL', 'cs:cs:AI'])
    expect(text).toContain('<datestamp>2026-03-09</datestamp>')
    expect(text).toContain('<authors>Ana Núñez, Bo Li and Chen Wei</authors>')
  })

  test.each([
    ['from and until', '&from=2026-03-06&until=2026-03-06', ['2603.00003']],
    ['the set of a category, cross-lists too', '&set=cs:cs:AI', ['2603.00001']],
    ['the set of a group', '&set=cs', ['2603.00003', '2603.00001', '2603.00002']],
  ])('selects by %s', async (_name, more, ids) => {
    expect(listAll((await get(at('2026-03-10T12:00:00Z'), LIST + more)).text, IDS)).toEqual(ids)
  })

  test('leads through a list by tokens, each of which goes with the verb alone', async () => {
    const now = at('2026-03-10T12:00:00Z')
    const toToken = (text: string): string | undefined => listAll(text, /<resumptionToken expires='.+?'>(.+?)</g)[0]

    const pages = [(await get(now, `${LIST}&set=cs`, 1)).text]
    for (let token = toToken(pages[0]!); token !== undefined; token = toToken(pages.at(-1)!)) {
      pages.push((await get(now, `/oai?verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`, 1)).text)
    }

    expect(pages.flatMap((page) => listAll(page, IDS))).toEqual(['2603.00003', '2603.00001', '2603.00002'])
    expect(pages[0]).toContain("<resumptionToken expires='2026-03-11T00:00:00Z'>")
    expect(pages[0]).not.toContain('completeListSize')
    expect(decodeURIComponent(toToken(pages[1]!)!)).toContain('from=2026-03-09')
  })

  test.each([
    ['badVerb', '/oai?verb=Steal'],
    ['badArgument', `${LIST}&resumptionToken=x`],
    ['badResumptionToken', '/oai?verb=ListRecords&resumptionToken=x'],
    ['badArgument', `${LIST}&from=yesterday`],
    ['cannotDisseminateFormat', '/oai?verb=ListRecords&metadataPrefix=marc'],
    ['idDoesNotExist', '/oai?verb=GetRecord&identifier=oai:arXiv.org:2603.09999&metadataPrefix=arXiv'],
  ])('answers %s to %s, with 200', async (code, path) => {
    const { status, text } = await get(at('2026-03-10T12:00:00Z'), path)

    expect(status).toBe(200)
    expect(text).toContain(`<error code="${code}">`)
  })

  test('says who it is, and which sets there are', async () => {
    const now = at('2026-03-10T12:00:00Z')

    expect((await get(now, '/oai?verb=Identify')).text).toContain('<granularity>YYYY-MM-DD</granularity>')
    expect(listAll((await get(now, '/oai?verb=ListSets')).text, /<setSpec>(.+?)</g)).toEqual([
      ...['cs', 'cs:cs', 'cs:cs:CL', 'cs:cs:LG'],
    ])
  })

  test.skipIf(!hasWire)('writes a record with the elements of recorded ones', async () => {
    const tags = (text: string): Set<string> => new Set(listAll(text, /<([A-Za-z-]+)[ >]/g))
    const recorded = tags(readFileSync(join(WIRE, 'oai_pmh_arxiv_hepcrawl/arxiv-physics-hep-th.xml'), 'utf8'))

    const { text } = await get(at('2026-03-10T12:00:00Z'), '/oai?verb=ListRecords&metadataPrefix=arXiv')

    expect([...tags(text)].filter((tag) => !recorded.has(tag))).toEqual([])
  })
})

describe('feeds', () => {
  const ITEMS = /<guid isPermaLink="false">oai:arXiv.org:(.+?)<\/guid>/g
  const TYPES = /<arxiv:announce_type>(.+?)</g

  test.each([
    ['2026-03-05T04:59:59Z', 'the day before midnight', []],
    ['2026-03-05T05:00:00Z', 'Thursday', ['2603.00001v1 new', '2603.00002v1 cross']],
    ['2026-03-07T04:59:59Z', 'Friday, to its end', ['2603.00003v1 new', '2603.00001v2 replace']],
    ['2026-03-07T05:00:00Z', 'Saturday', []],
    ['2026-03-09T04:00:00Z', 'Monday, by summer time', []], // listed in cs.AI is nothing new in cs.CL
  ])('tell at %s of %s', async (now, _name, items) => {
    const { text } = await get(at(now), '/rss/cs.CL')

    const types = listAll(text, TYPES)
    expect(listAll(text, ITEMS).map((id, index) => `${id} ${types[index]}`)).toEqual(items)
  })

  test('join categories: what is new in one of them is new', async () => {
    const { text } = await get(at('2026-03-05T12:00:00Z'), '/rss/cs.CL+cs.LG')

    expect(listAll(text, TYPES)).toEqual(['new', 'new'])
    expect(listAll(text, ITEMS)).toEqual(['2603.00002v1', '2603.00001v1'])
    expect(text).toContain('<pubDate>Thu, 05 Mar 2026 00:00:00 -0500</pubDate>')
    expect(text).toContain('<title>On &lt;tests&gt; &amp; their ends</title>')
  })

  test('tell as Atom what they tell as RSS', async () => {
    const { text } = await get(at('2026-03-09T12:00:00Z'), '/atom/cs.AI')

    expect(listAll(text, /<entry><id>(.+?)</g)).toEqual(['oai:arXiv.org:2603.00001v2'])
    expect(listAll(text, TYPES)).toEqual(['cross'])
    expect(text).toContain('<published>2026-03-09T04:00:00.000Z</published>')
  })

  test('answer 304 until midnight to who shows their tag', async () => {
    running = await serveUpstream(createArxiv(aSmallWorld()), () => at('2026-03-05T12:00:00Z'))
    const first = await fetch(`${running.url}/rss/cs.CL`)

    const again = await fetch(`${running.url}/rss/cs.CL`, {
      headers: { 'If-None-Match': first.headers.get('etag') ?? '' },
    })

    expect(first.headers.get('cache-control')).toBe('max-age=61200') // from 7:00 to midnight
    expect(again.status).toBe(304)
  })
})

describe('the query API', () => {
  const IDS_IN = /<id>http:\/\/arxiv.org\/abs\/(.+?)</g

  test.each([
    ['by id, in the order of asking', 'id_list=2603.00003,2603.00001', ['2603.00003v1', '2603.00001v2']],
    ['an older version', 'id_list=2603.00001v1', ['2603.00001v1']],
    ['nothing for an unknown id', 'id_list=2603.09999', []],
    ['by category', 'search_query=cat:cs.AI', ['2603.00001v2']],
    [
      'by date of submission, the newest first',
      'search_query=cat:cs.CL+AND+submittedDate:[202603040000+TO+202603042359]&sortBy=submittedDate&sortOrder=descending',
      ['2603.00002v1', '2603.00001v2'],
    ],
    ['a page of them', 'search_query=cat:cs.CL&start=1&max_results=1&sortBy=submittedDate', ['2603.00002v1']],
    [
      'either of two terms, but not a third',
      'search_query=(id:2603.00001+OR+id:2603.00002)+ANDNOT+cat:cs.LG',
      ['2603.00001v2'],
    ],
  ])('finds %s', async (_name, query, ids) => {
    const { status, text } = await get(at('2026-03-12T12:00:00Z'), `/api/query?${query}`)

    expect(status).toBe(200)
    expect(listAll(text, IDS_IN)).toEqual(ids)
  })

  test('is later than OAI', async () => {
    expect(listAll((await get(at('2026-03-05T04:29:59Z'), '/api/query?id_list=2603.00001')).text, IDS_IN)).toEqual([])
    expect(listAll((await get(at('2026-03-05T04:30:00Z'), '/api/query?id_list=2603.00001')).text, IDS_IN)).toHaveLength(
      1,
    )
  })

  test.each([
    'id_list=abc',
    'search_query=cat:cs.CL&max_results=2001',
    'search_query=cat:cs.CL&start=30000',
    'search_query=(',
  ])('answers 400 and an entry named Error to %s', async (query) => {
    const { status, text } = await get(at('2026-03-12T12:00:00Z'), `/api/query?${query}`)

    expect(status).toBe(400)
    expect(listAll(text, /<title>(.+?)</g).at(-1)).toBe('Error')
  })

  test.skipIf(!hasWire)('writes an error as a recorded one', async () => {
    const name = 'arxiv_api_atom/id_abc_s0_m100_b79c8dcf6bc3.json'
    const { body } = JSON.parse(readFileSync(join(WIRE, name), 'utf8')) as { body: string }
    const toEntry = (text: string): string =>
      (/<entry>[^]*<\/entry>/.exec(text)?.[0] ?? '')
        .replaceAll(/>\s+</g, '><')
        .replaceAll(/<updated>.*?<\/updated>/g, '')

    const { text } = await get(at('2026-04-12T22:59:06Z'), '/api/query?id_list=abc')

    expect(toEntry(text)).toBe(toEntry(body))
  })
})
