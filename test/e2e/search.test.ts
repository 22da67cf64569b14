import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Suggestion } from '../../src/services/search/searching.ts'
import { anAppOf } from '../support/an-app.ts'
import { hasBrowser, showInBrowser, type Shown } from '../support/browser.ts'
import { A_FULL_PAGE } from '../support/found-papers.ts'

const SUGGESTIONS: Suggestion[] = [
  { kind: 'author', label: 'Ada <b>Kestrel</b>', text: 'author:"Ada Kestrel"' },
  { kind: 'category', label: 'Machine Learning (cs.LG)', text: 'cat:cs.LG' },
  { kind: 'title', label: 'Owls of the coast', text: 'Owls of the coast', paper: '2604.00001' as PaperId },
]

describe.skipIf(!hasBrowser)('the box of the search page, in a browser', () => {
  let shown: Shown
  beforeAll(async () => {
    const app = anAppOf({
      searchPapers: () => Promise.resolve(A_FULL_PAGE),
      suggest: (text) => Promise.resolve(text.startsWith('no') ? [] : SUGGESTIONS),
    })
    shown = await showInBrowser(app)
  })
  afterAll(() => shown?.close())

  /** Types into the box of the search page; `complaints` are what the browser said of the page. */
  async function typing(text: string, steps: (page: Page, complaints: string[]) => Promise<void>): Promise<void> {
    const context = await shown.browser.newContext()
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${shown.base}/search`)
    await page.getByRole('combobox').pressSequentially(text)
    await steps(page, complaints)
    await context.close()
  }
  const options = (page: Page) => page.getByRole('option')
  const path = (page: Page) => page.url().slice(shown.base.length)

  test('suggests while somebody types, as text, under the page’s own policy', async () => {
    await typing('owl', async (page, complaints) => {
      await options(page).first().waitFor()

      expect(await options(page).allTextContents()).toEqual([
        ...['Ada <b>Kestrel</b> Author', 'Machine Learning (cs.LG) Category', 'Owls of the coast Paper'],
      ])
      expect(await page.getByRole('combobox').getAttribute('aria-expanded')).toBe('true')
      expect(complaints).toEqual([])
    })
  })

  test('goes through them by keys, around and back to what was typed, and Enter leads there', async () => {
    await typing('owl', async (page) => {
      const box = page.getByRole('combobox')
      await options(page).first().waitFor()
      const seen: (string | null)[] = []
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp']) {
        await box.press(key)
        seen.push(await box.getAttribute('aria-activedescendant'))
      }
      const selected = await page.locator('[aria-selected="true"]').allTextContents()
      await box.press('Enter')
      await page.waitForURL('**/papers/2604.00001')

      expect(seen).toEqual([...['q-suggestions-0', 'q-suggestions-1', 'q-suggestions-0'], null, 'q-suggestions-2'])
      expect(selected).toEqual(['Owls of the coast Paper'])
    })
  })

  test('Enter without a choice searches for what was typed', async () => {
    await typing('owl', async (page) => {
      await options(page).first().waitFor()
      await page.getByRole('combobox').press('Enter')
      await page.waitForURL('**/papers?q=owl')

      expect(path(page)).toBe('/papers?q=owl')
    })
  })

  test('Escape closes the list and keeps the text; a click on a suggestion leads there', async () => {
    await typing('owl', async (page) => {
      const box = page.getByRole('combobox')
      await options(page).first().waitFor()
      await box.press('Escape')
      const [expanded, value] = [await box.getAttribute('aria-expanded'), await box.inputValue()]
      await box.pressSequentially('s')
      await options(page).nth(1).click()
      await page.waitForURL('**/papers?q=cat:cs.LG')

      expect([expanded, value]).toEqual(['false', 'owl'])
    })
  })

  test('is closed where nothing is meant, and by leaving the box', async () => {
    await typing('owl', async (page) => {
      const box = page.getByRole('combobox')
      await options(page).first().waitFor()
      await box.press('Tab')
      await page.getByRole('listbox', { includeHidden: true }).waitFor({ state: 'hidden' })
      await box.fill('nothing')
      await page.waitForResponse(/suggest/)

      expect(await options(page).count()).toBe(0)
    })
  })

  test('is a plain box without JavaScript', async () => {
    const context = await shown.browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${shown.base}/search`)
    await page.getByRole('searchbox').fill('tidal owls')
    await page.getByRole('button', { name: 'Search' }).click()

    expect(path(page)).toBe('/papers?q=tidal+owls')
    expect(await page.getByRole('heading', { level: 3 }).count()).toBeGreaterThan(3)
    await context.close()
  })
})
