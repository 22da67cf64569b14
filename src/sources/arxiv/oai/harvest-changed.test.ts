import { describe, expect, test } from 'vitest'
import { anArxiv, anOaiAnswer, anOaiList, anOaiRecord } from '../../../../test/support/arxiv-answers.ts'
import { aContext, harvestWhole } from '../../../../test/support/harvest-context.ts'
import { AppError } from '../../../domain/error.ts'
import type { Harvest, HarvestContext } from '../../../domain/harvest.ts'
import type { Day } from '../../../domain/time.ts'
import { UpstreamError } from '../../../domain/upstream-error.ts'

const KEY = 'changed cs:cs:CL 2026-04-06 2026-04-08'
const NOW = Date.UTC(2026, 3, 8, 2, 40)
const REFUSED_TOKEN = anOaiAnswer('<error code="badResumptionToken">too old</error>')

/** The context of a store in which one subject was read until a day. */
function aReached(subject: string, day: string): HarvestContext {
  return { ...aContext(), findReach: (asked) => Promise.resolve(asked === subject ? (day as Day) : undefined) }
}

function ids({ items }: Harvest): string[] {
  return items.map((item) => ('paper' in item ? item.paper.id : item.fault.reason))
}

describe('a list of changed papers', () => {
  test('is asked for by set and days, then by token alone until there is none', async () => {
    const { source, asked } = anArxiv(
      [
        anOaiList([anOaiRecord('2604.00001')], 'a&b=1', 'expires="2026-04-09T00:00:00Z"'),
        anOaiList([anOaiRecord('2604.00002')]),
      ],
      { now: NOW },
    )

    const first = await source.harvest(KEY, undefined, aContext())
    const last = await source.harvest(KEY, first.resume, aContext())

    expect([ids(first), ids(last), last.resume]).toEqual([['2604.00001'], ['2604.00002'], undefined])
    expect(asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
      { verb: 'ListRecords', metadataPrefix: 'arXivRaw', set: 'cs:cs:CL', from: '2026-04-06', until: '2026-04-08' },
      { verb: 'ListRecords', resumptionToken: 'a&b=1' },
    ])
  })

  test('of all of arXiv has no set', async () => {
    const { source, asked } = anArxiv([anOaiAnswer('<error code="noRecordsMatch"/>')])

    const harvest = await source.harvest('changed all 2026-04-06 2026-04-08', undefined, aContext())

    expect(harvest).toEqual({ items: [], reached: { subject: 'changed all', day: '2026-04-08' } })
    expect(asked[0]?.searchParams.has('set')).toBe(false)
  })

  test.each([
    ['refused', NOW, [REFUSED_TOKEN], 2],
    ['refused with a status', NOW, [new UpstreamError('refused', 'oai.test answered 400')], 2],
    ['past its time', Date.UTC(2026, 3, 9), [], 1],
  ])('begins again from its last day when its token is %s', async (_trouble, later, answers, requests) => {
    let now = NOW
    const records = [anOaiRecord('2604.00001', '2026-04-06'), anOaiRecord('2604.00002', '2026-04-07')]
    const page = anOaiList(records, 'more', 'expires="2026-04-09T00:00:00Z"')
    const { source, asked } = anArxiv([page, ...answers, anOaiList([anOaiRecord('2604.00003')])], { clock: () => now })
    const { resume } = await source.harvest(KEY, undefined, aContext())

    now = later
    const harvest = await source.harvest(KEY, resume, aContext())

    expect(ids(harvest)).toEqual(['2604.00003'])
    expect(asked).toHaveLength(1 + requests)
    expect(Object.fromEntries(asked.at(-1)!.searchParams)).toMatchObject({ from: '2026-04-07', until: '2026-04-08' })
  })

  test('begins again from its first day where its records were not in the order of days', async () => {
    const records = [anOaiRecord('2604.00001', '2026-04-08'), anOaiRecord('2604.00002', '2026-04-07')]
    const { source, asked } = anArxiv([anOaiList(records, 'more'), REFUSED_TOKEN, anOaiList([])], { now: NOW })
    const { resume } = await source.harvest(KEY, undefined, aContext())

    await source.harvest(KEY, resume, aContext())

    expect(asked.at(-1)!.searchParams.get('from')).toBe('2026-04-06')
  })

  test('gives up for a while when token after token is refused, and then begins again', async () => {
    let now = NOW
    const page = anOaiList([anOaiRecord('2604.00001', '2026-04-06')], 'more')
    const answers = [page, ...Array.from({ length: 3 }, () => [REFUSED_TOKEN, page.replace('more', 'other')]).flat()]
    const { source, asked } = anArxiv([...answers, REFUSED_TOKEN, REFUSED_TOKEN, anOaiList([])], { clock: () => now })
    let { resume } = await source.harvest(KEY, undefined, aContext())
    for (let again = 0; again < 3; again++) ({ resume } = await source.harvest(KEY, resume, aContext()))

    const before = asked.length

    await expect(source.harvest(KEY, resume, aContext())).rejects.toThrow('does not take its own resumption tokens')
    expect(asked.length - before).toBe(1)
    now += 3_600_000
    expect(ids(await source.harvest(KEY, resume, aContext()))).toEqual([])
  })

  test.each([1, 2, 3, 7])('refuses to go round in a circle of %d pages', async (length) => {
    const pages = Array.from({ length: 40 }, (_, page) =>
      // The circle begins behind the second page. When a token ends is told anew each time.
      anOaiList([], page < 2 ? `to ${page}` : `round ${page % length}`, `expires="2026-04-09T00:00:${10 + page}Z"`),
    )
    const { source, asked } = anArxiv(pages, { now: NOW })

    const whole = harvestWhole(source, KEY, aContext())

    await expect(whole).rejects.toMatchObject({
      trouble: 'refused',
      message: expect.stringContaining('in a circle') as string,
    })
    expect(asked.length).toBeLessThan(4 * length + 4)
  })

  test('of a hundred pages is read to its end', async () => {
    const pages = Array.from({ length: 99 }, (_, page) => anOaiList([], `page ${page}`))
    const { source } = anArxiv([...pages, anOaiList([])], { now: NOW })

    expect(await harvestWhole(source, KEY, aContext())).toHaveLength(100)
  })

  test('begins with the day before the one until which the set was read last', async () => {
    const empty = anOaiList([])
    const { source, asked } = anArxiv([empty, empty, empty])

    const harvest = await source.harvest(KEY, undefined, aReached('changed cs:cs:CL', '2026-03-21'))
    await source.harvest(KEY, undefined, aReached('changed cs:cs:CL', '2026-04-07'))
    await source.harvest(KEY, undefined, aReached('changed stat:stat:ML', '2026-03-21'))

    const froms = asked.map(({ searchParams }) => searchParams.get('from'))
    expect(froms).toEqual(['2026-03-20', '2026-04-06', '2026-04-06'])
    expect(harvest).toEqual({ items: [], reached: { subject: 'changed cs:cs:CL', day: '2026-04-08' } })
  })

  test('goes on from the day with which it began, whatever was read meanwhile', async () => {
    const { source, asked } = anArxiv([anOaiList([], 'more'), REFUSED_TOKEN, anOaiList([])], { now: NOW })
    const { resume } = await source.harvest(KEY, undefined, aReached('changed cs:cs:CL', '2026-03-21'))

    await source.harvest(KEY, resume, aReached('changed cs:cs:CL', '2026-04-08'))

    expect(asked.at(-1)!.searchParams.get('from')).toBe('2026-03-20')
  })

  test('tells on its way how far it has come, while it is in the order of its days', async () => {
    const days = [['2026-04-06', '2026-04-07'], ['2026-04-07'], ['2026-04-08', '2026-04-06'], ['2026-04-08']]
    const pages = days.map((stamps, page) =>
      anOaiList(
        stamps.map((day, index) => anOaiRecord(`2604.000${page}${index}`, day)),
        page < 3 ? `page ${page}` : '',
      ),
    )
    const { source } = anArxiv(pages, { now: NOW })

    const harvests = await harvestWhole(source, KEY, aContext())

    expect(harvests.map(({ reached }) => reached?.day)).toEqual(['2026-04-06', '2026-04-06', undefined, '2026-04-08'])
  })

  test('leaves out what lies more than a year back, and tells which days', async () => {
    const { source, asked } = anArxiv([anOaiList([])])

    const harvest = await source.harvest(KEY, undefined, aReached('changed cs:cs:CL', '2024-12-31'))

    expect(asked[0]?.searchParams.get('from')).toBe('2025-04-07')
    expect(harvest.missed).toEqual({ from: '2024-12-30', until: '2025-04-06' })
  })

  test('leaves out papers of other categories where a whole archive was asked for', async () => {
    const page = anOaiList([
      anOaiRecord('2604.00001', undefined, 'cs.AR'),
      anOaiRecord('2604.00002', undefined, 'cs.RO cs.CL'),
    ])
    const { source } = anArxiv([page], { categories: ['cs.CL', 'hep-th'] })

    const harvest = await source.harvest('changed cs 2026-04-06 2026-04-08', undefined, aContext())

    expect(ids(harvest)).toEqual(['2604.00002'])
  })

  test('tells which papers were deleted', async () => {
    const header =
      '<header status="deleted"><identifier>oai:arXiv.org:2604.00009</identifier><datestamp>2026-04-08</datestamp></header>'
    const { source } = anArxiv([anOaiList([`<record>${header}</record>`])])

    const harvest = await source.harvest(KEY, undefined, aContext())

    expect(harvest).toMatchObject({ items: [], withdrawn: [{ id: '2604.00009', at: Date.UTC(2026, 3, 8) }] })
  })

  test.each([
    ['<error code="badArgument">no such set</error>', 'refused', 'badArgument (no such set)'],
    ['<error code="cannotDisseminateFormat"/>', 'refused', 'cannotDisseminateFormat'],
    ['<error code="undefinedError"/>', 'broken', 'undefinedError'],
    ['<ListRecords><record>', 'broken', 'cannot be read'],
  ])('%s is %s', async (content, trouble, message) => {
    const { source } = anArxiv([anOaiAnswer(content)])

    const harvest = source.harvest(KEY, undefined, aContext())

    await expect(harvest).rejects.toMatchObject({ trouble })
    await expect(harvest).rejects.toThrow(message)
  })

  test.each([
    '',
    'Rate exceeded.',
    '<html><body>Busy</body></html>',
    anOaiList([anOaiRecord('2604.00001')]).slice(0, 500),
  ])('an answer of %.30j is broken, and nothing of it is kept', async (answer) => {
    const { source } = anArxiv([answer])

    await expect(source.harvest(KEY, undefined, aContext())).rejects.toMatchObject({
      trouble: 'broken',
      code: 'invalid',
    })
  })

  test('403, with which arXiv answers whoever asked too often, stops the source and does not end the task', async () => {
    const refusal = new UpstreamError('refused', 'export.arxiv.org answered 403', { answer: { status: 403 } })
    const { source } = anArxiv([refusal])

    await expect(source.harvest(KEY, undefined, aContext())).rejects.toMatchObject({
      trouble: 'busy',
      lasting: expect.stringContaining('ARXIV_OAI_URL') as string,
    })
  })

  test('other troubles of asking are told as they are', async () => {
    const silence = new UpstreamError('silent', 'no answer')
    const { source } = anArxiv([silence, new AppError('internal', 'ours')])

    await expect(source.harvest(KEY, undefined, aContext())).rejects.toBe(silence)
    await expect(source.harvest(KEY, undefined, aContext())).rejects.toMatchObject({ code: 'internal' })
  })
})
