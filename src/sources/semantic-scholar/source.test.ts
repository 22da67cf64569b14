import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AnsweringServer, askAtOnce, startAnsweringServer } from '../../../test/support/answering-server.ts'
import { aContext, harvestWhole } from '../../../test/support/harvest-context.ts'
import type { Subject } from '../../domain/harvest.ts'
import type { PaperId } from '../../domain/paper.ts'
import { createSemanticScholarSource } from './source.ts'

const NOW = Date.UTC(2026, 4, 20, 6)
const TASK = 'citations of the last 30 days, 2026-05-20'
const BATCH = readFileSync(new URL('../../../test/fixtures/semantic-scholar/batch.json', import.meta.url), 'utf8')

let server: AnsweringServer
beforeAll(async () => {
  server = await startAnsweringServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked.length = 0
  server.reply = ({ body }) => ({ value: listNames(body).map((_, index) => ({ citationCount: index })) })
})

function aSource(key?: string) {
  return createSemanticScholarSource({ ask: askAtOnce(() => NOW), address: server.address, key })
}

function listNames(body: unknown): string[] {
  return (body as { ids: string[] }).ids
}

function aSubject(number: number): Subject {
  return { id: `2605.${String(10_000 + number)}` as PaperId }
}

const FOUR = [1, 2, 3, 4].map(aSubject)

describe('citations', () => {
  test('are asked for by the names of papers, and stand in their order', async () => {
    server.reply = () => ({ body: BATCH })

    const [answer] = await harvestWhole(aSource(), TASK, aContext(FOUR))

    const [asked] = server.asked
    expect(asked?.url.pathname + asked!.url.search).toBe('/graph/v1/paper/batch?fields=citationCount')
    expect(listNames(asked?.body)).toEqual(['10001', '10002', '10003', '10004'].map((end) => `ARXIV:2605.${end}`))
    expect(answer).toEqual({
      items: [],
      signals: [
        { id: '2605.10001', name: 'citations', at: NOW, count: 12 },
        { id: '2605.10003', name: 'citations', at: NOW, count: 0 },
        { id: '2605.10004', name: 'citations', at: NOW, count: 3051 },
      ],
    })
  })

  test('of a paper that arXiv does not have are asked for by its DOI', async () => {
    const subjects = [
      { id: 'hep-th/9901001' as PaperId },
      { id: 'doi:10.5555/tides.7' as PaperId, doi: '10.5555/tides.7' },
      { id: 'title:0f0f' as PaperId, doi: 'no doi at all' },
      { id: 'title:0f10' as PaperId },
    ]

    const [answer] = await harvestWhole(aSource(), TASK, aContext(subjects))

    expect(listNames(server.asked[0]?.body).sort()).toEqual(['ARXIV:hep-th/9901001', 'DOI:10.5555/tides.7'])
    expect(answer?.signals?.map(({ id }) => id).sort()).toEqual(['doi:10.5555/tides.7', 'hep-th/9901001'])
  })

  test('of more than five hundred papers are asked for in batches, each paper once', async () => {
    const subjects = Array.from({ length: 1201 }, (_, index) => aSubject(index))

    const harvests = await harvestWhole(aSource(), TASK, aContext(subjects))

    expect(server.asked.map(({ body }) => listNames(body).length)).toEqual([500, 500, 201])
    expect(new Set(harvests.flatMap(({ signals = [] }) => signals).map(({ id }) => id))).toEqual(
      new Set(subjects.map(({ id }) => id)),
    )
  })

  test('of no papers are not asked for', async () => {
    const nameless = [{ id: 'title:0f10' as PaperId }]

    expect(await harvestWhole(aSource(), TASK, aContext())).toEqual([{ items: [] }])
    expect(await harvestWhole(aSource(), TASK, aContext(nameless))).toEqual([{ items: [] }])
    expect(server.asked).toEqual([])
  })

  test('the key is shown where there is one, and papers of a year are asked about with it', async () => {
    await harvestWhole(aSource('made-up'), TASK, aContext(FOUR))
    await harvestWhole(aSource(), TASK, aContext(FOUR))
    const plan = (key?: string) => aSource(key).slots.flatMap((slot) => slot.plan(NOW).map(({ subject }) => subject))

    expect(server.asked.map(({ headers }) => headers['x-api-key'])).toEqual(['made-up', undefined])
    expect(plan()).toEqual(['citations of the last 30 days', 'citations of the last 90 days'])
    expect(plan('made-up')).toEqual(['citations of the last 30 days', 'citations of the last 365 days'])
  })
})

describe('an answer', () => {
  test('with an entry that counts nothing has a fault there, and the rest counts', async () => {
    server.reply = () => ({ value: [{ citationCount: 1 }, { citationCount: '2' }, {}, { citationCount: 4 }] })

    const [answer] = await harvestWhole(aSource(), TASK, aContext(FOUR))

    expect(answer?.signals?.map(({ id, count }) => [id, count])).toEqual([
      ['2605.10001', 1],
      ['2605.10004', 4],
    ])
    expect(answer?.items).toEqual(
      ['2605.10002', '2605.10003'].map((position) => ({
        fault: { position, reason: 'Semantic Scholar counts no citations of it' },
      })),
    )
  })

  test('that no paper of the batch is known is an answer, and the next batch is asked for', async () => {
    let batches = 0
    server.reply = ({ body }) =>
      batches++ === 0
        ? { status: 400, value: { error: 'No valid paper ids given' } }
        : { value: listNames(body).map(() => ({ citationCount: 5 })) }
    const subjects = Array.from({ length: 501 }, (_, index) => aSubject(index))

    const harvests = await harvestWhole(aSource(), TASK, aContext(subjects))

    expect(harvests.flatMap(({ signals = [] }) => signals)).toHaveLength(1)
  })

  test.each([
    ['shorter than the batch', { value: [{ citationCount: 1 }] }, 'broken'],
    ['longer than the batch', { value: Array(5).fill({ citationCount: 1 }) }, 'broken'],
    ['an error told as a success', { value: { error: 'Internal' } }, 'broken'],
    ['a limit told as a success', { value: { message: 'Too Many Requests', code: '429' } }, 'busy'],
    ['a page', { body: '<html>Sorry</html>' }, 'broken'],
    ['nothing', { body: '' }, 'broken'],
    ['429 without a word of when', { status: 429, value: { message: 'Too Many Requests' } }, 'busy'],
    ['another refusal', { status: 400, value: { error: 'Unrecognized fields' } }, 'refused'],
    ['a failure', { status: 500, body: 'oops' }, 'silent'],
  ])('%s counts nothing', async (_name, reply, trouble) => {
    server.reply = () => reply

    await expect(harvestWhole(aSource(), TASK, aContext(FOUR))).rejects.toMatchObject({ trouble })
  })
})
