import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseDoi } from '../../domain/doi.ts'
import { toExportLine } from '../../domain/export-line.ts'
import { SOURCES, type Paper, type PaperFields } from '../../domain/paper.ts'
import { isExportRow, readExportRow } from './export-line.ts'

const text = fc.string({ unit: 'binary' })
const texts = fc.array(text, { maxLength: 3 })
const count = fc.nat()
const instant = fc.integer({ min: Date.UTC(1800, 0), max: Date.UTC(9000, 0) })
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const hex = fc.stringMatching(/^[0-9a-f]{16}$/)
const formerKey = fc.oneof(
  hex.map((digits) => `title:${digits}`),
  fc.nat().map((number) => `sample:${number}`),
  fc.stringMatching(/^10\.\d{4}\/\S+$/).map((doi) => `doi:${normaliseDoi(doi)}`),
)
const key = fc.oneof(fc.constantFrom('2401.01234', '0704.0002', 'hep-th/9901001'), formerKey)

/** An object of the given keys, each of which may be absent but the required. */
function some(model: Record<string, fc.Arbitrary<unknown>>, required: string[] = []) {
  return fc.record(model, { requiredKeys: required, noNullPrototype: true })
}

const account = some(
  {
    handle: text,
    externalId: text,
    fullname: text,
    avatarUrl: text,
    kind: text,
    pro: fc.boolean(),
    staff: fc.boolean(),
    staffAdmin: fc.boolean(),
    moderator: fc.boolean(),
    followerCount: count,
  },
  ['handle'],
)
const organization = some({ handle: text, externalId: text, fullname: text, avatarUrl: text }, ['handle'])
const links = { organization, projectPage: text, githubRepo: text, githubRepoAddedBy: text }
const printed = some({ ...links, authorParticipating: fc.boolean(), votes: count })
const dailyAuthor = some(
  { externalId: text, name: text, hidden: fc.boolean(), status: text, statusChangedAt: instant, account },
  ['externalId', 'name', 'hidden'],
)
const fields = some(
  {
    title: text.filter((title) => /\S/.test(title)),
    abstract: text,
    authors: texts,
    authorCount: count,
    publishedAt: instant,
    updatedAt: instant,
    version: fc.integer({ min: 1 }),
    categories: texts,
    primaryCategory: text,
    comment: text,
    journalRef: text,
    doi: text.map(normaliseDoi),
    announcedDay: day,
    ...links,
    mediaUrls: texts,
    aiSummary: text,
    aiKeywords: texts,
    aiSummaryModel: text,
    discussionId: text,
    withdrawnAt: instant,
    authorParticipating: fc.boolean(),
    thumbnailUrl: text,
    dailyAuthors: fc.array(dailyAuthor, { maxLength: 2 }),
  } satisfies Record<keyof PaperFields, unknown>,
  ['title'],
)
const entry = some(
  {
    day,
    submittedAt: instant,
    submitter: account,
    place: count,
    answerVotes: count,
    printed,
  },
  ['day'],
)
const counted = some({ timed: some({ at: instant, count }, ['at', 'count']), untimed: count, page: count })
const origin = some({ source: fc.constantFrom(...SOURCES), at: instant, weight: fc.integer({ min: -1 }) }, [
  'source',
  'at',
  'weight',
])

const anyPaper = fc
  .tuple(
    some(
      {
        id: key,
        fields,
        counts: some({ votes: counted, comments: counted, stars: counted }),
        entries: fc.array(entry, { maxLength: 3 }),
        formerIds: fc.array(formerKey, { maxLength: 3 }),
      },
      ['id', 'fields', 'counts', 'entries', 'formerIds'],
    ),
    fc.array(origin, { minLength: 1, maxLength: 3 }),
  )
  .map(([paper, origins]) => {
    const names = Object.keys(paper['fields'] as object)
    return {
      ...paper,
      origins: Object.fromEntries(names.map((name, index) => [name, origins[index % origins.length]])),
    } as unknown as Paper
  })

function readBack(paper: Paper) {
  return readExportRow(JSON.parse(toExportLine(paper)), 'line 1')
}

describe('readExportRow', () => {
  test('gives back any paper that was exported', () => {
    fc.assert(fc.property(anyPaper, (paper) => void expect(readBack(paper)).toStrictEqual({ paper })))
  })

  test('takes what somebody wrote by hand as the publisher’s word of its own dates', () => {
    const row = { id: 'arXiv:2604.00001v2', title: 'Owls', abstract: 'They sleep.', doi: null, updatedAt: '2026-04-02' }

    const item = readExportRow(row, 'line 1')

    const origin = { source: 'publisher', at: Date.UTC(2026, 3, 2), weight: 0 }
    expect(item).toEqual({
      paper: {
        id: '2604.00001',
        fields: { title: 'Owls', abstract: 'They sleep.', version: 2, updatedAt: Date.UTC(2026, 3, 2) },
        origins: { title: origin, abstract: origin, version: origin, updatedAt: origin },
        counts: {},
        entries: [],
        formerIds: [],
      },
    })
  })

  test.each([
    [{ doi: '10.1000/Owl' }, 'doi:10.1000/owl'],
    [{ id: '10.1000/Owl' }, 'doi:10.1000/owl'],
    [{ id: 'doi:10.1000/Owl' }, 'doi:10.1000/owl'],
    [{ doi: 'https://doi.org/10.48550/arXiv.2604.00001' }, '2604.00001'],
    // FNV-1a of "owls", by another program.
    [{}, 'title:cce1b5b44a94a902'],
  ])('finds the key of %j', (row, id) => {
    expect(readExportRow({ title: 'Owls', abstract: '', ...row }, 'line 1')).toMatchObject({ paper: { id } })
  })

  test.each([
    [{ title: ' ' }, 'x: title: blank'],
    [{ title: 'Owls', authors: 'Ann Owl' }, 'x: authors: '],
    [{ title: 'Owls', announcedDay: '2026-02-30' }, 'x: announcedDay: not a day'],
    [{ title: 'Owls', publishedAt: 'yesterday' }, 'x: publishedAt: not an instant'],
    [{ title: 'Owls', publishedAt: '+275760-09-13' }, 'x: publishedAt: not an instant'],
    [{ title: 'Owls', counts: { votes: { untimed: 2 ** 31 } } }, 'x: counts.votes.untimed: Too big'],
    [{ title: 'Owls', formerIds: ['2604.00002'] }, 'x: formerIds.0: not a former key'],
    [
      { title: 'Owls', origins: [{ source: 'rumour', at: '2026-01-01', weight: 0, fields: [] }] },
      'x: origins.0.source: ',
    ],
    [{ title: 'Owls' }, '"x" is not a key of a paper'],
  ])('tells what is wrong with %j', (row, reason) => {
    const item = readExportRow({ id: 'x', format: 'broadsheet/1', ...row }, 'line 7')

    expect(item).toEqual({ fault: { position: 'line 7', reason: expect.stringContaining(reason) as string } })
  })
})

describe('isExportRow', () => {
  test.each([
    [{ format: 'broadsheet/1' }, true],
    [{ format: 'broadsheet/2', title: 'Owls', abstract: '' }, false],
    [{ title: 'Owls', abstract: '' }, true],
    [{ title: 'Owls' }, false],
    [['title', 'abstract'], false],
    [null, false],
  ])('of %j is %s', (row, known) => {
    expect(isExportRow(row)).toBe(known)
  })
})
