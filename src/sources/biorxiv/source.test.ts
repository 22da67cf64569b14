import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Harvest, HarvestContext, PaperSource } from '../../domain/harvest.ts'
import type { Day } from '../../domain/time.ts'
import { type AnsweringServer, askAtOnce, startAnsweringServer } from '../../../test/support/answering-server.ts'
import { createBiorxivSource } from './source.ts'

const CONTEXT: HarvestContext = {
  signal: new AbortController().signal,
  listSubjects: () => Promise.resolve([]),
  findValidator: () => Promise.resolve(undefined),
}
const NOON = Date.UTC(2026, 10, 20, 17)

function aVersion(number: number, version = 1, category = 'neuroscience') {
  const doi = `10.1101/2026.11.19.${String(700_000 + number)}`
  const [title, authors] = [`What owl ${number} hears`, 'Barn, T.; Lark, A.']
  return {
    doi,
    title,
    authors,
    date: '2026-11-19',
    version: String(version),
    category,
    abstract: 'Much.',
    published: 'NA',
  }
}

/** The versions that a server holds, page by page as the details API gives them; `total` may be wrong. */
function serve(versions: readonly object[], { asText = false, extra = 0 } = {}): AnsweringServer['reply'] {
  return ({ url }) => {
    const cursor = Number(url.pathname.split('/').at(-2))
    const page = versions.slice(cursor, cursor + 100)
    if (page.length === 0) return { value: { messages: [{ status: 'no posts found' }], collection: [] } }
    const [count, total] = [page.length, versions.length + extra]
    const told = asText
      ? { cursor: String(cursor), count: String(count), total: String(total) }
      : { cursor, count, total }
    return { value: { messages: [{ status: 'ok', interval: 'any', ...told }], collection: page } }
  }
}

let server: AnsweringServer
let source: PaperSource
beforeEach(async () => {
  server = await startAnsweringServer()
  source = createBiorxivSource({
    ask: askAtOnce(() => NOON),
    server: 'medrxiv',
    address: server.address,
    categories: [],
  })
})
afterEach(() => server.close())

async function harvestAll(key: string): Promise<Harvest[]> {
  const harvests: Harvest[] = []
  let resume: string | undefined
  do {
    const harvest = await source.harvest(key, resume, CONTEXT)
    harvests.push(harvest)
    resume = harvest.resume
  } while (resume !== undefined && harvests.length < 20)
  return harvests
}

function listIds(harvests: readonly Harvest[]): string[] {
  return harvests.flatMap(({ items }) => items.map((item) => ('paper' in item ? item.paper.id : item.fault.reason)))
}

describe('harvest', () => {
  test.each([
    ['numbers', {}],
    ['texts', { asText: true }],
    ['a total that counts what is not given', { extra: 31 }],
  ])('reads all pages of a range of days, told in %s', async (_name, how) => {
    const versions = Array.from({ length: 230 }, (_, number) => aVersion(number))
    server.reply = serve(versions, how)

    const harvests = await harvestAll('posted 2026-11-18 to 2026-11-20, asked 2026-11-20T21h')

    expect(listIds(harvests)).toEqual(versions.map(({ doi }) => `doi:${doi}`))
    const pages = server.asked.slice(0, 3).map(({ url }) => url.pathname)
    expect(pages).toEqual(['0', '100', '200'].map((at) => `/details/medrxiv/2026-11-18/2026-11-20/${at}/json`))
  })

  test('goes on from a resume token without reading again what came before', async () => {
    server.reply = serve(Array.from({ length: 130 }, (_, number) => aVersion(number)))

    const harvest = await source.harvest('posted 2026-11-18 to 2026-11-20', '100', CONTEXT)

    expect(harvest).toMatchObject({ total: 130 })
    expect(harvest.items).toHaveLength(30)
    expect(harvest.resume).toBeUndefined()
  })

  test('keeps the categories that are wished for, in any spelling', async () => {
    server.reply = serve([aVersion(1), aVersion(2, 1, 'Cell Biology'), aVersion(3, 1, 'zoology')])
    const some = createBiorxivSource({
      ask: askAtOnce(() => NOON),
      server: 'biorxiv',
      address: server.address,
      categories: ['cell_biology', 'Zoology'],
    })

    const { items } = await some.harvest('posted 2026-11-18 to 2026-11-20', undefined, CONTEXT)

    expect(listIds([{ items }])).toEqual(['doi:10.1101/2026.11.19.700002', 'doi:10.1101/2026.11.19.700003'])
  })

  test('names a bad record by its place and keeps the others', async () => {
    server.reply = serve([aVersion(1), { ...aVersion(2), title: null }, aVersion(3)])

    const { items } = await source.harvest('posted 2026-11-18 to 2026-11-20', undefined, CONTEXT)

    expect(items[1]).toEqual({ fault: { position: 'item 2', reason: '10.1101/2026.11.19.700002 has no title' } })
    expect(items).toHaveLength(3)
  })

  test('has nothing to tell of days on which nothing was posted', async () => {
    server.reply = serve([])

    expect(await source.harvest('posted 2026-11-21 to 2026-11-22', undefined, CONTEXT)).toEqual({ items: [] })
  })

  test.each([
    ['a page', { body: '<html>Down for maintenance</html>' }, 'a page instead of JSON'],
    ['half an answer', { body: '{"messages":[{"status":"ok"' }, 'broken or cut off'],
    ['another document', { value: { papers: [] } }, 'no list of preprints'],
    [
      'an error told as success',
      { value: { messages: [{ status: 'Error: (2002) no database' }], collection: [] } },
      'medRxiv answered: Error: (2002)',
    ],
  ])('calls %s broken', async (_name, reply, message) => {
    server.reply = () => reply

    const harvest = source.harvest('posted 2026-11-18 to 2026-11-20', undefined, CONTEXT)

    await expect(harvest).rejects.toMatchObject({
      trouble: 'broken',
      message: expect.stringContaining(message) as string,
    })
  })

  test.each([
    ['posted 2026-11-20 to 2026-11-18', undefined],
    ['posted 2026-11-32 to 2026-11-33', undefined],
    ['everything', undefined],
    ['posted 2026-11-18 to 2026-11-20', '../../x'],
  ])('refuses %j from %j without asking', async (key, resume) => {
    await expect(source.harvest(key, resume, CONTEXT)).rejects.toMatchObject({ trouble: 'refused' })
    expect(server.asked).toEqual([])
  })
})

describe('the plans', () => {
  test('ask twice a day for the day in New York and the one before', () => {
    const [slot] = source.slots

    const evening = slot?.plan(Date.UTC(2026, 10, 21, 2, 20)) // 21:20 of the 20th in New York

    expect(evening).toEqual([
      { key: 'posted 2026-11-19 to 2026-11-20, asked 2026-11-21T02h', subject: 'posted 2026-11-19 to 2026-11-20' },
    ])
  })

  test('fill a range of days week by week, the newest first, each day once', () => {
    const tasks = source.planBackfill?.('2026-11-01' as Day, '2026-11-16' as Day)

    expect(tasks?.map(({ key }) => key)).toEqual([
      'posted 2026-11-10 to 2026-11-16',
      'posted 2026-11-03 to 2026-11-09',
      'posted 2026-11-01 to 2026-11-02',
    ])
  })

  test('start with the newest days', () => {
    expect(source.planStart?.(NOON).map(({ subject }) => subject)).toEqual(['posted 2026-11-17 to 2026-11-20'])
  })
})
