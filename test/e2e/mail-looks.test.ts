import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { OutgoingDigest } from '../../src/domain/ports.ts'
import { createConfirmationRenderer } from '../../src/mail/confirmation.ts'
import { createDigestRenderer } from '../../src/mail/render-digest.ts'
import { createSampleDigest } from '../../src/mail/sample-digest.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'

const SETTINGS = { siteName: 'Broadsheet', baseUrl: 'https://papers.example', postalAddress: '12 Lantern Hill, Oslo' }
const AT = Date.parse('2026-11-18T06:00:00Z')
const sample = createSampleDigest({ baseUrl: SETTINGS.baseUrl, address: 'reader@papers.example', at: AT })
const render = createDigestRenderer(SETTINGS)
const [model] = sample.digest.papers

/** So long that it comes without inline styles. */
const long: OutgoingDigest = {
  ...sample,
  digest: { ...sample.digest, papers: Array.from({ length: 50 }, (_, i) => ({ ...model!, id: `x${i}` as PaperId })) },
}
const confirmation = { ...sample, title: 'Trending papers', link: 'https://papers.example/confirm/x', expiresAt: AT }
const MAILS: [name: string, html: string][] = [
  ['a digest', render(sample).html],
  ['a long digest', render(long).html],
  ['an empty digest', render({ ...sample, digest: { ...sample.digest, papers: [] } }).html],
  ['the mail that asks', createConfirmationRenderer(SETTINGS)(confirmation).html],
]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// The sizes of all letters that are seen, and how many colours they have.
const READ_TEXTS = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const sizes = new Set()
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode
    if (data.trim() === '' || !parent.checkVisibility()) continue
    sizes.add(parseFloat(getComputedStyle(parent).fontSize))
  }
  return [...sizes]
})()`

describe.skipIf(!hasBrowser)('mails in a browser', () => {
  let browser: Browser
  beforeAll(async () => void (browser = await openBrowser()))
  afterAll(() => browser?.close())

  async function show(html: string, colorScheme: 'light' | 'dark', width = 390): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
    await page.setContent(html)
    return page
  }

  describe.each(MAILS)('%s', (_, html) => {
    test.each([
      ['light', 'rgb(250, 250, 248)'],
      ['dark', 'rgb(20, 21, 23)'],
    ] as const)('is on paper of its own and readable in %s', async (colorScheme, paper) => {
      const page = await show(html, colorScheme)
      await page.evaluate(axe)

      const { violations, passes } = (await page.evaluate(
        "axe.run({ runOnly: ['color-contrast', 'color-contrast-enhanced', 'link-name', 'heading-order', 'list'] })",
      )) as AxeResults
      const backgrounds = await page.evaluate<string[]>(
        "[...document.querySelectorAll('body, body > div, td, a')].map((each) => getComputedStyle(each).backgroundColor)",
      )
      await page.close()

      expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 200))])).toEqual([])
      expect(passes.map(({ id }) => id)).toContain('color-contrast-enhanced')
      expect(new Set(backgrounds.filter((colour) => colour !== 'rgba(0, 0, 0, 0)'))).toEqual(new Set([paper]))
    })

    test('needs no sideways scrolling, on the smallest phone either', async () => {
      const page = await show(html, 'light', 320)
      const widths: number[] = []

      for (const width of [320, 390, 600]) {
        await page.setViewportSize({ width, height: 800 })
        widths.push(await page.evaluate<number>('document.documentElement.scrollWidth'))
      }
      await page.close()

      expect(widths).toEqual([320, 390, 600])
    })

    test('can be read where the style sheet is thrown away', async () => {
      const page = await show(html.replace(/<style[^>]*>.*?<\/style>/gs, ''), 'light')

      const sizes = await page.evaluate<number[]>(READ_TEXTS)
      await page.close()

      expect(sizes.length).toBeGreaterThan(2)
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13)
    })
  })

  test('a long one looks the same as others, though its papers have no styles of their own', async () => {
    const read = `[...document.querySelector('h3').closest('td').querySelectorAll('h3, h3 a, p, p a')].map((each) => {
      const { color, font, margin, padding, fontStyle } = getComputedStyle(each)
      return [each.localName, color, font, margin, padding, fontStyle].join(' | ')
    })`
    const looks: unknown[] = []
    for (const message of [{ ...sample, digest: { ...sample.digest, papers: [model!] } }, long]) {
      const page = await show(render(message).html, 'dark')
      looks.push(await page.evaluate(read))
      await page.close()
    }

    expect(render(long).html.match(/<h3 class="title">/g)).toHaveLength(50)
    expect(looks[1]).toEqual(looks[0])
  })
})
