import { describe, expect, test } from 'vitest'
import { anArxiv, anOaiList, anOaiRecord, anRssFeed } from '../../../test/support/arxiv-answers.ts'
import { aContext } from '../../../test/support/harvest-context.ts'
import { createArxivSource } from './source.ts'

describe('the source arXiv', () => {
  test('leaves out a paper whose text is longer than any paper has, and keeps the others', async () => {
    const long = anOaiRecord('2604.00001').replace('<title>', `<title>${'owl '.repeat(1000)}`)
    const { source } = anArxiv([anOaiList([long, anOaiRecord('2604.00002')])])

    const { items } = await source.harvest('changed cs:cs:CL 2026-04-06 2026-04-08', undefined, aContext())

    expect(items).toMatchObject([{ fault: { position: '2604.00001' } }, { paper: { id: '2604.00002' } }])
  })

  test('asks each interface at its own address, with or without a stroke at the end', async () => {
    const { source, asked } = anArxiv([anRssFeed(['2604.00101v1 new'])], { categories: ['cs.CL'] })

    await source.harvest('announced 2026-04-08', undefined, aContext())

    expect(asked.map(String)).toEqual(['http://rss.test/rss/cs.CL'])
    expect(source.addresses).toEqual(['http://oai.test/oai', 'http://rss.test', 'http://api.test/query'])
  })

  test('has nothing asked in its rest, though the turn for that comes within it', async () => {
    const rests: unknown[] = []
    const times = ['2026-04-08T00:04:59Z', '2026-04-08T00:05:00Z'].map((time) => Date.parse(time))
    const source = createArxivSource({
      ask({ restsUntil }) {
        rests.push(...times.map((time) => restsUntil?.(time)))
        return Promise.reject(new Error('nobody answers'))
      },
      ...{ clock: () => 0, categories: undefined, addresses: { oai: 'o', rss: 'r', api: 'a' } },
    })

    await expect(source.harvest('changed cs 2026-04-06 2026-04-08', undefined, aContext())).rejects.toThrow('nobody')

    expect(rests).toEqual([undefined, Date.parse('2026-04-08T00:31:00Z')])
  })

  test('plans only tasks that it can harvest', async () => {
    const { source } = anArxiv([])
    const now = Date.parse('2026-04-07T23:00:00-04:00')
    const planned = [...source.planStart!(now), ...source.slots.flatMap((slot) => slot.plan(now))]

    // Nobody answers, so each of them gets as far as asking.
    for (const { key } of planned) {
      await expect(source.harvest(key, undefined, aContext())).rejects.toThrow('nobody answers')
    }
    await expect(source.harvest('owls', undefined, aContext())).rejects.toMatchObject({ code: 'internal' })
  })
})
