import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isDailyAnswer, readDailyAnswer } from './answer.ts'

function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../test/fixtures/daily-papers/${name}`, import.meta.url), 'utf8'))
}

/** An item as the answers of 2026 have it, with what a test changes within its paper and beside it. */
function anItem(paper: Record<string, unknown> = {}, beside: Record<string, unknown> = {}) {
  const submittedOnDailyAt = '2026-05-19T00:00:00.000Z'
  const publishedAt = '2026-05-18T00:00:00.000Z'
  return {
    paper: { id: '2605.00001', title: 'Kelp', upvotes: 1, publishedAt, submittedOnDailyAt, ...paper },
    ...beside,
  }
}

describe('readDailyAnswer', () => {
  test('counts no further than can be kept: neither one paper’s votes nor an answer’s', () => {
    const most = 2 ** 31 - 1
    const { papers } = readDailyAnswer([
      anItem({ upvotes: most }),
      anItem({ id: '2605.00002', upvotes: most }),
      anItem({ id: '2605.00003', upvotes: most + 1 }),
    ])

    expect(papers.map(({ counts }) => counts.votes)).toEqual([{ untimed: most }, { untimed: most }, undefined])
    expect(papers.map(({ entries }) => entries[0]?.answerVotes)).toEqual([most, most, most])
  })

  test('keeps all that an edition says of a paper', () => {
    const { papers, faults } = readDailyAnswer(readFixture('edition.json'))

    const ada = {
      handle: 'ada-k',
      externalId: '64aa00000000000000000001',
      fullname: 'Ada Kestrel',
      avatarUrl: '/avatars/ada-k.svg',
      kind: 'user',
      pro: false,
    }
    const links = {
      organization: {
        handle: 'tidal-lab',
        externalId: '65bb00000000000000000001',
        fullname: 'Tidal Lab',
        avatarUrl: 'https://cdn.example.org/tidal.png',
      },
      projectPage: 'https://tides.example.org/',
      githubRepo: 'https://git.example.org/tidal/slack',
      githubRepoAddedBy: 'user',
    }
    expect(faults).toEqual([])
    expect(papers).toHaveLength(3)
    expect(papers[0]).toMatchObject({ id: '2605.00101', formerIds: [] })
    expect(papers[0]?.fields).toEqual({
      title: 'Tides in $O(\\log n)$: "Slack" Water\n  Isn\'t Idle',
      abstract: `We time the turn of the tide.\nA bell (\x07), a line\u2028break, C:\\new and a wave 🌊 \\u0041 stay as they are.`,
      authors: ['Ada Kestrel', "Siobhán O'Dell"],
      dailyAuthors: [
        {
          externalId: '66cc00000000000000000001',
          name: 'Ada Kestrel',
          hidden: false,
          status: 'claimed_verified',
          statusChangedAt: Date.UTC(2026, 4, 19, 8, 0, 0, 250),
          account: ada,
        },
        { externalId: '66cc00000000000000000002', name: "Siobhán O'Dell", hidden: true },
      ],
      publishedAt: Date.UTC(2026, 4, 18),
      mediaUrls: ['https://cdn.example.org/tides.mp4'],
      ...links,
      aiSummary: 'Slack water can be timed.',
      aiKeywords: ['tides', 'slack water'],
      aiSummaryModel: 'example/model-1',
      discussionId: '67dd00000000000000000001',
      authorParticipating: true,
      thumbnailUrl: 'https://cdn.example.org/2605.00101.png',
    })
    expect(papers[0]?.entries).toEqual([
      {
        day: '2026-05-19',
        submittedAt: Date.UTC(2026, 4, 19),
        submitter: { ...ada, staff: false, staffAdmin: false, moderator: false, followerCount: 8 },
        place: 0,
        answerVotes: 22,
        printed: { ...links, authorParticipating: true, votes: 12 },
      },
    ])
    expect(papers[0]?.counts).toEqual({ votes: { untimed: 12 }, comments: { untimed: 3 }, stars: { untimed: 7 } })
  })

  test('equal votes keep the order of the answer, and absent keys stay absent', () => {
    const { papers } = readDailyAnswer(readFixture('edition.json'))

    const [, second, third] = papers
    expect([second, third].map((paper) => [paper?.id, paper?.counts.votes, paper?.entries[0]?.place])).toEqual([
      ['2605.00102', { untimed: 5 }, 1],
      ['2604.09003', { untimed: 5 }, 2],
    ])
    expect(third?.fields.withdrawnAt).toBe(Date.UTC(2026, 4, 18, 10, 20, 30))
    expect(second?.counts).not.toHaveProperty('stars')
    expect(second?.entries[0]?.printed).toEqual({ authorParticipating: false, votes: 5 })
    expect(Object.keys(second?.fields ?? {}).sort()).toEqual([
      'abstract',
      'authorParticipating',
      'authors',
      'dailyAuthors',
      'discussionId',
      'publishedAt',
      'thumbnailUrl',
      'title',
    ])
  })

  test('what an answer says counts as said when its day began, with its votes to tell two answers apart', () => {
    const { papers } = readDailyAnswer([anItem({ submittedOnDailyAt: '2026-05-19T06:07:08.009Z', upvotes: 40 })])

    expect(papers[0]?.origins.title).toEqual({ source: 'daily_papers', at: Date.UTC(2026, 4, 19), weight: 40 })
    expect(papers[0]?.entries[0]?.submittedAt).toBe(Date.UTC(2026, 4, 19, 6, 7, 8, 9))
  })

  test('an answer of 2024 tells the submission beside the paper, unless that is the publication in New York', () => {
    const { papers } = readDailyAnswer(readFixture('edition-of-2024.json'))

    const told = papers.map(({ fields, entries }) => [fields.title, entries.map(({ day, place }) => [day, place])])
    expect(told).toEqual([
      ['Lanterns', [['2024-06-20', 0]]],
      ['Ledgers', []],
      ['Ladders', [['2024-06-19', 0]]],
    ])
    expect(papers[0]?.entries[0]?.submittedAt).toBe(Date.UTC(2024, 5, 20, 1, 15, 0, 123))
    expect(papers[1]?.origins.title?.at).toBe(Date.UTC(2024, 5, 18, 3))
  })

  test('accounts of old answers are known by their handle alone', () => {
    const { papers } = readDailyAnswer(readFixture('edition-of-2024.json'))

    expect(papers[0]?.entries[0]?.submitter).toMatchObject({ handle: 'mira', fullname: 'Reader mira', staff: true })
    expect(papers[0]?.entries[0]?.submitter).not.toHaveProperty('externalId')
    expect(papers[0]?.fields.dailyAuthors?.[0]?.account).toMatchObject({ handle: 'noor', pro: true })
  })

  test('`id` stands in for `_id`, and a submitter of another name than the paper tells wins by itself', () => {
    const submittedOnDailyBy = { user: 'cleo', fullname: 'Cleo' }
    const { papers } = readDailyAnswer([
      anItem({ submittedOnDailyBy }, { submittedBy: { id: '64aa00000000000000000007', name: 'cleo' } }),
      anItem({ submittedOnDailyBy }, { submittedBy: { name: 'dora' } }),
    ])

    expect(papers.map(({ entries }) => entries[0]?.submitter)).toEqual([
      { handle: 'cleo', externalId: '64aa00000000000000000007', fullname: 'Cleo' },
      { handle: 'dora' },
    ])
  })

  test('an answer about several days gives places and votes within each day', () => {
    const { papers } = readDailyAnswer([
      anItem({ upvotes: 9 }),
      anItem({ upvotes: 8, submittedOnDailyAt: '2026-05-20T00:00:00.000Z' }),
      anItem({ upvotes: 7 }),
    ])

    expect(papers.map(({ entries: [entry] }) => [entry?.day, entry?.place, entry?.answerVotes])).toEqual([
      ['2026-05-19', 0, 16],
      ['2026-05-20', 0, 8],
      ['2026-05-19', 1, 16],
    ])
  })

  test('items written by Python in a wrapped list are the same papers; what is cut off is named', () => {
    const careless = readDailyAnswer(readFixture('careless-crawler.json'))

    expect(careless.papers).toEqual(readDailyAnswer(readFixture('edition.json')).papers)
    expect(careless.faults).toEqual([
      { position: 'item 3', reason: '2604.09003: text that is not a record. Unexpected end at character 301' },
    ])
  })

  test('the answer about one paper gives its day but no place in it', () => {
    const { papers } = readDailyAnswer(readFixture('one-paper.json'))

    expect(papers[0]?.fields.githubRepo).toBe('https://git.example.org/tidal/slack')
    expect(papers[0]?.entries).toMatchObject([{ day: '2026-05-19', submitter: { handle: 'ada-k' } }])
    expect(papers[0]?.entries[0]).not.toHaveProperty('place')
    expect(papers[0]?.entries[0]).not.toHaveProperty('answerVotes')
  })

  test("what stands only beside the paper is the paper's", () => {
    const beside = { title: 'Kelp', summary: 'Fronds.', mediaUrls: ['clip.mp4'], organization: { name: 'kelp-lab' } }
    const { papers } = readDailyAnswer([anItem({ title: undefined, publishedAt: undefined }, beside)])

    const organization = { handle: 'kelp-lab' }
    expect(papers[0]?.fields).toEqual({ title: 'Kelp', abstract: 'Fronds.', mediaUrls: ['clip.mp4'], organization })
    expect(papers[0]?.entries[0]?.printed).toEqual({ organization, votes: 1 })
  })

  test.each([
    ['without an id', [{ _id: 'a', name: 'Mo' }, { name: 'Jo' }], ['Mo', 'Jo']],
    ['without a name', [{ _id: 'a', name: 'Mo' }, { _id: 'b' }], ['Mo']],
    ['that is no record', [{ _id: 'a', name: 'Mo' }, 'Jo'], ['Mo']],
  ])('an author %s leaves the names, but no list of authors with accounts', (_name, authors, names) => {
    const { papers } = readDailyAnswer([anItem({ authors })])

    expect(papers[0]?.fields.authors).toEqual(names)
    expect(papers[0]?.fields.dailyAuthors).toBeUndefined()
  })

  test('an item without arXiv id or title is left out and named; the rest goes on', () => {
    const { papers, faults } = readDailyAnswer([
      anItem({ id: undefined }),
      anItem({ id: 'kelp-1' }),
      anItem({ title: 7 }),
      anItem({ title: ' \n' }),
      { paper: null },
      null,
      'kelp',
      anItem({ id: '2605.00009v2' }),
    ])

    expect(faults).toEqual([
      { position: 'item 1', reason: 'no id, title "Kelp"' },
      { position: 'item 2', reason: '"kelp-1" is not an arXiv id' },
      { position: 'item 3', reason: '2605.00001 has no title' },
      { position: 'item 4', reason: '2605.00001 has no title' },
      { position: 'item 5', reason: 'its "paper" is not a record' },
      { position: 'item 6', reason: 'not a record' },
      { position: 'item 7', reason: 'text that is not a record. Unexpected "k" at character 1' },
    ])
    expect(papers.map(({ id, fields }) => [id, fields.version])).toEqual([['2605.00009', 2]])
  })

  test('a field of the wrong type costs that field alone', () => {
    const broken = {
      upvotes: '12',
      publishedAt: '2026-02-30T00:00:00.000Z',
      githubStars: -1,
      organization: { fullname: 'No Handle' },
      ai_keywords: ['kelp', 4],
      mediaUrls: 'clip.mp4',
      authors: 'Mo',
      submittedOnDailyBy: [],
      discussionId: null,
      summary: 'Fronds.',
    }
    const { papers, faults } = readDailyAnswer([anItem(broken)])

    expect(faults).toEqual([])
    expect(papers[0]?.fields).toEqual({
      title: 'Kelp',
      abstract: 'Fronds.',
      aiKeywords: ['kelp'],
    })
    expect(papers[0]?.counts).toEqual({})
    expect(papers[0]?.entries).toMatchObject([{ day: '2026-05-19', place: 0, answerVotes: 0 }])
  })

  test('refuses what is no answer', () => {
    expect(() => readDailyAnswer({ hits: [] })).toThrow('Not an answer of the Daily Papers API')
  })
})

describe('isDailyAnswer', () => {
  test.each([
    ['a list', [anItem()]],
    ['a weekend', []],
    ['a list whose first item is broken', [null, anItem()]],
    ['a wrapped list', { ok: true, items: [anItem()] }],
    ['one item', anItem()],
    ['a list of papers', [{ id: '2605.00001', title: 'Kelp', summary: 'Fronds.', upvotes: 1 }]],
    ['Python text', [`{'paper': {'id': '2605.00001'`]],
  ])('knows %s', (_name, value) => {
    expect(isDailyAnswer(value)).toBe(true)
  })

  test.each([
    ['a number', 7],
    ['null', null],
    ['text', `{'paper': {'id': '2605.00001'`],
    ['an empty list in an object', { data: [] }],
    ['another list', [1, 'two', { id: 3 }]],
    ['a flat row', { id: '2605.00001', title: 'Kelp', abstract: 'Fronds.', upvotes: 1 }],
    ['a recorded answer of another service', { status: 200, body: '<feed/>' }],
  ])('does not claim %s', (_name, value) => {
    expect(isDailyAnswer(value)).toBe(false)
  })
})
