import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { hasBrowser, openBrowser } from './browser.ts'
import { dialects, freshDatabaseUrl } from './databases.ts'

describe.each(dialects)('a fresh database on $dialect', (where) => {
  test('is another one each time', async () => {
    const urls = await Promise.all([freshDatabaseUrl(where), freshDatabaseUrl(where)])

    expect(new Set(urls).size).toBe(2)
    expect(urls.every((url) => url.startsWith(`${where.dialect}:`))).toBe(true)
  })
})

test.skipIf(inject('postgresUrl') === undefined)(
  'the PostgreSQL of the tests does not sort by bytes unasked',
  async () => {
    const client = new pg.Client({ connectionString: await freshDatabaseUrl({ dialect: 'postgres' }) })
    await client.connect()

    const { rows } = await client.query<{ name: string }>(
      `select name from (values ('B'), ('a'), ('C')) as t (name) order by name`,
    )
    await client.end()

    expect(rows.map(({ name }) => name)).toEqual(['a', 'B', 'C'])
  },
)

test.skipIf(!hasBrowser)('the browser of the tests opens a page', async () => {
  const browser = await openBrowser()
  const page = await browser.newPage()

  await page.setContent('<title>It opens</title>')
  const title = await page.title()
  await browser.close()

  expect(title).toBe('It opens')
})
