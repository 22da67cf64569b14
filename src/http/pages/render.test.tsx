import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { SCRAPERS } from '../../../test/support/scrapers.ts'
import { toAttributeBytes } from '../api/hydration.ts'
import { renderPage } from './render.ts'

const NASTY = `"quotes", 'single', <b>tags</b>, </div>, </main>, &amp; references, >, 论文 and \\ back`

describe('the data of a page', () => {
  test.each(Object.entries(SCRAPERS))('are found by %s, whatever a title holds', async (_, scrape) => {
    const props = { dailyPapers: [{ title: NASTY }], dateString: '2026-04-01' }
    const page = (
      <main id="main" class="page">
        <div>{NASTY}</div>
      </main>
    )
    const hydration = { target: 'DailyPapers', json: toAttributeBytes(props) } as const
    const app = new Hono().get('/', (c) => renderPage(c, page, { hydration }))

    const html = await (await app.request('/')).text()

    expect(scrape(html, 'DailyPapers')).toEqual(props)
    expect(html).toMatch(/ hidden><\/div><\/main>$/)
  })
})
