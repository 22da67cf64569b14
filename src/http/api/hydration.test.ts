import { describe, expect, test } from 'vitest'
import { aFeatured } from '../../../test/support/builders.ts'
import type { EditionEntry, Paper, PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import type { ListPlacedPapers } from '../../services/list-edition.ts'
import { type AttributeBytes, composeDailyPapersWith, composePaperContent, toAttributeText } from './hydration.ts'

const BASE = 'https://broadsheet.example'
const DAY = '2026-04-01' as Day
const page = { period: { kind: 'day' as const, name: '2026-04-01' } }

function paperOf(id: string, votes = 1): Paper {
  const account = { handle: 'ada', externalId: 'a'.repeat(24), fullname: 'Ada' }
  const entry: EditionEntry = { day: DAY, submitter: account }
  return aFeatured({
    id: id as PaperId,
    votes,
    entries: [entry],
    fields: {
      dailyAuthors: [{ externalId: 'b'.repeat(24), name: 'Ada Kestrel', hidden: false, account, status: 'claimed' }],
      organization: { handle: 'lab', fullname: 'The Laboratory', avatarUrl: 'https://avatars.example/lab.png' },
    },
  })
}

/** A store of two papers, and which of them were asked for. */
function setUp(mostBytes?: number) {
  const asked: string[] = []
  const papers = new Map([paperOf('2604.00001', 7), paperOf('2604.00002', 3)].map((paper) => [paper.id, paper]))
  const list: ListPlacedPapers = (placings) => {
    asked.push(...placings.map(({ id, day }) => `${id} ${day}`))
    return Promise.resolve(
      placings.flatMap(({ id }) => {
        const paper = papers.get(id)
        return paper ? [{ paper, ...(paper.entries[0] && { entry: paper.entries[0] }) }] : []
      }),
    )
  }
  return { asked, papers, compose: composeDailyPapersWith(list, BASE, mostBytes) }
}

const headline = (id: string, changeNumber = 1) => ({ id: id as PaperId, changeNumber, featuredOn: DAY })
const write = (bytes: AttributeBytes) => Buffer.concat(bytes).toString()
const read = (bytes: AttributeBytes) =>
  JSON.parse(write(bytes).replaceAll('&quot;', '"')) as { dailyPapers: { paper: Paper }[] }

describe('the data of an edition for programs', () => {
  test('hold what a page is of, and the papers in the order of the headlines', async () => {
    const { compose } = setUp()
    const neighbours = { previous: { name: '2026-03-31' }, next: { name: '2026-04-02' } }

    const props = read(await compose([headline('2604.00002'), headline('2604.00001')], { ...page, ...neighbours }))

    expect(props).toMatchObject({
      ...{ dateString: '2026-04-01', prevDate: '2026-03-31', nextDate: '2026-04-02', periodType: 'day' },
      ...{ query: {}, isTrending: false, canSubmit: false },
    })
    expect(props.dailyPapers.map(({ paper }) => paper.id)).toEqual(['2604.00002', '2604.00001'])
  })

  test('say of people and organisations their names alone, and of the rest what the API says', async () => {
    const { compose } = setUp()

    const [item] = read(await compose([headline('2604.00001')], page)).dailyPapers

    expect(item).toEqual({
      paper: {
        id: '2604.00001',
        authors: [{ name: 'Ada Kestrel', hidden: false }],
        publishedAt: '2026-04-01T00:00:00.000Z',
        submittedOnDailyAt: '2026-04-01T00:00:00.000Z',
        title: 'On the patience of long and quiet proofs',
        summary: 'We wait.',
        upvotes: 7,
        organization: { name: 'lab', fullname: 'The Laboratory' },
      },
      publishedAt: '2026-03-31T20:00:00.000Z',
      title: 'On the patience of long and quiet proofs',
      thumbnail: expect.stringContaining('2604.00001') as string,
      numComments: 0,
      submittedBy: { name: 'ada', fullname: 'Ada' },
      organization: { name: 'lab', fullname: 'The Laboratory' },
      upvoted: false,
    })
  })

  test('are composed once for each change of a paper', async () => {
    const { asked, compose, papers } = setUp()
    const before = await compose([headline('2604.00001'), headline('2604.00002')], page)
    papers.set('2604.00001' as PaperId, paperOf('2604.00001', 99))
    asked.length = 0

    const same = await compose([headline('2604.00001'), headline('2604.00002')], page)
    const changed = read(await compose([headline('2604.00001', 2), headline('2604.00002')], page))

    expect(write(same)).toBe(write(before))
    expect(asked).toEqual(['2604.00001 2026-04-01'])
    expect(changed.dailyPapers[0]?.paper).toMatchObject({ upvotes: 99 })
  })

  test('are composed for each edition that shows a paper', async () => {
    const { asked, compose } = setUp()
    await compose([headline('2604.00001')], page)

    await compose([{ ...headline('2604.00001'), featuredOn: '2026-04-02' as Day }], page)

    expect(asked).toEqual(['2604.00001 2026-04-01', '2604.00001 2026-04-02'])
  })

  test('take no more memory than they may: what does not fit is composed again', async () => {
    const { asked, compose } = setUp(100)
    await compose([headline('2604.00001')], page)

    const again = read(await compose([headline('2604.00001')], page))

    expect(again.dailyPapers).toHaveLength(1)
    expect(asked).toHaveLength(2)
  })

  test('leave out a paper that was joined to another between two readings, and look for it again', async () => {
    const { compose } = setUp()

    const props = read(await compose([headline('2604.09999'), headline('2604.00001')], page))

    expect(props.dailyPapers.map(({ paper }) => paper.id)).toEqual(['2604.00001'])
    expect(read(await compose([], page)).dailyPapers).toEqual([])
  })
})

describe('the data of a paper for programs', () => {
  test('hold the paper as the API has it, and what else the page of the format tells', () => {
    const props = read(composePaperContent(paperOf('2604.00001', 7), BASE, 3))

    expect(props).toMatchObject({
      comments: [],
      paper: { id: '2604.00001', upvotes: 7, authors: [{ _id: 'b'.repeat(24), user: { user: 'ada' } }] },
      ...{ upvoted: false, upvoters: [], dailyPaperRank: 3, query: {} },
      organization: { name: 'lab' },
      markdownContentUrl: 'https://broadsheet.example/papers/2604.00001.md',
    })
  })
})

describe('toAttributeText', () => {
  test.each([
    ['"><script>alert(1)</script>'],
    ["it's &quot; & &amp; \\u0026 <b>"],
    ['论文 é 𝛼 \u2028 \u007f \ud800 end'],
    ['\\" \\\\" \n\t\u0000'],
  ])('writes %j in ASCII that no reader of HTML takes for markup, and that comes back', (text) => {
    const written = toAttributeText({ text })

    expect(written).toMatch(/^[\x20-\x7e]+$/)
    expect(written).not.toMatch(/["'<>]|&(?!quot;)/)
    expect(JSON.parse(written.replaceAll('&quot;', '"'))).toEqual({ text })
  })
})
