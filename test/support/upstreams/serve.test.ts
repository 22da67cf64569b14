import { afterEach, describe, expect, test } from 'vitest'
import { aSmallWorld, at } from './a-small-arxiv.ts'
import { createArxiv } from './arxiv.ts'
import { writeEditions } from './daily-editions.ts'
import { createDailyPapers } from './daily-papers.ts'
import { drawFaults, type Fault, FAULTS, TRANSPORT_FAULTS } from './faults.ts'
import { type RunningUpstream, serveUpstream } from './serve.ts'
import type { Day } from '../../../src/domain/time.ts'

const NOW = at('2026-03-06T12:00:00Z')
const LIST = '/oai?verb=ListRecords&metadataPrefix=arXivRaw'

let running: RunningUpstream | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

async function start(fault: Fault | undefined, of = createArxiv(aSmallWorld())): Promise<RunningUpstream> {
  return (running = await serveUpstream(
    of,
    () => NOW,
    () => fault,
  ))
}

async function getText(fault: Fault | undefined, path: string): Promise<string> {
  await running?.close()
  const { url } = await start(fault)
  return (await fetch(url + path)).text()
}

describe('faults of the connection', () => {
  test.each([
    ['busy', 429, null],
    ['busy_seconds', 429, '60'],
    ['unavailable', 503, null],
    ['unavailable_until', 503, 'Fri, 06 Mar 2026 12:01:00 GMT'],
  ] as const)('%s is told as %s with Retry-After %s', async (fault, status, after) => {
    const { url } = await start(fault)

    const answer = await fetch(url + LIST)

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, after])
  })

  test.each(['reset', 'half'] as const)('%s breaks off', async (fault) => {
    const { url } = await start(fault)

    await expect(fetch(url + LIST).then((answer) => answer.text())).rejects.toThrow()
  })

  test('endless begins an answer and does not end it', async () => {
    const { url } = await start('endless')
    const stop = new AbortController()

    const answer = await fetch(url + LIST, { signal: stop.signal })
    const reader = answer.body!.getReader()
    const first = await reader.read()
    const second = await Promise.race([
      reader.read().then(() => 'more'),
      new Promise((resolve) => setTimeout(resolve, 50, 'silence')),
    ])
    stop.abort()

    expect(first.value!.length).toBeGreaterThan(0)
    expect(second).toBe('silence')
  })
})

describe('faults of what is answered', () => {
  test.each([
    ['cut', (text: string) => !text.includes('</OAI-PMH>')],
    ['page', (text: string) => text.startsWith('<!DOCTYPE html>')],
    ['unknown_field', (text: string) => text.includes('<novelty')],
    ['untitled', (text: string) => text.match(/<title>/g)?.length === 2],
    ['wrong_encoding', (text: string) => text.includes('\uFFFD')],
    ['error_inside', (text: string) => text.includes('<error code=')],
    ['other_dates', (text: string) => text.includes('<date>2026-03-') && text.includes('+0000</date>')],
  ] as const)('%s spoils an answer that comes with 200', async (fault, isSpoilt) => {
    const [sound, spoilt] = [await getText(undefined, LIST), await getText(fault, LIST)]

    expect(isSpoilt(sound)).toBe(false)
    expect(isSpoilt(spoilt)).toBe(true)
  })

  test('wrong_encoding puts one letter of Latin-1 amid UTF-8', async () => {
    const toRecords = (text: string): string[] => [...text.slice(text.indexOf('<ListRecords>'))]

    const sound = toRecords(await getText(undefined, LIST))
    const spoilt = toRecords(await getText('wrong_encoding', LIST))

    expect(spoilt).toHaveLength(sound.length)
    expect(['ú', 'ñ']).toContain(sound[spoilt.indexOf('\uFFFD')])
    expect(spoilt.filter((letter, index) => letter !== sound[index])).toEqual(['\uFFFD'])
  })

  test('broken takes one tag or brace away', async () => {
    const [sound, broken] = [await getText(undefined, LIST), await getText('broken', LIST)]

    const count = (text: string): number => text.match(/<\//g)?.length ?? 0
    expect(count(broken)).toBe(count(sound) - 1)
  })

  test('stale tells in a feed what the day before told, under the date of today', async () => {
    const [sound, stale] = [await getText(undefined, '/rss/cs.CL'), await getText('stale', '/rss/cs.CL')]

    const date = '<pubDate>Fri, 06 Mar 2026 00:00:00 -0500</pubDate>'
    expect([sound.includes('2603.00003v1'), stale.includes('2603.00003v1')]).toEqual([true, false])
    expect([sound.includes(date), stale.includes(date)]).toEqual([true, true])
    expect(stale).toContain('oai:arXiv.org:2603.00001v1')
  })

  test('contradicting tells in the query API an older version than OAI has', async () => {
    expect(await getText(undefined, '/api/query?id_list=2603.00001')).toContain('/abs/2603.00001v2')
    expect(await getText('contradicting', '/api/query?id_list=2603.00001')).toContain('/abs/2603.00001v1')
  })

  test.each(['cut', 'page', 'broken', 'error_inside', 'untitled', 'unknown_field', 'wrong_encoding'] as const)(
    '%s spoils a page of the Daily Papers too',
    async (fault) => {
      const editions = writeEditions(aSmallWorld(), '2026-03-05' as Day, '2026-03-05' as Day)
      const read = async (one: Fault | undefined): Promise<string> => {
        const { url, close } = await start(one, createDailyPapers(editions))
        const text = await (await fetch(`${url}/api/daily_papers?date=2026-03-05`)).text()
        await close()
        return text
      }

      expect(await read(fault)).not.toBe(await read(undefined))
    },
  )

  test('one that finds nothing to spoil is not counted', async () => {
    const { url, asked } = await start('old_ids')

    await (await fetch(url + LIST)).text()

    expect(asked[0]!.fault).toBeUndefined()
  })
})

describe('draws', () => {
  const draw = drawFaults(7, 0.3)
  const drawn = Array.from({ length: 10_000 }, (_, number) => draw(number, FAULTS))

  test('spoil the part of requests that was asked for, each in every way', () => {
    const spoilt = drawn.filter((fault) => fault !== undefined)

    // Three standard deviations of a draw of ten thousand with 0.3 are 137.
    expect(Math.abs(spoilt.length - 3000)).toBeLessThan(138)
    expect(new Set(spoilt)).toEqual(new Set(FAULTS))
  })

  test('are the same for the same seed, and others for another', () => {
    const [again, other] = [drawFaults(7, 0.3), drawFaults(8, 0.3)]

    expect(drawn.map((_, number) => again(number, FAULTS))).toEqual(drawn)
    expect(drawn.map((_, number) => other(number, FAULTS))).not.toEqual(drawn)
  })

  test('keep to what fits a request', () => {
    const possible = new Set(drawn.map((_, number) => draw(number, TRANSPORT_FAULTS)))

    expect([...possible].filter((fault) => fault !== undefined).sort()).toEqual([...TRANSPORT_FAULTS].sort())
  })
})

test('every request is kept with its simulated time, and who asked it', async () => {
  let now = NOW
  running = await serveUpstream(createArxiv(aSmallWorld()), () => now)

  await (await fetch(`${running.url}/rss/cs.CL`, { headers: { 'User-Agent': 'a test' } })).text()
  now += 3000
  await (await fetch(`${running.url}/rss/cs.LG`)).text()

  expect(running.asked.map(({ at: told, path }) => [told - NOW, path])).toEqual([
    [0, '/rss/cs.CL'],
    [3000, '/rss/cs.LG'],
  ])
  expect(running.asked[0]).toMatchObject({ userAgent: 'a test', status: 200, open: 0 })
})
