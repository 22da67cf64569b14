import { aContext } from '../../../test/support/harvest-context.ts'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Harvest, HarvestContext, PaperSource } from '../../domain/harvest.ts'
import type { Validator } from '../../domain/ports.ts'
import { type AnsweringServer, askAtOnce, startAnsweringServer } from '../../../test/support/answering-server.ts'
import { createFeedSource } from './source.ts'

const NOW = Date.UTC(2026, 10, 20, 12)

function aFeed(...items: string[]): string {
  return `<rss version="2.0"><channel><title>Birds</title>${items.join('')}</channel></rss>`
}
function anItem(doi: string, title = `What bird ${doi} says`): string {
  return `<item><title>${title}</title><link>https://doi.org/${doi}</link></item>`
}
const NO_PAPER = '<item><title>Call for papers</title></item>'

let server: AnsweringServer
let source: PaperSource
let url: string
let kept: Map<string, Validator>
beforeEach(async () => {
  server = await startAnsweringServer()
  url = `${server.address}/feed.xml?of=birds`
  kept = new Map()
  source = createFeedSource({ ask: askAtOnce(() => NOW), feeds: [url, 'https://other.example/feed'] })
})
afterEach(() => server.close())

/** Harvests as the sync does: validators are kept with the items. */
async function harvest(): Promise<Harvest> {
  const context: HarvestContext = { ...aContext(), findValidator: (address) => Promise.resolve(kept.get(address)) }
  const [task] = source.slots[0]?.plan(NOW) ?? []
  const harvest = await source.harvest(task?.key ?? '', undefined, context)
  for (const [address, validator] of harvest.validators ?? []) kept.set(address, validator)
  return harvest
}

function summarise({ items }: Harvest): string[] {
  return items.map((item) => ('paper' in item ? item.paper.id : item.fault.reason))
}

describe('harvest', () => {
  test('asks again with the validators of the last answer, and has nothing to tell of what is unchanged', async () => {
    server.reply = ({ headers }) =>
      headers['if-none-match'] === '"1"'
        ? { status: 304 }
        : { headers: { ETag: '"1"' }, body: aFeed(anItem('10.1000/1')) }

    const [first, second] = [await harvest(), await harvest()]

    expect(summarise(first)).toEqual(['doi:10.1000/1'])
    expect(second).toEqual({ items: [] })
    expect(server.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"'])
  })

  test('tells once what is no paper, also when the feed has changed', async () => {
    server.reply = () => ({ body: aFeed(anItem('10.1000/1'), NO_PAPER) })
    const first = await harvest()
    server.reply = () => ({ body: aFeed(anItem('10.1000/2'), NO_PAPER, '<item><title>News</title></item>') })

    const second = await harvest()

    expect(summarise(first)).toEqual(['doi:10.1000/1', expect.stringContaining('"Call for papers" names no') as string])
    expect(summarise(second)).toEqual(['doi:10.1000/2', expect.stringContaining('"News" names no') as string])
  })

  test('reads packed feeds, and those of other encodings than they declare', async () => {
    const feed = aFeed(anItem('10.1000/1', 'Über die Käuze'))
    const latin = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="utf-8"?>'), Buffer.from(feed, 'latin1')])
    const titles: unknown[] = []
    for (const body of [gzipSync(feed), latin]) {
      const headers = body === latin ? {} : { 'Content-Encoding': 'gzip' }
      server.reply = () => ({ body, headers: { 'Content-Type': 'application/rss+xml', ...headers } })
      const [item] = (await harvest()).items
      titles.push(item && 'paper' in item ? item.paper.fields.title : item)
    }

    expect(titles).toEqual(['Über die Käuze', 'Über die Käuze'])
  })

  test.each([
    ['a page', '<!doctype html><html><body>Sorry</body></html>', 'A page of HTML, not XML'],
    ['half a feed', '<rss><channel><item><title>Ow', 'breaks off'],
  ])('calls %s broken and names the host alone', async (_name, body, message) => {
    server.reply = () => ({ body })

    const failed = harvest()

    await expect(failed).rejects.toMatchObject({
      trouble: 'broken',
      message: expect.stringContaining(message) as string,
    })
    await expect(failed).rejects.not.toThrow('of=birds')
  })

  test('refuses a feed that was taken out of the settings', async () => {
    const context = {} as HarvestContext

    const refused = source.harvest('https://gone.example/feed at 2026-11-20T12:25', undefined, context)

    await expect(refused).rejects.toMatchObject({ trouble: 'refused' })
  })
})

test('each feed is a subject of its own, planned every two hours under a name that does not tell its address', () => {
  const [slot] = source.slots

  const host = new URL(url).host
  expect(slot?.pattern).toBe('25 */2 * * *')
  expect(slot?.plan(NOW)).toEqual([
    {
      key: expect.stringMatching(/^127\.0\.0\.1:\d+ \([0-9a-f]{6}\) at 2026-11-20T12:00$/) as string,
      subject: expect.stringMatching(`^${host} \\([0-9a-f]{6}\\)$`) as string,
    },
    // FNV-1a of the address, by another program.
    { key: 'other.example (38cc3d) at 2026-11-20T12:00', subject: 'other.example (38cc3d)' },
  ])
})
