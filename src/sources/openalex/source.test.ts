import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AnsweringServer, askAtOnce, startAnsweringServer } from '../../../test/support/answering-server.ts'
import { aContext, harvestWhole } from '../../../test/support/harvest-context.ts'
import type { Subject } from '../../domain/harvest.ts'
import type { PaperId } from '../../domain/paper.ts'
import { createOpenalexSource } from './source.ts'

const NOW = Date.UTC(2026, 4, 20, 6)
const TASK = 'citations of the last 30 days, 2026-05-20'
const WORKS = readFileSync(new URL('../../../test/fixtures/openalex/works.json', import.meta.url), 'utf8')

let server: AnsweringServer
beforeAll(async () => {
  server = await startAnsweringServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked.length = 0
  server.reply = () => ({ value: { meta: {}, results: [] } })
})

function aSource(key?: string) {
  return createOpenalexSource({ ask: askAtOnce(() => NOW), address: server.address, key, clock: () => NOW })
}

function aSubject(id: string, doi?: string): Subject {
  return { id: id as PaperId, ...(doi !== undefined && { doi }) }
}

function listAskedDois(): string[][] {
  return server.asked.map(({ url }) => url.searchParams.get('filter')?.replace('doi:', '').split('|') ?? [])
}

const TIDES = aSubject('2605.00101', '10.5555/tides.2026.7')
const LANTERNS = aSubject('2605.00102')
const LAMPS = aSubject('doi:10.5555/lamps.31', '10.5555/lamps.31')

describe('works', () => {
  test('are asked for by all DOIs that papers have', async () => {
    await harvestWhole(aSource(), TASK, aContext([TIDES, LANTERNS, LAMPS]))

    const [asked] = server.asked
    expect(asked?.url.pathname).toBe('/works')
    expect(asked?.url.searchParams.get('per-page')).toBe('100')
    expect(listAskedDois()).toEqual([
      ['10.48550/arxiv.2605.00101', '10.5555/tides.2026.7', '10.48550/arxiv.2605.00102', '10.5555/lamps.31'],
    ])
  })

  test('give the citations of papers: of a preprint and its article the larger number', async () => {
    server.reply = () => ({ body: WORKS })

    const [answer] = await harvestWhole(aSource(), TASK, aContext([TIDES, LANTERNS, LAMPS]))

    expect(answer?.signals).toEqual([
      { id: '2605.00101', name: 'citations', at: NOW, count: 9 },
      { id: '2605.00102', name: 'citations', at: NOW, count: 0 },
      { id: 'doi:10.5555/lamps.31', name: 'citations', at: NOW, count: 4 },
    ])
  })

  test('tell the journal of a paper whose DOI is the journal’s, and of no other', async () => {
    server.reply = () => ({ body: WORKS })

    const [answer] = await harvestWhole(aSource(), TASK, aContext([TIDES, LANTERNS, LAMPS]))

    expect(answer?.items).toMatchObject([
      {
        paper: {
          id: '2605.00101',
          fields: {
            title: 'Tides in O(log n)',
            doi: '10.5555/tides.2026.7',
            journalRef: 'Annals of Slack Water (2026)',
          },
          origins: { journalRef: { source: 'openalex', at: NOW } },
        },
      },
    ])
  })

  test('a preprint that OpenAlex takes for an article gets neither its journal nor its DOI', async () => {
    const location = { version: 'publishedVersion', source: { display_name: 'Annals', type: 'journal' } }
    const work = { doi: 'https://doi.org/10.48550/arXiv.2605.00102', cited_by_count: 3, title: 'Lanterns' }
    server.reply = () => ({ value: { results: [{ ...work, primary_location: location }] } })

    const [answer] = await harvestWhole(aSource(), TASK, aContext([LANTERNS]))

    expect(answer).toMatchObject({ items: [], signals: [{ id: '2605.00102', count: 3 }] })
  })

  test.each([
    ['the manuscript that an archive keeps', { version: 'acceptedVersion' }],
    ['what stands nowhere', { source: null }],
    ['a place without a name', { source: { display_name: '', type: 'journal' } }],
  ])('%s is no journal', async (_name, change) => {
    const { results } = JSON.parse(WORKS) as { results: { primary_location: object }[] }
    const tides = results[1]!
    server.reply = () => ({
      value: { results: [{ ...tides, primary_location: { ...tides.primary_location, ...change } }] },
    })

    const [answer] = await harvestWhole(aSource(), TASK, aContext([TIDES]))

    expect(answer).toMatchObject({ items: [], signals: [{ count: 9 }] })
  })

  test('that nobody asked for are nobody’s', async () => {
    server.reply = () => ({ body: WORKS })

    const [answer] = await harvestWhole(aSource(), TASK, aContext([aSubject('2605.00999')]))

    expect(answer).toEqual({ items: [], signals: [] })
  })

  test('under one DOI are copies: the most cited counts', async () => {
    const works = [4, 11, 2].map((count) => ({ doi: 'https://doi.org/10.5555/LAMPS.31', cited_by_count: count }))
    server.reply = () => ({ value: { results: works } })

    const [answer] = await harvestWhole(aSource(), TASK, aContext([LAMPS]))

    expect(answer?.signals).toMatchObject([{ count: 11 }])
  })

  test('that cannot be read are faults, and the rest counts', async () => {
    const { results } = JSON.parse(WORKS) as { results: Record<string, unknown>[] }
    const spoilt = [{ ...results[0], cited_by_count: null }, null, ...results.slice(1)]
    server.reply = () => ({ value: { results: spoilt } })

    const [answer] = await harvestWhole(aSource(), TASK, aContext([TIDES, LANTERNS]))

    expect(answer?.items.flatMap((item) => ('fault' in item ? [item.fault.position] : []))).toEqual([
      'work 1',
      'work 2',
    ])
    expect(answer?.signals?.map(({ count }) => count)).toEqual([9, 0])
  })
})

describe('a list', () => {
  test('has at most a hundred DOIs, and every paper is asked for once', async () => {
    const withTwo = Array.from({ length: 160 }, (_, index) =>
      aSubject(`2605.${String(10_000 + index)}`, index % 2 === 0 ? `10.5555/paper.${index}` : undefined),
    )

    await harvestWhole(aSource(), TASK, aContext(withTwo))

    const lists = listAskedDois()
    expect(lists.every((list) => list.length <= 100)).toBe(true)
    expect(lists.flat()).toHaveLength(240)
    expect(new Set(lists.flat()).size).toBe(240)
    expect(lists).toHaveLength(3)
  })

  test('leaves out what would divide it, and papers without a DOI', async () => {
    const strange = ['10.5555/a|b', '10.5555/a,b', '10.5555/a b', 'nonsense']
    const subjects = strange.map((doi, index) => aSubject(`title:${index}`, doi))

    const harvests = await harvestWhole(aSource(), TASK, aContext([...subjects, aSubject('title:z')]))

    expect(harvests).toEqual([{ items: [] }])
    expect(server.asked).toEqual([])
  })

  test('has the key where there is one, and a year of papers then', async () => {
    await harvestWhole(aSource('made-up'), TASK, aContext([LAMPS]))
    await harvestWhole(aSource(), TASK, aContext([LAMPS]))
    const plan = (key?: string) => aSource(key).slots.flatMap((slot) => slot.plan(NOW).map(({ subject }) => subject))

    expect(server.asked.map(({ url }) => url.searchParams.get('api_key'))).toEqual(['made-up', null])
    expect(plan()).toEqual(['citations of the last 30 days'])
    expect(plan('made-up')).toEqual(['citations of the last 30 days', 'citations of the last 365 days'])
  })
})

describe('OpenAlex’s refusals', () => {
  const MIDNIGHT = Date.UTC(2026, 4, 21)

  test.each([
    ['Retry-After', 429, { 'Retry-After': '30' }, 'Slow down', NOW + 30_000],
    ['what is left of the day', 429, { 'X-RateLimit-Reset': '5400' }, 'Daily budget spent', NOW + 5_400_000],
    ['nothing but that the day is spent', 429, {}, 'Insufficient budget', MIDNIGHT],
    ['nothing remaining', 429, { 'X-RateLimit-Remaining-USD': '0' }, 'Too many', MIDNIGHT],
    ['403 for too fast', 403, {}, 'Rate limit exceeded', undefined],
  ])('%s: it is left alone until then', async (_name, status, headers, message, until) => {
    server.reply = () => ({ status, headers: headers as Record<string, string>, value: { error: 'Refused', message } })

    await expect(harvestWhole(aSource(), TASK, aContext([LAMPS]))).rejects.toMatchObject({ trouble: 'busy', until })
  })

  test.each([
    ['a filter that it does not take', { status: 400, value: { error: 'Invalid query parameters error.' } }, 'refused'],
    ['a key that it does not know', { status: 401, value: { error: 'Invalid API key' } }, 'refused'],
    ['an error told as a success', { value: { error: 'Sorry' } }, 'broken'],
    ['a page', { body: '<html></html>' }, 'broken'],
  ])('%s ends the attempt', async (_name, reply, trouble) => {
    server.reply = () => reply

    await expect(harvestWhole(aSource(), TASK, aContext([LAMPS]))).rejects.toMatchObject({ trouble })
  })

  test('tell nobody the key', async () => {
    server.reply = () => ({ status: 401, value: { error: 'Invalid API key' } })

    const failure = await harvestWhole(aSource('made-up'), TASK, aContext([LAMPS])).catch((thrown: unknown) => thrown)

    expect((failure as Error).message).not.toContain('made-up')
  })
})
