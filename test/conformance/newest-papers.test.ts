import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Db } from '../../src/store/db.ts'
import { anApp } from '../support/an-app.ts'
import { aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

/** Twelve papers, four to an instant, in an order that is none; and one whose time nobody told. */
const TIMES = [Date.UTC(2026, 3, 1), Date.UTC(2026, 3, 2), Date.UTC(1969, 6, 20)]
const papers = Array.from({ length: 12 }, (_, index) => paperOf((index * 5) % 12, TIMES[index % 3]))
const timeless = aPaper({ id: '2604.09999' as PaperId, fields: { title: 'A paper that nobody dated at all' } })

function paperOf(number: number, publishedAt?: number) {
  const id = `2604.${String(10_000 + number)}` as PaperId
  return aPaper({ id, fields: { title: `The ${number}th of many quiet proofs`, ...(publishedAt && { publishedAt }) } })
}

/** By a second way: sorted here. Ids are of one length, so text order is that of numbers. */
const inOrder = papers
  .toSorted((a, b) => (b.fields.publishedAt ?? 0) - (a.fields.publishedAt ?? 0) || (a.id < b.id ? 1 : -1))
  .map(({ id }) => id)

describe.each(dialects)('all papers on $dialect', (where) => {
  let db: Db
  beforeEach(async () => {
    db = await freshDatabase(where)
    await importRecords(db, [...papers, timeless])
  })
  afterEach(() => db.destroy())

  /** Walks through all pages; `between` happens before the second is asked for. */
  async function walk(limit: number, between: () => Promise<unknown> = () => Promise.resolve()): Promise<string[][]> {
    const app = anApp(db)
    const pages: string[][] = []
    let next: string | undefined = `/api/papers?limit=${limit}`
    while (next !== undefined) {
      if (pages.length === 1) await between()
      const response: Response = await app.request(next)
      pages.push(((await response.json()) as { id: string }[]).map(({ id }) => id))
      next = /^<(.+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
    }
    return pages
  }

  test.each([1, 3, 5, 12, 100])('pages of %i meet without gap or overlap where times tie', async (limit) => {
    const pages = await walk(limit)

    expect(pages.flat()).toEqual(inOrder)
    expect(pages).toHaveLength(Math.ceil(12 / limit))
  })

  test('pages meet when a newer paper arrives between them, and it is not among them', async () => {
    const arrives = () => importRecords(db, [paperOf(500, Date.UTC(2026, 3, 3))])

    const pages = await walk(5, arrives)

    expect(pages.flat()).toEqual(inOrder)
  })

  test('a paper that arrives with an older time is met on its way', async () => {
    const arrives = () => importRecords(db, [paperOf(500, Date.UTC(1969, 6, 20))])

    const pages = await walk(5, arrives)

    expect(pages.flat()).toEqual([...inOrder.slice(0, 8), '2604.10500', ...inOrder.slice(8)])
  })
})
