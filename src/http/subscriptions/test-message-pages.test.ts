import { expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'
import { createTestMessage } from '../../mail/sample-digest.ts'

test('every link of a test message leads to a page of ours, which says what it is', async () => {
  const baseUrl = 'https://broadsheet.example'
  const { links, digest } = createTestMessage({ baseUrl, address: 'ann@reader.example', at: Date.parse('2026-11-20') })
  const app = anAppOf({})
  const [paper] = digest.papers
  const urls = [
    links.whole,
    links.inbox,
    links.unsubscribe,
    links.open(paper!.id),
    links.more(paper!.id),
    links.less(paper!.id),
  ]

  const pages = await Promise.all(urls.map(async (url) => (await app.request(url)).text()))
  const leaving = await app.request(links.unsubscribe, { method: 'POST', body: 'List-Unsubscribe=One-Click' })

  for (const page of pages) expect(page).toContain('A test message led here')
  expect(leaving.status).toBe(200)
})
