import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { toPythonText } from '../../../test/support/python-text.ts'
import type { Account, DailyAuthor, Organization, Paper } from '../../domain/paper.ts'
import type { UnixMs } from '../../domain/time.ts'
import { parsePythonLiteral } from '../python-literal.ts'
import { isDailyAnswer, readDailyAnswer } from './answer.ts'
import { isFlatRow, readFlatRow } from './flat-row.ts'

type Wire = Record<string, unknown>
type WireItem = Wire & { paper: Wire }

const DATA = new URL('../../../../shared/data/hf/', import.meta.url)
const DAMAGED = ['2025-01-08.2.json.gz', '2025-01-10.3.json.gz']

/** The items that a file holds, found without the code under test; damaged ones as Python text. */
function readItems(folder: string, name: string): { answer: unknown; items: unknown[] } {
  const answer: unknown = JSON.parse(gunzipSync(readFileSync(new URL(`${folder}/${name}`, DATA))).toString())
  return { answer, items: Array.isArray(answer) ? answer : ((answer as Wire)['data'] as unknown[]) }
}

function readFolder(folder: string) {
  const names = readdirSync(new URL(`${folder}/`, DATA)).sort()
  return names.map((name) => ({ name, ...readItems(folder, name) }))
}

function readRows(): Wire[] {
  const text = gunzipSync(readFileSync(new URL('papers.jsonl.gz', DATA))).toString()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Wire)
}

describe.skipIf(!existsSync(DATA))('recorded answers (skipped where ../shared/data/hf is absent)', () => {
  test('every file is an answer, and none of its items is lost or doubted', () => {
    const files = [...readFolder('raw_daily'), ...readFolder('raw_monthly')]

    const read = files.map(({ name, answer }) => ({ name, known: isDailyAnswer(answer), ...readDailyAnswer(answer) }))

    expect(read).toHaveLength(107)
    expect(read.filter(({ known, faults }) => !known || faults.length > 0)).toEqual([])
    expect(files.map(({ items }) => items.length)).toEqual(read.map(({ papers }) => papers.length))
    const sizes = new Map(read.map(({ name, papers }) => [name, papers.length]))
    expect(DAMAGED.map((name) => sizes.get(name))).toEqual([15, 9])
    expect([sizes.get('2023-06.json.gz'), sizes.get('2025-09.json.gz')]).toEqual([256, 535])
    expect(read.flatMap(({ papers }) => papers)).toHaveLength(2_080 + 15 + 9 + 256 + 535)
  })

  test('every item has its day but the 23 of the answer that tells none', () => {
    const read = readFolder('raw_daily').map(({ name, answer }) => ({ name, ...readDailyAnswer(answer) }))

    const dayless = read.flatMap(({ name, papers }) =>
      papers.filter(({ entries }) => entries.length === 0).map(() => name),
    )
    expect(dayless).toEqual(Array<string>(23).fill('2025-03-12.json.gz'))
    const whole = read.filter(({ name, papers }) =>
      papers.every(({ entries: [entry] }) => name === `${entry?.day}.json.gz`),
    )
    expect(whole.filter(({ name }) => name >= '2025-05')).toHaveLength(79)
  })

  test('places follow the answer and its votes are the sum of the day', () => {
    for (const { name, answer } of readFolder('raw_daily').filter(({ name }) => name >= '2025-05')) {
      const { papers } = readDailyAnswer(answer)

      const votes = (answer as WireItem[]).reduce((sum, { paper }) => sum + (paper['upvotes'] as number), 0)
      expect(
        papers.map(({ entries }) => entries[0]?.place),
        name,
      ).toEqual([...papers.keys()])
      expect(new Set(papers.map(({ entries }) => entries[0]?.answerVotes)), name).toEqual(new Set([votes]))
    }
  })

  test('every item can be written back from its record, key for key', () => {
    const files = [...readFolder('raw_daily'), ...readFolder('raw_monthly')].filter(
      ({ name }) => !DAMAGED.includes(name),
    )

    const differing = files.flatMap(({ name, answer, items }) => {
      const { papers } = readDailyAnswer(answer)
      return papers
        .filter((paper, index) => !sameWire(toWire(paper), toComparable(items[index] as WireItem)))
        .map(({ id }) => `${name} ${id}`)
    })

    expect(differing).toEqual([])
  })

  test('the papers of the damaged files are those that the flat rows tell of', () => {
    const rows = new Map(readRows().map((row) => [row['id'], row]))

    const papers = DAMAGED.flatMap((name) => readDailyAnswer(readItems('raw_daily', name).answer).papers)

    const told = papers.map(({ id, fields }) => ({
      id,
      title: fields.title,
      abstract: fields.abstract,
      authors: fields.authors,
    }))
    const expected = told
      .map(({ id }) => rows.get(id))
      .map((row) => ({
        id: row?.['id'],
        title: row?.['title'],
        abstract: row?.['abstract'],
        authors: row?.['authors'],
      }))
    expect(told).toEqual(expected)
  })

  test('every item comes back from Python text', () => {
    const items = [...readFolder('raw_daily'), ...readFolder('raw_monthly')].flatMap((file) => file.items)
    const whole = items.filter((item) => typeof item === 'object')
    const texts = items.filter((item) => typeof item === 'string')

    expect(whole.filter((item) => !sameWire(parsePythonLiteral(toPythonText(item)), item))).toEqual([])
    expect([whole.length, texts.length]).toEqual([2_871, 24])
    expect(texts.filter((text) => toPythonText(parsePythonLiteral(text)) !== text)).toEqual([])
  })

  test('every flat row is a paper', () => {
    const rows = readRows()

    const read = rows.map((row, index) => readFlatRow(row, `line ${index + 1}`))

    const papers = read.flatMap((item) => ('paper' in item ? [item.paper] : []))
    const entries = papers.flatMap((paper) => paper.entries)
    expect(rows.every(isFlatRow)).toBe(true)
    expect(papers.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    expect(papers).toHaveLength(12_526)
    expect(entries).toHaveLength(12_527)
    expect(entries.filter(({ submittedAt }) => submittedAt !== undefined)).toHaveLength(12_370)
    expect(entries.filter(({ submitter }) => submitter)).toHaveLength(12_441)
    expect(papers.filter(({ fields }) => fields.organization)).toHaveLength(2_496)
    expect(papers.filter(({ counts }) => counts.stars?.timed)).toHaveLength(6_477)
  })
})

function sameWire(left: unknown, right: unknown): boolean {
  return toSorted(left) === toSorted(right)
}

function toSorted(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}

/** A recorded item with one spelling for each account, and without what the item says twice or we serve ourselves. */
function toComparable({ paper, ...beside }: WireItem): unknown {
  const { authors, submittedOnDailyBy, ...inner } = paper
  const submitter = { ...toPlainAccount(submittedOnDailyBy as Wire), ...toPlainAccount(beside['submittedBy'] as Wire) }
  const dated = inner['submittedOnDailyAt'] ?? (beside['submittedBy'] ? beside['publishedAt'] : undefined)
  return {
    ...inner,
    submittedOnDailyAt: dated,
    authors: (authors as Wire[]).map(({ user, ...author }) => ({
      ...author,
      user: user && toPlainAccount(user as Wire),
    })),
    submitter: Object.keys(submitter).length > 0 && dated !== undefined ? submitter : undefined,
    numComments: beside['numComments'],
    isAuthorParticipating: beside['isAuthorParticipating'],
  }
}

function toPlainAccount(account: Wire | undefined): Wire {
  if (account === undefined) return {}
  const { id, _id = id, user, name = user, ...rest } = account
  // Whether the one who asked follows the account: nothing about a paper.
  delete rest['isUserFollowing']
  return { ...rest, ...(_id === undefined ? {} : { _id }), name }
}

function toWire({ id, fields, counts, entries: [entry] }: Paper): unknown {
  return {
    id,
    title: fields.title,
    summary: fields.abstract,
    authors: fields.dailyAuthors?.map(toWireAuthor),
    publishedAt: toText(fields.publishedAt),
    submittedOnDailyAt: toText(entry?.submittedAt),
    submitter: entry?.submitter && toWireAccount(entry.submitter),
    upvotes: counts.votes?.untimed,
    numComments: counts.comments?.untimed,
    githubStars: counts.stars?.untimed,
    mediaUrls: fields.mediaUrls,
    withdrawnAt: toText(fields.withdrawnAt),
    discussionId: fields.discussionId,
    projectPage: fields.projectPage,
    githubRepo: fields.githubRepo,
    githubRepoAddedBy: fields.githubRepoAddedBy,
    organization: fields.organization && toWireOrganization(fields.organization),
    ai_summary: fields.aiSummary,
    ai_keywords: fields.aiKeywords,
    ai_summary_model: fields.aiSummaryModel,
    isAuthorParticipating: fields.authorParticipating,
  }
}

function toWireAuthor({ externalId, name, hidden, status, statusChangedAt, account }: DailyAuthor): Wire {
  const statusLastChangedAt = toText(statusChangedAt)
  return { _id: externalId, name, hidden, status, statusLastChangedAt, user: account && toWireAccount(account) }
}

function toWireAccount({ handle, externalId, kind, pro, staff, staffAdmin, moderator, ...rest }: Account): Wire {
  return {
    ...rest,
    _id: externalId,
    name: handle,
    type: kind,
    isPro: pro,
    isHf: staff,
    isHfAdmin: staffAdmin,
    isMod: moderator,
  }
}

function toWireOrganization({ handle, externalId, fullname, avatarUrl }: Organization): Wire {
  return { _id: externalId, name: handle, fullname, avatar: avatarUrl }
}

function toText(at: UnixMs | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}
