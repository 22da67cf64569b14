import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Harvest, PaperSource } from '../../domain/harvest.ts'
import type { Day } from '../../domain/time.ts'
import { aContext } from '../../../test/support/harvest-context.ts'
import { type AnsweringServer, askAtOnce, startAnsweringServer } from '../../../test/support/answering-server.ts'
import { createBiorxivSource } from './source.ts'

const CONTEXT = aContext()
const DAILY = 'posted 2026-11-19 to 2026-11-20, asked 2026-11-21T02h'
const RESUME = '{"cursor":100,"from":"2026-11-18"}'
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

    const harvest = await source.harvest('posted 2026-11-18 to 2026-11-20', RESUME, CONTEXT)

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

    const [task] = some.planBackfill!('2026-11-18' as Day, '2026-11-20' as Day)

    const { items } = await some.harvest(task!.key, undefined, CONTEXT)

    expect(listIds([{ items }])).toEqual(['doi:10.1101/2026.11.19.700002', 'doi:10.1101/2026.11.19.700003'])
  })

  test('makes up for the days since it was read whole last, page by page', async () => {
    const versions = Array.from({ length: 130 }, (_, number) => aVersion(number))
    server.reply = serve(versions)
    const reached = { day: '2026-11-11' as Day }
    const context = {
      ...CONTEXT,
      findReach: (subject: string) => Promise.resolve(subject === 'posted' ? reached.day : undefined),
    }

    const first = await source.harvest(DAILY, undefined, context)
    reached.day = '2026-11-20' as Day // another task has come that far meanwhile
    const last = await source.harvest(DAILY, first.resume, context)

    expect(listIds([first, last])).toHaveLength(130)
    const range = '/details/medrxiv/2026-11-11/2026-11-20'
    expect(server.asked.map(({ url }) => url.pathname)).toEqual([`${range}/0/json`, `${range}/100/json`])
    expect([first.reached, last.reached]).toEqual([undefined, { subject: 'posted', day: '2026-11-20' }])
  })

  test('reads the days of the past that somebody asks for, and says nothing of how far it is', async () => {
    server.reply = serve([aVersion(1)])
    const context = { ...CONTEXT, findReach: () => Promise.resolve('2026-01-01' as Day) }

    const harvest = await source.harvest('posted 2026-11-10 to 2026-11-16', undefined, context)

    expect(server.asked[0]?.url.pathname).toBe('/details/medrxiv/2026-11-10/2026-11-16/0/json')
    expect(harvest.reached).toBeUndefined()
  })

  test('leaves out what lies more than a year back, and tells which days', async () => {
    server.reply = serve([])
    const context = { ...CONTEXT, findReach: () => Promise.resolve('2024-12-31' as Day) }

    const { missed } = await source.harvest(DAILY, undefined, context)

    expect(missed).toEqual({ from: '2024-12-31', until: '2025-11-18' })
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
    ['posted 2026-11-20 to 2026-11-18'],
    ['posted 2026-11-32 to 2026-11-33'],
    ['posted 2026-11-18 to 2026-11-20 of '],
    ['everything'],
  ])('refuses %j without asking', async (key) => {
    await expect(source.harvest(key, undefined, CONTEXT)).rejects.toMatchObject({ trouble: 'refused' })
    expect(server.asked).toEqual([])
  })
})

describe('the plans', () => {
  test('ask twice a day for the day in New York and the one before', () => {
    const [slot] = source.slots

    const evening = slot?.plan(Date.UTC(2026, 10, 21, 2, 20)) // 21:20 of the 20th in New York

    expect(evening).toEqual([{ key: 'posted 2026-11-19 to 2026-11-20, asked 2026-11-21T02h', subject: 'posted' }])
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
    const keys = source.planStart?.(NOON).map(({ key }) => key)
    expect(keys).toEqual(['posted 2026-11-17 to 2026-11-20, asked 2026-11-20T17h'])
  })

  test('of other categories are other tasks, whatever the order and spelling of them', () => {
    const plan = (...categories: string[]): string[] => {
      const some = createBiorxivSource({
        ask: askAtOnce(() => NOON),
        server: 'biorxiv',
        address: server.address,
        categories,
      })
      const past = some.planBackfill!('2026-11-16' as Day, '2026-11-16' as Day)
      return [...past, ...some.slots[0]!.plan(NOON)].flatMap(({ key, subject }) => [key, subject])
    }

    const [of, day] = [' of cell biology,zoology', 'posted 2026-11-16 to 2026-11-16']
    const [past, daily] = [`${day}${of}`, `posted 2026-11-19 to 2026-11-20${of}, asked 2026-11-20T17h`]
    expect(plan('Zoology', 'cell_biology')).toEqual([past, past, daily, `posted${of}`])
    expect(plan('cell biology', 'zoology')).toEqual(plan('Zoology', 'cell_biology'))
    expect(plan()).toEqual([day, day, 'posted 2026-11-19 to 2026-11-20, asked 2026-11-20T17h', 'posted'])
  })
})
