import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Harvest } from '../../../src/domain/harvest.ts'
import type { AskUpstream } from '../../../src/domain/ports.ts'
import type { Day } from '../../../src/domain/time.ts'
import { aContext } from '../harvest-context.ts'
import { createOwlsSource } from './source.ts'

const AT = Date.parse('2026-11-20T12:30:00Z')
const ADDRESS = 'https://owls.example/lists'

/** What the source makes of an answer, and the addresses that it asked. */
async function harvest(body: string): Promise<{ harvest: Harvest; urls: string[] }> {
  const urls: string[] = []
  const ask: AskUpstream = ({ url }) => {
    urls.push(url)
    const bytes = new TextEncoder().encode(body)
    return Promise.resolve({ status: 200, bytes, type: 'application/json', at: AT, validator: {}, url })
  }
  return {
    harvest: await createOwlsSource({ ask, address: ADDRESS }).harvest('papers 2026-11-20', undefined, aContext()),
    urls,
  }
}

test('the worked example of docs/sources.md is this source', async () => {
  const [code, document] = await Promise.all(
    ['source.ts', '../../../docs/sources.md'].map((path) => readFile(`${import.meta.dirname}/${path}`, 'utf8')),
  )

  // There it stands in a folder of src/sources.
  expect(document).toContain(
    `\`\`\`ts\n${code?.replaceAll("'../../../src/sources/", "'../").replaceAll("'../../../src/", "'../../")}\`\`\``,
  )
})

test('it reads a list, and leaves out what it cannot read', async () => {
  const owls = { doi: '10.5555/OWLS.1', title: 'How owls hear', authors: ['A. Nonymous'] }

  const { harvest: read, urls } = await harvest(JSON.stringify({ papers: [owls, { title: 'Half a paper' }] }))

  expect(urls).toEqual([`${ADDRESS}/2026-11-20.json`])
  expect(read.items).toMatchObject([
    { paper: { id: 'doi:10.5555/owls.1', fields: { title: 'How owls hear', authors: ['A. Nonymous'] } } },
    { fault: { position: 'item 2' } },
  ])
})

test('an answer without a list is broken', async () => {
  await expect(harvest('{"error":"away"}')).rejects.toMatchObject({ trouble: 'broken' })
})

test('it looks back day by day, the newest first', () => {
  const source = createOwlsSource({ ask: () => Promise.reject(new Error('not asked')), address: ADDRESS })

  const keys = source.planBackfill?.('2026-11-19' as Day, '2026-11-20' as Day).map(({ key }) => key)

  expect(keys).toEqual(['papers 2026-11-20', 'papers 2026-11-19'])
})
