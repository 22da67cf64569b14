import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { findPaperByAnyId } from '../../src/services/find-paper.ts'
import { toTitleKey } from '../../src/domain/title-key.ts'
import type { Db } from '../../src/store/db.ts'
import { findPaper, listChanges, listPapersById } from '../../src/store/papers.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const TITLE = 'A title of five words or more'

function byTitle(title: string, rest: Parameters<typeof aPaper>[0] = {}): Paper {
  return aPaper({
    ...rest,
    id: `title:${toTitleKey(title)}` as PaperId,
    fields: { title, ...rest.fields },
    origin: { source: 'saved_page', ...rest.origin },
  })
}

describe.each(dialects)('importing on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const all = async (): Promise<Paper[]> => listPapersById(db, 100)

  test('a second time changes nothing and says so', async () => {
    const records = [
      aPaper(),
      aFeatured({ id: '2604.00002' as PaperId, entries: [{ day: '2026-04-01' as Day, place: 0 }] }),
    ]
    await importRecords(db, records)
    const before = [await all(), await listChanges(db, 100, 0)]

    const report = await importRecords(db, records)

    expect(report).toMatchObject({ read: 2, new: 0, changed: 0, unchanged: 2, skipped: 0 })
    expect([await all(), await listChanges(db, 100, 0)]).toEqual(before)
  })

  test('a paper keeps every field that its sources gave', async () => {
    const account = { handle: 'ada', externalId: 'a'.repeat(24), fullname: 'Ada L.', pro: true, followerCount: 3 }
    const paper = aFeatured({
      fields: {
        title: 'Line\n  break',
        authors: ['Ann O’Nym', '李明'],
        authorCount: 2,
        publishedAt: 1,
        updatedAt: 2,
        version: 3,
        categories: ['cs.CL', 'cs.AI'],
        primaryCategory: 'cs.CL',
        comment: '9 pages',
        journalRef: 'J. 1',
        doi: '10.1/x',
        announcedDay: '2026-04-01' as Day,
        organization: { handle: 'lab', fullname: 'The Lab', externalId: 'b'.repeat(24) },
        projectPage: 'https://example.org',
        githubRepo: 'https://example.org/code',
        githubRepoAddedBy: 'user',
        mediaUrls: ['https://example.org/a.mp4'],
        aiSummary: 'Short.',
        aiKeywords: ['x'],
        aiSummaryModel: 'm',
        discussionId: 'c'.repeat(24),
        withdrawnAt: 5,
        authorParticipating: false,
        thumbnailUrl: 'https://example.org/t.png',
        dailyAuthors: [
          {
            externalId: 'd'.repeat(24),
            name: 'Ann O’Nym',
            hidden: true,
            status: 'claimed',
            statusChangedAt: 7,
            account,
          },
        ],
      },
      counts: { votes: { timed: { at: 4, count: 9 }, untimed: 3 }, comments: { page: 2 }, stars: { untimed: 0 } },
      entries: [
        {
          day: '2026-04-01' as Day,
          submittedAt: 6,
          submitter: account,
          place: 2,
          answerVotes: 40,
          printed: { projectPage: 'https://example.org/old' },
        },
        { day: '2026-04-03' as Day },
      ],
    })

    await importRecords(db, [paper])

    expect(await all()).toEqual([paper])
  })

  test('a paper known by its title joins its arXiv twin, and its old address leads there', async () => {
    const known = byTitle(TITLE, { counts: { comments: { page: 4 } } })
    await importRecords(db, [known])

    await importRecords(db, [aPaper({ fields: { title: TITLE } })])

    expect(await all()).toMatchObject([{ id: '2604.00001', counts: { comments: { page: 4 } }, formerIds: [known.id] }])
    expect((await findPaper(db, known.id))?.id).toBe('2604.00001')
  })

  test('the twin is found in whichever order the two arrive, and in one batch', async () => {
    await importRecords(db, [aPaper({ fields: { title: TITLE } }), byTitle(TITLE)])
    await importRecords(db, [byTitle(TITLE)])

    expect((await all()).map(({ id }) => id)).toEqual(['2604.00001'])
  })

  test.each([
    ['a short title', 'Four words is few', {}, {}],
    ['other authors', TITLE, { authors: ['Ada Lovelace'] }, { authors: ['Alan Turing'] }],
    ['another number of authors', TITLE, { authors: ['Ada Lovelace'] }, { authorCount: 4 }],
    ['a date years apart', TITLE, { publishedAt: Date.UTC(2026, 3, 1) }, { publishedAt: Date.UTC(2021, 1, 25) }],
  ])('does not join papers with %s', async (_why, title, arxivFields, pageFields) => {
    await importRecords(db, [aPaper({ fields: { title, ...arxivFields } })])
    await importRecords(db, [byTitle(title, { fields: pageFields })])

    expect(await all()).toHaveLength(2)
  })

  test('a paper known by its DOI joins the arXiv paper that bears it, in whichever order they arrive', async () => {
    const known = aPaper({ id: 'doi:10.1/x' as PaperId, fields: { title: 'Short' }, counts: { votes: { untimed: 3 } } })
    const other = { ...known, id: 'doi:10.1/y' as PaperId }
    const bearer = (id: string, doi: string): Paper => aPaper({ id: id as PaperId, fields: { title: 'Else', doi } })
    await importRecords(db, [known])
    await importRecords(db, [bearer('2604.00001', '10.1/x'), bearer('2604.00002', '10.1/y')])

    await importRecords(db, [other])

    expect(await all()).toMatchObject([
      { id: '2604.00001', counts: { votes: { untimed: 3 } }, formerIds: [known.id] },
      { id: '2604.00002', counts: { votes: { untimed: 3 } }, formerIds: [other.id] },
    ])
    expect((await findPaperByAnyId(db)('doi:10.1/X'))?.id).toBe('2604.00001')
  })

  test('a paper takes in what stands under a former key of its own', async () => {
    const known = byTitle(TITLE, { counts: { votes: { untimed: 3 } } })
    const rivals = ['2604.00001', '2604.00002'].map((id) => aPaper({ id: id as PaperId, fields: { title: TITLE } }))
    await importRecords(db, [...rivals, known])

    await importRecords(db, [{ ...(rivals[0] ?? known), formerIds: [known.id] }])

    expect(await all()).toMatchObject([{ id: '2604.00001', counts: known.counts }, { id: '2604.00002' }])
    expect((await findPaper(db, known.id))?.id).toBe('2604.00001')
  })

  test('two arXiv ids never merge, and neither takes in a third that could be either', async () => {
    const second = aPaper({ id: '2604.00002' as PaperId, fields: { title: TITLE } })
    await importRecords(db, [aPaper({ fields: { title: TITLE } }), second, byTitle(TITLE)])

    const report = await importRecords(db, [aPaper({ fields: { title: TITLE } }), second, byTitle(TITLE)])

    expect((await all()).map(({ id }) => id)).toEqual(['2604.00001', '2604.00002', byTitle(TITLE).id])
    expect(report.unchanged).toBe(3)
  })

  test('followers read what changed, in order, and what to forget', async () => {
    const known = byTitle(TITLE)
    await importRecords(db, [known, aPaper({ id: '2604.00009' as PaperId })])
    const seen = (await listChanges(db, 100, 0)).at(-1)?.changeNumber ?? 0

    await importRecords(db, [aPaper({ fields: { title: TITLE } })])

    expect((await listChanges(db, 100, seen)).map(({ id, joinedTo }) => [id, joinedTo])).toEqual([
      ['2604.00001', undefined],
      [known.id, '2604.00001'],
    ])
  })

  test('writers that overlap lose nothing and leave no change number out of order', async () => {
    const records = Array.from({ length: 40 }, (_, index) => aPaper({ id: `2604.${10_000 + index}` as PaperId }))
    await Promise.all([records, records.slice(0, 20), records.slice(10)].map((some) => importRecords(db, some)))

    const numbers = (await listChanges(db, 100, 0)).map(({ changeNumber }) => changeNumber)

    expect(await all()).toHaveLength(40)
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  })

  test('what the database refuses is skipped and named, and its neighbours are kept', async () => {
    const bad = aPaper({ id: '2604.00002' as PaperId, fields: { title: 'bad', version: 2 ** 70 } })
    // SQLite takes any number; text that it refuses cannot be made here (a gigabyte).
    const refused = where.dialect === 'postgres' ? [{ position: '2604.00002' }] : []

    const report = await importRecords(db, [aPaper(), bad, aPaper({ id: '2604.00003' as PaperId })])

    expect(report).toMatchObject({ new: 3 - refused.length, skipped: refused.length, faults: refused })
  })

  test('the state of an account does not depend on the order in which records told of it', async () => {
    const told = [
      { at: 1, account: { handle: 'ada', followerCount: 5, fullname: 'Ada' } },
      { at: 3, account: { handle: 'ada', kind: 'user' } },
      { at: 2, account: { handle: 'ada', followerCount: 9 } },
      { at: 2, account: { handle: 'ada', followerCount: 10, fullname: 'Ada L.' } },
    ]
    const records = told.map(({ at, account }, index) =>
      aFeatured({
        id: `2604.0000${index}` as PaperId,
        origin: { at },
        entries: [{ day: '2026-04-01' as Day, submitter: account }],
      }),
    )

    for (const record of [2, 0, 1, 3, 0, 1].flatMap((index) => records[index] ?? [])) await importRecords(db, [record])

    const newest = { handle: 'ada', followerCount: 10, fullname: 'Ada L.', kind: 'user' }
    expect((await all()).map(({ entries }) => entries[0]?.submitter)).toEqual(told.map(() => newest))
  })

  test('the newest state of an account is shown, wherever it was told', async () => {
    const of = (at: number, followerCount: number, id: string): Paper =>
      aFeatured({
        id: id as PaperId,
        origin: { at },
        entries: [{ day: '2026-04-01' as Day, submitter: { handle: 'ada', followerCount } }],
      })

    await importRecords(db, [of(2, 20, '2604.00002'), of(1, 90, '2604.00001')])

    expect((await all()).map(({ entries }) => entries[0]?.submitter?.followerCount)).toEqual([20, 20])
  })
})
