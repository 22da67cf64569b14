import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AnsweringServer, askAtOnce, startAnsweringServer } from '../../../test/support/answering-server.ts'
import { aContext } from '../../../test/support/harvest-context.ts'
import type { Harvest } from '../../domain/harvest.ts'
import type { Paper } from '../../domain/paper.ts'
import { createDailyPapersSource } from './source.ts'

// The edition of 20 May 2026 opens in New York at 21:30 of the 19th, which is 01:30 in UTC.
const NOW = Date.parse('2026-05-19T14:00:00.000Z')
const DAY = 'edition 2026-05-19 at 2026-05-19T14:00:00.000Z'

let server: AnsweringServer
let now = NOW

beforeAll(async () => {
  server = await startAnsweringServer()
})
afterAll(() => server.close())
beforeEach(() => {
  now = NOW
  server.asked.length = 0
  server.reply = () => ({ value: [] })
})

function harvest(key = DAY): Promise<Harvest> {
  const clock = (): number => now
  const source = createDailyPapersSource({ ask: askAtOnce(clock), address: server.address, clock })
  return source.harvest(key, undefined, aContext())
}

function readFixture(name: string): string {
  return readFileSync(new URL(`../../../test/fixtures/daily-papers/${name}`, import.meta.url), 'utf8')
}

function anItem(number: number, paper: Record<string, unknown> = {}) {
  const submittedOnDailyAt = '2026-05-19T00:00:00.000Z'
  const id = `2605.${String(10_000 + number)}`
  return { paper: { id, title: `Kelp ${number}`, upvotes: 200 - number, submittedOnDailyAt, ...paper }, numComments: 1 }
}

function listPapers({ items }: Harvest): Paper[] {
  return items.flatMap((item) => ('paper' in item ? [item.paper] : []))
}

describe('the Daily Papers', () => {
  test('are asked for a day by pages of a hundred', async () => {
    await harvest()

    const [asked] = server.asked
    expect(server.asked).toHaveLength(1)
    expect(asked?.url.pathname).toBe('/api/daily_papers')
    expect(Object.fromEntries(asked!.url.searchParams)).toEqual({ date: '2026-05-19', limit: '100', p: '0' })
  })

  test('what an edition says is a record and a point of each series at the instant of the answer', async () => {
    server.reply = () => ({ body: readFixture('edition.json') })

    const answer = await harvest()

    const [tides] = listPapers(answer)
    expect(tides?.fields.title).toBe('Tides in $O(\\log n)$: "Slack" Water\n  Isn\'t Idle')
    expect(tides?.origins.title).toEqual({ source: 'daily_papers', at: NOW, weight: 12 })
    expect(tides?.counts).toEqual({
      votes: { timed: { at: NOW, count: 12 } },
      comments: { timed: { at: NOW, count: 3 } },
      stars: { timed: { at: NOW, count: 7 } },
    })
    expect(answer.signals?.filter(({ id }) => id === tides?.id)).toEqual([
      { id: '2605.00101', name: 'votes', at: NOW, count: 12 },
      { id: '2605.00101', name: 'comments', at: NOW, count: 3 },
      { id: '2605.00101', name: 'stars', at: NOW, count: 7 },
    ])
    expect(answer).not.toHaveProperty('resume')
    expect(answer.total).toBe(3)
  })

  test('two readings of an edition are two points', async () => {
    server.reply = () => ({ value: [anItem(1, { upvotes: 4 })] })
    const morning = await harvest()
    now += 3_600_000
    server.reply = () => ({ value: [anItem(1, { upvotes: 9 })] })

    const later = await harvest()

    const votes = [morning, later].map(({ signals }) => signals?.filter(({ name }) => name === 'votes'))
    expect(votes).toEqual([
      [{ id: '2605.10001', name: 'votes', at: NOW, count: 4 }],
      [{ id: '2605.10001', name: 'votes', at: NOW + 3_600_000, count: 9 }],
    ])
  })

  test('papers beyond the first page follow those on it, in places and in the sum of votes', async () => {
    const all = Array.from({ length: 103 }, (_, index) => anItem(index, { upvotes: 1 }))
    server.reply = ({ url }) => {
      const page = Number(url.searchParams.get('p'))
      const link = `<${server.address}/api/daily_papers?p=${page + 1}>; rel="next"`
      return { value: all.slice(page * 100, page * 100 + 100), headers: page === 0 ? { Link: link } : {} }
    }

    const papers = listPapers(await harvest())

    expect(papers.map(({ entries: [entry] }) => entry?.place)).toEqual(all.map((_, index) => index))
    expect(new Set(papers.map(({ entries: [entry] }) => entry?.answerVotes))).toEqual(new Set([103]))
  })

  test('a full page that says nothing of a next one is followed until one is not full', async () => {
    const all = Array.from({ length: 130 }, (_, index) => anItem(index))
    server.reply = ({ url }) => {
      const from = Number(url.searchParams.get('p')) * 100
      return { value: all.slice(from, from + 100) }
    }

    expect(listPapers(await harvest())).toHaveLength(130)
  })

  test('faults beyond the first page are counted on from it', async () => {
    const all = Array.from({ length: 101 }, (_, index) => anItem(index, index === 100 ? { title: '' } : {}))
    server.reply = ({ url }) => {
      const from = Number(url.searchParams.get('p')) * 100
      return { value: all.slice(from, from + 100) }
    }

    const { items } = await harvest()

    expect(items.at(-1)).toEqual({ fault: { position: 'item 101', reason: '2605.10100 has no title' } })
  })

  test('an upstream that gives fewer than it was asked for and says that there are more is followed', async () => {
    const all = Array.from({ length: 5 }, (_, index) => anItem(index))
    server.reply = ({ url }) => {
      const from = Number(url.searchParams.get('p')) * 2
      const headers = from + 2 < 5 ? { Link: '<https://elsewhere.example.org/never-asked>; rel="next"' } : {}
      return { value: all.slice(from, from + 2), headers: { Link: '<x>; rel="prev"', ...headers } }
    }

    expect(listPapers(await harvest())).toHaveLength(5)
  })

  test('a weekend is an empty edition', async () => {
    const answer = await harvest('edition 2026-05-17')

    expect(answer).toEqual({ items: [], signals: [], total: 0 })
  })

  test('an item that tells no day belongs to the day that was asked for', async () => {
    server.reply = () => ({ value: [anItem(1, { submittedOnDailyAt: undefined })] })

    const [paper] = listPapers(await harvest())

    expect(paper?.entries).toMatchObject([{ day: '2026-05-19', place: 0 }])
    expect(paper?.entries[0]).not.toHaveProperty('submittedAt')
  })

  test('dates in other forms are the same dates', async () => {
    const told = ['2026-05-19T00:00:00Z', '2026-05-19T00:00:00+00:00', '2026-05-18T20:00:00-04:00', '2026-05-19']
    server.reply = () => ({ value: told.map((submittedOnDailyAt, index) => anItem(index, { submittedOnDailyAt })) })

    const papers = listPapers(await harvest())

    expect(papers.map(({ entries: [entry] }) => entry?.submittedAt)).toEqual(Array(4).fill(Date.UTC(2026, 4, 19)))
  })

  test('a field that nobody has heard of changes nothing', async () => {
    server.reply = () => ({ value: [anItem(1)] })
    const plain = await harvest()
    server.reply = () => ({ value: [{ ...anItem(1, { novelty: [{ of: null }] }), novelty: { deep: [[]] } }] })

    expect(await harvest()).toEqual(plain)
  })

  test('one bad item is a fault and the rest goes on', async () => {
    server.reply = () => ({ value: [anItem(1), anItem(2, { title: '' }), { paper: 7, id: 1 }, anItem(4)] })

    const { items } = await harvest()

    expect(items.flatMap((item) => ('paper' in item ? [item.paper.id] : []))).toEqual(['2605.10001', '2605.10004'])
    expect(items.flatMap((item) => ('fault' in item ? [item.fault] : []))).toEqual([
      { position: 'item 2', reason: '2605.10002 has no title' },
      { position: 'item 3', reason: 'its "paper" is not a record' },
    ])
  })

  test('bytes that are no UTF-8 cost the item that they stand in', async () => {
    const [before, after] = JSON.stringify([anItem(1), anItem(2, { title: 'Kelp | here' })]).split('|')
    server.reply = () => ({ body: Buffer.concat([Buffer.from(before!), Buffer.from([0xe9]), Buffer.from(after!)]) })

    const { items } = await harvest()

    expect(items.map((item) => ('paper' in item ? item.paper.id : item.fault))).toEqual([
      '2605.10001',
      { position: '2605.10002', reason: 'its text is not UTF-8' },
    ])
  })

  test('a title longer than any is a fault', async () => {
    server.reply = () => ({ value: [anItem(1, { title: 'kelp '.repeat(1000) })] })

    const { items, signals } = await harvest()

    expect(items).toEqual([{ fault: { position: '2605.10001', reason: expect.stringContaining('letters') as string } }])
    expect(signals).toEqual([])
  })
})

describe('an answer that is of no use', () => {
  test.each([
    ['a page', { body: '<!doctype html><title>Sorry</title>', headers: { 'Content-Type': 'text/html' } }, 'a page'],
    ['half a list', { body: '[{"paper":{"id":"2605.1' }, 'broken or cut off'],
    ['an error told as a success', { value: { error: 'Internal Error' } }, 'Internal Error'],
    ['a list of something else', { value: [1, 2] }, 'no list of papers'],
    ['a text in another encoding', { body: Buffer.from('[]', 'utf16le') }, 'broken or cut off'],
  ])('%s is broken, and nothing of it is kept', async (_name, reply, message) => {
    server.reply = () => reply

    await expect(harvest()).rejects.toMatchObject({
      trouble: 'broken',
      message: expect.stringContaining(message) as string,
    })
  })

  test('a day that is not open yet is asked for again later', async () => {
    server.reply = () => ({ status: 400, value: { error: 'Date must not be in the future' } })

    const failure = harvest()

    await expect(failure).rejects.toMatchObject({
      trouble: 'stale',
      message: 'The Daily Papers have not opened the edition of 2026-05-19 yet.',
    })
  })

  test('400 for a day that has long been open is a refusal', async () => {
    server.reply = () => ({ status: 400, value: { error: 'Invalid date' } })

    await expect(harvest('edition 2026-05-01')).rejects.toMatchObject({ trouble: 'refused' })
  })

  test('papers of another day are no answer', async () => {
    server.reply = () => ({ value: [anItem(1)] })

    await expect(harvest('edition 2025-01-08')).rejects.toMatchObject({
      trouble: 'stale',
      message: 'The Daily Papers answered with papers of 2026-05-19 when asked for 2025-01-08.',
    })
  })

  test('papers of another day in place of a weekend are those of their day', async () => {
    server.reply = () => ({ value: [anItem(1)] })

    const [paper] = listPapers(await harvest('edition 2025-01-11'))

    expect(paper?.entries[0]?.day).toBe('2026-05-19')
  })

  test('yesterday’s edition is none for today’s, though its papers would be of the evening before', async () => {
    server.reply = () => ({ value: [anItem(1, { submittedOnDailyAt: '2026-05-18T00:00:00.000Z' })] })

    await expect(harvest()).rejects.toMatchObject({
      trouble: 'stale',
      message: 'The Daily Papers answered with papers of 2026-05-18 when asked for 2026-05-19.',
    })
  })

  // Noon in New York is 16:00 in UTC.
  test.each(['2026-05-19T16:00:00.000Z', '2026-05-20T15:59:59.000Z'])(
    'the newest edition that is without papers after noon of its day has not come, at %s',
    async (at) => {
      now = Date.parse(at)

      await expect(harvest()).rejects.toMatchObject({
        trouble: 'stale',
        message: expect.stringContaining('edition of 2026-05-19 has not come') as string,
      })
    },
  )

  test.each([
    ['before noon of its day', '2026-05-19T15:59:59.000Z', 'edition 2026-05-19'],
    ['once the next one should be there', '2026-05-20T16:00:00.000Z', 'edition 2026-05-19'],
    // arXiv announced nothing on the evening of 25 December.
    ['of a day for which nothing was announced', '2026-12-26T20:00:00.000Z', 'edition 2026-12-26'],
  ])('an edition without papers is empty %s', async (_name, at, key) => {
    now = Date.parse(at)

    expect((await harvest(key)).items).toEqual([])
  })

  test('an edition of which no item could be read has come', async () => {
    now = Date.parse('2026-05-19T20:00:00.000Z')
    server.reply = () => ({ value: [anItem(1, { title: '' })] })

    expect((await harvest()).items).toEqual([{ fault: { position: 'item 1', reason: '2605.10001 has no title' } }])
  })

  test('papers of the evening before are, as early editions have them', async () => {
    server.reply = () => ({ value: [anItem(1, { submittedOnDailyAt: '2025-01-07T22:10:00.000Z' })] })

    const [paper] = listPapers(await harvest('edition 2025-01-08'))

    expect(paper?.entries[0]?.day).toBe('2025-01-07')
  })

  test('too many requests stop it until the time that is told', async () => {
    server.reply = () => ({ status: 429, headers: { 'Retry-After': '120' } })

    await expect(harvest()).rejects.toMatchObject({ trouble: 'busy', until: NOW + 120_000 })
  })

  test('a failure on a later page leaves nothing of the edition', async () => {
    const all = Array.from({ length: 100 }, (_, index) => anItem(index))
    server.reply = ({ url }) => (url.searchParams.get('p') === '0' ? { value: all } : { status: 502 })

    await expect(harvest()).rejects.toMatchObject({ trouble: 'silent' })
  })

  test('a task of another kind is refused', async () => {
    await expect(harvest('edition of the month')).rejects.toMatchObject({ trouble: 'refused' })
    expect(server.asked).toEqual([])
  })
})
