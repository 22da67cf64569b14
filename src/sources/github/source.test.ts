import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type AnsweringServer,
  askAtOnce,
  type Reply,
  startAnsweringServer,
} from '../../../test/support/answering-server.ts'
import { aContext, harvestWhole } from '../../../test/support/harvest-context.ts'
import type { Subject } from '../../domain/harvest.ts'
import type { PaperId } from '../../domain/paper.ts'
import { createGithubSource } from './source.ts'

const NOW = Date.UTC(2026, 4, 20, 6)
const TASK = 'stars of the last 14 days, 2026-05-20'
const REPOSITORY = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/github/repository.json', import.meta.url), 'utf8'),
) as Record<string, unknown>

let server: AnsweringServer
beforeAll(async () => {
  server = await startAnsweringServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked.length = 0
  server.reply = () => ({ value: REPOSITORY, headers: { ETag: '"one"' } })
})

function aSource(options: { token?: string; clock?: () => number } = {}) {
  const { token, clock = () => NOW } = options
  return createGithubSource({ ask: askAtOnce(clock), address: server.address, token, clock })
}

function aSubject(number: number, githubRepo = 'https://github.com/tidal/slack'): Subject {
  return { id: `2605.0000${number}` as PaperId, githubRepo }
}

/** Answers by path. */
function replyBy(replies: Record<string, Reply>): void {
  server.reply = ({ url }) => replies[url.pathname] ?? { status: 500 }
}

function withStars(count: unknown): Reply {
  return { value: { ...REPOSITORY, stargazers_count: count } }
}

describe('stars', () => {
  test('are counted of each paper’s code, one repository after the other', async () => {
    replyBy({ '/repos/tidal/slack': withStars(347), '/repos/mira/lanterns': withStars(0) })
    const context = aContext([aSubject(1), aSubject(2, 'https://github.com/mira/lanterns.git')])

    const harvests = await harvestWhole(aSource(), TASK, context)

    expect(harvests.flatMap(({ signals = [] }) => signals)).toEqual([
      { id: '2605.00001', name: 'stars', at: NOW, count: 347 },
      { id: '2605.00002', name: 'stars', at: NOW, count: 0 },
    ])
    expect(harvests.flatMap(({ items }) => items)).toEqual([])
    expect(harvests.map(({ resume }) => resume)).toEqual(['2605.00001', '2605.00002', undefined])
  })

  test('go on after the paper at which a run broke off', async () => {
    const context = aContext([aSubject(1), aSubject(2)])

    const { resume } = await aSource().harvest(TASK, '2605.00001', context)

    expect(resume).toBe('2605.00002')
    expect(server.asked).toHaveLength(1)
  })

  test('papers whose code is elsewhere are passed over, however many', async () => {
    const elsewhere = Array.from({ length: 120 }, (_, index) => ({
      id: `2604.${String(10_000 + index)}` as PaperId,
      githubRepo: 'https://git.example.org/a/b',
    }))
    const context = aContext([...elsewhere, aSubject(1)])

    const harvests = await harvestWhole(aSource(), TASK, context)

    expect(harvests.flatMap(({ signals = [] }) => signals)).toHaveLength(1)
    expect(server.asked).toHaveLength(1)
  })

  test('a store without code on GitHub is gone through in one go', async () => {
    const context = aContext([aSubject(1, 'https://git.example.org/a/b'), aSubject(2, 'https://github.com/tidal')])

    expect(await harvestWhole(aSource(), TASK, context)).toEqual([{ items: [] }])
  })

  test('nothing in the store is nothing to ask', async () => {
    expect(await harvestWhole(aSource(), TASK, aContext())).toEqual([{ items: [] }])
    expect(server.asked).toEqual([])
  })
})

describe('what is unchanged', () => {
  function replyWithTag(): void {
    server.reply = ({ headers }) =>
      headers['if-none-match'] === '"one"'
        ? { status: 304, body: '' }
        : { value: REPOSITORY, headers: { ETag: '"one"' } }
  }

  test('is not told again, and its validator stays', async () => {
    replyWithTag()
    const context = aContext([aSubject(1)])
    await harvestWhole(aSource(), TASK, context)
    const kept = new Map(context.validators)

    const [again] = await harvestWhole(aSource(), TASK, context)

    expect(again?.signals ?? []).toEqual([])
    expect(again?.validators).toEqual(kept)
    expect(server.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"'])
  })

  test('two papers of one repository each have their stars', async () => {
    replyWithTag()
    const context = aContext([aSubject(1), aSubject(2)])

    const harvests = await harvestWhole(aSource(), TASK, context)

    expect(harvests.flatMap(({ signals = [] }) => signals).map(({ id, count }) => [id, count])).toEqual([
      ['2605.00001', 347],
      ['2605.00002', 347],
    ])
  })

  test('a paper whose code has moved to another address is asked for anew', async () => {
    replyWithTag()
    const context = aContext([aSubject(1)])
    await harvestWhole(aSource(), TASK, context)
    const moved = { ...aContext([aSubject(1, 'https://github.com/tidal/slack-two')]), validators: context.validators }

    const [answer] = await harvestWhole(aSource(), TASK, moved)

    expect(answer?.signals).toHaveLength(1)
  })
})

describe('a repository', () => {
  test('that has moved is followed within the API', async () => {
    replyBy({
      '/repos/tidal/slack': { status: 301, headers: { Location: '/repositories/900100200' } },
      '/repositories/900100200': withStars(5),
    })

    const [answer] = await harvestWhole(aSource(), TASK, aContext([aSubject(1)]))

    expect(answer?.signals).toMatchObject([{ count: 5 }])
  })

  test.each([404, 410, 451])('that is gone (%i) is left out, and the next one asked for', async (status) => {
    replyBy({ '/repos/tidal/slack': { status, value: { message: 'Gone' } }, '/repos/mira/lanterns': withStars(3) })
    const context = aContext([aSubject(1), aSubject(2, 'https://github.com/mira/lanterns')])

    const harvests = await harvestWhole(aSource(), TASK, context)

    expect(harvests.flatMap(({ signals = [] }) => signals)).toMatchObject([{ id: '2605.00002', count: 3 }])
    expect(harvests.flatMap(({ items }) => items)).toEqual([])
  })

  test.each([
    ['no number of stars', withStars('many'), 'GitHub counts no stars of its code'],
    ['fewer than none', withStars(-1), 'GitHub counts no stars of its code'],
    ['a list', { value: [] }, 'GitHub counts no stars of its code'],
    ['that it is closed to us', { status: 403, value: { message: 'Repository access blocked' } }, 'answered 403'],
  ])('of which is told %s is a fault, and the rest goes on', async (_name, reply, reason) => {
    replyBy({ '/repos/tidal/slack': reply, '/repos/mira/lanterns': withStars(3) })
    const context = aContext([aSubject(1), aSubject(2, 'https://github.com/mira/lanterns')])

    const harvests = await harvestWhole(aSource(), TASK, context)

    expect(harvests.flatMap(({ items }) => items)).toEqual([
      { fault: { position: '2605.00001', reason: expect.stringContaining(reason) as string } },
    ])
    expect(harvests.flatMap(({ signals = [] }) => signals)).toHaveLength(1)
  })
})

describe('GitHub’s limits', () => {
  const RESET = NOW / 1000 + 1800

  test('a share that is used up ends the asking before it is refused, until it is renewed', async () => {
    let now = NOW
    const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': `${RESET}` }
    server.reply = () => ({ ...withStars(1), headers })
    const source = aSource({ clock: () => now })
    const context = aContext([aSubject(1), aSubject(2)])
    const { resume } = await source.harvest(TASK, undefined, context)

    await expect(source.harvest(TASK, resume, context)).rejects.toMatchObject({
      trouble: 'busy',
      until: RESET * 1000,
    })
    now = RESET * 1000
    await source.harvest(TASK, resume, context)

    expect(server.asked).toHaveLength(2)
  })

  test.each([
    ['429 with Retry-After', 429, { 'Retry-After': '90' }, NOW + 90_000],
    ['403 with Retry-After', 403, { 'Retry-After': '90' }, NOW + 90_000],
    [
      '403 with nothing remaining',
      403,
      { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': `${RESET}` },
      RESET * 1000,
    ],
  ])('%s stops the source until it may ask again', async (_name, status, headers, until) => {
    server.reply = () => ({ status, headers, value: { message: 'API rate limit exceeded' } })

    await expect(harvestWhole(aSource(), TASK, aContext([aSubject(1)]))).rejects.toMatchObject({
      trouble: 'busy',
      until,
    })
  })

  test('403 that tells of a limit in words alone stops it too', async () => {
    server.reply = () => ({ status: 403, value: { message: 'You have exceeded a secondary rate limit.' } })

    await expect(harvestWhole(aSource(), TASK, aContext([aSubject(1)]))).rejects.toMatchObject({ trouble: 'busy' })
  })

  test('a token that is refused ends the task', async () => {
    server.reply = () => ({ status: 401, value: { message: 'Bad credentials' } })

    const failure = harvestWhole(aSource({ token: 'made-up' }), TASK, aContext([aSubject(1)]))

    await expect(failure).rejects.toMatchObject({ trouble: 'refused' })
  })

  test('an answer that is a page is asked for again', async () => {
    server.reply = () => ({ body: '<html>Unicorn!</html>' })

    await expect(harvestWhole(aSource(), TASK, aContext([aSubject(1)]))).rejects.toMatchObject({ trouble: 'broken' })
  })

  test('a token is shown where there is one, and older papers are asked about with it', async () => {
    await harvestWhole(aSource({ token: 'made-up' }), TASK, aContext([aSubject(1)]))
    await harvestWhole(aSource(), TASK, aContext([aSubject(1)]))
    const plan = (token?: string) =>
      aSource(token === undefined ? {} : { token }).slots.flatMap((slot) =>
        slot.plan(NOW).map(({ subject }) => subject),
      )

    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer made-up', undefined])
    expect(plan()).toEqual(['stars of the last 14 days', 'stars of the last 60 days'])
    expect(plan('made-up')).toEqual(['stars of the last 14 days', 'stars of the last 600 days'])
  })
})
