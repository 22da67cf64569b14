import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import { MAP_SIZE, type MapPoint, type PaperMap } from '../../src/services/search/map-papers.ts'
import { anAppOf } from '../support/an-app.ts'
import { hasBrowser, showInBrowser, type Shown } from '../support/browser.ts'

const COLUMNS = 8

/** Papers in rows of eight, 100 units apart; a region for each two rows. The title of each is where it stands. */
function aMap(rows: number): PaperMap {
  const points = Array.from({ length: rows * COLUMNS }, (_, place): MapPoint => {
    const [row, column] = [Math.floor(place / COLUMNS), place % COLUMNS]
    const id = `2605.${10_000 + place}` as PaperId
    const rest = { authors: [], categories: [], votes: place, comments: 0, changeNumber: 1 }
    return { headline: { id, title: `Row ${row} column ${column}`, ...rest }, x: 170 + column * 100, y: 90 + row * 100 }
  })
  const regions = Array.from({ length: Math.ceil(rows / 2) }, (_, region) => ({
    ...{ name: `Region ${region}`, x: 520, y: 140 + region * 200 },
    points: points.slice(region * 2 * COLUMNS, (region + 1) * 2 * COLUMNS),
  }))
  const hill = [60, 60, 980, 60, 980, 700, 60, 700]
  const parts = [{ name: 'A smaller place', x: 220, y: 140 }]
  const told = { count: points.length, unplaced: 0, matched: points.length, isExact: true, problems: [] }
  return { regions, parts, contours: [[hill], [hill], [hill], [hill]], ...told }
}

const ROWS = 7
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(!hasBrowser)('the map, in a browser', () => {
  let shown: Shown
  beforeAll(async () => {
    const app = anAppOf({
      mapPapers: (subject) => Promise.resolve(aMap(subject.kind === 'search' ? Number(subject.text) : ROWS)),
    })
    shown = await showInBrowser(app)
  })
  afterAll(() => shown?.close())

  type Options = BrowserContextOptions & { path?: string; withoutScript?: boolean }

  async function look(steps: (page: Page, complaints: string[]) => Promise<void>, options: Options = {}) {
    const { path = '/map?cat=cs.IR', withoutScript = false, ...rest } = options
    const context = await shown.browser.newContext({ viewport: { width: 1440, height: 900 }, ...rest })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    if (withoutScript) await page.route('**/public/map.*/**', (route) => route.abort())
    await page.goto(shown.base + path)
    if (!withoutScript && rest.javaScriptEnabled !== false) await drawn(page)
    await steps(page, complaints)
    await context.close()
  }
  const stage = (page: Page) => page.getByRole('application')
  const tip = (page: Page) => page.locator('.tip')
  const lit = (page: Page) => page.locator('.regions [data-lit]')
  const path = (page: Page) => page.url().slice(shown.base.length)

  /** What is asked for is drawn with the next frame. */
  const drawn = async (page: Page): Promise<void> => {
    await stage(page).waitFor()
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
  }
  /** Where a paper stands in the window, while the whole map is shown. */
  const placeOf = async (page: Page, row: number, column: number): Promise<[x: number, y: number]> => {
    const box = (await page.locator('.stage canvas').boundingBox())!
    const [x, y] = [(170 + column * 100) / MAP_SIZE.width, (90 + row * 100) / MAP_SIZE.height]
    return [box.x + x * box.width, box.y + y * box.height]
  }
  /** The colour of a pixel of the canvas, by its place in the window. */
  const colourAt = async (page: Page, [x, y]: [number, number]): Promise<number[]> => {
    await drawn(page)
    return page.evaluate(`(() => {
      const canvas = document.querySelector('.stage canvas')
      const { left, top, width } = canvas.getBoundingClientRect()
      const ratio = canvas.width / width
      const { data } = canvas.getContext('2d').getImageData((${x} - left) * ratio, (${y} - top) * ratio, 1, 1)
      return [...data].slice(0, 3)
    })()`)
  }
  const isZoomed = async (page: Page): Promise<boolean> => (await page.locator('.stage[data-zoomed]').count()) > 0
  /** Whether two papers at two ends stand where they do on the whole map. */
  const isWhole = async (page: Page): Promise<boolean> => {
    const ends = [await placeOf(page, 0, 0), await placeOf(page, ROWS - 1, COLUMNS - 1)]
    const colours = [await colourAt(page, ends[0]!), await colourAt(page, ends[1]!)]
    return colours.every((colour) => colour.join() === INK.join())
  }
  const [INK, RED, PAPER] = [
    [0x16, 0x17, 0x1a],
    [0xa8, 0x14, 0x20],
    [0xfa, 0xfa, 0xf8],
  ]

  test('is drawn on a canvas, each paper in its place, under the page’s own policy', async () => {
    await look(async (page, complaints) => {
      const told = [...complaints]
      const box = (await page.locator('.stage canvas').boundingBox())!

      expect(await isWhole(page)).toBe(true)
      expect(await colourAt(page, [box.x + 3, box.y + 3])).toEqual(PAPER)
      expect(await page.locator('figure svg').isVisible()).toBe(false)
      expect(told).toEqual([])
    })
  })

  test('has the pixels of the screen, and the colours of the scheme, also when it changes', async () => {
    await look(
      async (page) => {
        const box = (await page.locator('.stage canvas').boundingBox())!
        const width = await page.evaluate("document.querySelector('.stage canvas').width")
        await page.emulateMedia({ colorScheme: 'dark' })

        expect(width).toBe(Math.round(2 * box.width))
        expect(await colourAt(page, [box.x + 3, box.y + 3])).toEqual([0x14, 0x15, 0x17])
        expect(await colourAt(page, await placeOf(page, 3, 3))).toEqual([0xe5, 0xe3, 0xdd])
      },
      { deviceScaleFactor: 2 },
    )
  })

  test('shows the title of the paper under the pointer, marks it in the list, and a click opens it', async () => {
    await look(async (page) => {
      const place = await placeOf(page, 3, 5)
      await page.mouse.move(...place)
      await tip(page).waitFor()
      const [title, marked, colour] = [
        await tip(page).textContent(),
        await lit(page).textContent(),
        await colourAt(page, place),
      ]
      await page.mouse.click(...place)
      await page.waitForURL('**/papers/*')

      expect([title, marked, colour]).toEqual(['Row 3 column 5', 'Row 3 column 5', RED])
      expect(path(page)).toBe('/papers/2605.10029')
    })
  })

  test('is gone through by arrows, the list follows, and Enter opens', async () => {
    await look(async (page) => {
      await page.locator('.bar a').last().focus()
      await page.keyboard.press('Tab')
      const seen: (string | null)[] = []
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
        await page.keyboard.press(key)
        seen.push(await lit(page).textContent())
      }
      const [spoken, isListed] = [await page.getByRole('status').textContent(), await lit(page).isVisible()]
      await page.keyboard.press('Enter')
      await page.waitForURL('**/papers/*')

      // The first arrow lights what is nearest to the middle of the map, at 520, 390.
      const [middle, ...others] = seen
      expect(middle).toMatch(/^Row 3 column [34]$/)
      const column = Number(middle!.at(-1))
      const rest = [`Row 3 column ${column + 1}`, `Row 4 column ${column + 1}`, `Row 4 column ${column}`, middle]
      expect(others).toEqual(rest)
      expect(spoken).toBe(`${middle}. Region 1`)
      expect(isListed).toBe(true)
      expect(path(page)).toBe(`/papers/2605.${10_000 + 3 * COLUMNS + column}`)
    })
  })

  test('is gone through in the order of the list by Page Down, and from its ends', async () => {
    await look(async (page) => {
      await stage(page).focus()
      const seen: (string | null)[] = []
      for (const key of ['Home', 'PageDown', 'PageUp', 'PageUp', 'End']) {
        await page.keyboard.press(key)
        seen.push(await lit(page).textContent())
      }

      const [first, last] = ['Row 0 column 0', 'Row 6 column 7']
      expect(seen).toEqual([first, 'Row 0 column 1', first, last, last])
    })
  })

  test('is enlarged by plus, minus and buttons; 0 and Escape show the whole', async () => {
    await look(async (page) => {
      await stage(page).focus()
      const seen: boolean[] = [await isWhole(page)]
      const steps = ['+', '-', '+', '0', '+', 'Shift+ArrowRight', 'Escape']
      for (const key of steps) {
        await page.keyboard.press(key)
        seen.push(await isWhole(page))
      }
      await page.getByRole('button', { name: 'Enlarge' }).click()
      seen.push(await isWhole(page))
      await page.getByRole('button', { name: 'Whole map' }).click()
      seen.push(await isWhole(page))

      expect(seen).toEqual([true, false, true, false, true, false, false, true, false, true])
    })
  })

  test('lights the paper that is pointed at in the list, and moves to it', async () => {
    await look(async (page) => {
      const link = page.locator('.regions a', { hasText: 'Row 2 column 0' })
      await link.hover()
      const [place, title] = [await placeOf(page, 2, 0), await tip(page).textContent()]
      const colour = await colourAt(page, place)
      await page.mouse.move(5, 5)
      for (let press = 0; press < 4; press++) await page.getByRole('button', { name: 'Enlarge' }).click()
      const isHidden = await tip(page).isHidden()
      await link.focus()

      expect([title, colour]).toEqual(['Row 2 column 0', RED])
      expect(isHidden).toBe(true)
      await tip(page).waitFor()
    })
  })

  test('is moved by dragging, which opens no paper', async () => {
    await look(async (page) => {
      await stage(page).focus()
      for (const key of ['+', '+']) await page.keyboard.press(key)
      const box = (await page.locator('.stage canvas').boundingBox())!
      const [x, y] = await placeOf(page, 3, 4) // as high as the middle, about which the map is 2.25 times as large
      const before: [number, number] = [box.x + box.width / 2 + (x - box.x - box.width / 2) * 2.25, y]
      const after: [number, number] = [before[0] + 80, before[1] + 40]
      const colours = [await colourAt(page, before), await colourAt(page, after)]
      await page.mouse.move(...before)
      await page.mouse.down()
      await page.mouse.move(before[0] + 30, before[1], { steps: 3 })
      await page.mouse.move(...after, { steps: 3 })
      const moved = await colourAt(page, after)
      await page.mouse.up()

      expect(colours[0]).toEqual(INK)
      expect(colours[1]).not.toEqual(INK)
      expect(moved).toEqual(RED)
      expect(path(page)).toBe('/map?cat=cs.IR')
    })
  })

  test('leaves the wheel to the page, but with Ctrl or once it was clicked', async () => {
    await look(async (page) => {
      const box = (await page.locator('.stage canvas').boundingBox())!
      await page.mouse.move(box.x + 5, box.y + 5)
      await page.mouse.wheel(0, 40)
      await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(0)
      const untouched = await isZoomed(page)
      await page.keyboard.down('Control')
      await page.mouse.wheel(0, -200)
      await page.keyboard.up('Control')
      await expect.poll(() => isZoomed(page)).toBe(true)
      await page.getByRole('button', { name: 'Whole map' }).click()
      const whole = await isZoomed(page)
      const again = (await page.locator('.stage canvas').boundingBox())!
      await page.mouse.click(again.x + 5, again.y + 25)
      await page.mouse.wheel(0, -200)

      await expect.poll(() => isZoomed(page)).toBe(true)
      expect([untouched, whole]).toEqual([false, false])
    })
  })

  test('shows a title at the first tap and opens the paper at the second', async () => {
    await look(
      async (page) => {
        const place = await placeOf(page, 3, 5)
        await page.touchscreen.tap(...place)
        await tip(page).waitFor()
        const [title, stayed] = [await tip(page).textContent(), path(page)]
        await page.touchscreen.tap(...place)
        await page.waitForURL('**/papers/*')

        expect([title, stayed]).toEqual(['Row 3 column 5', '/map?cat=cs.IR'])
        expect(path(page)).toBe('/papers/2605.10029')
      },
      { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
    )
  })

  test('is enlarged by two fingers, the page is not, and opens nothing', async () => {
    await look(
      async (page) => {
        const box = (await page.locator('.stage canvas').boundingBox())!
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
        const fingers = await page.context().newCDPSession(page)
        const apart = (pixels: number) => [-1, 1].map((side, id) => ({ x: x + (side * pixels) / 2, y, id }))
        await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: apart(60) })
        for (const pixels of [90, 120, 180])
          await fingers.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: apart(pixels) })
        await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
        await expect.poll(() => isZoomed(page)).toBe(true)

        expect(await page.evaluate('visualViewport.scale')).toBe(1)
        expect(path(page)).toBe('/map?cat=cs.IR')
      },
      { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
    )
  })

  test('is a drawing with links without JavaScript', async () => {
    await look(
      async (page) => {
        await page.locator('figure a[href="/papers/2605.10029"]').click()

        expect(path(page)).toBe('/papers/2605.10029')
      },
      { javaScriptEnabled: false },
    )
  })

  test('does not scroll sideways', async () => {
    await look(async (page) => {
      const seen: unknown[] = []
      for (const width of [320, 390, 820, 1440]) {
        await page.setViewportSize({ width, height: 800 })
        await drawn(page)
        seen.push(await page.evaluate('document.documentElement.scrollWidth'))
      }

      expect(seen).toEqual([320, 390, 820, 1440])
    })
  })

  describe.each(['light', 'dark'] as const)('axe-core finds nothing in %s', (colorScheme) => {
    const check = async (page: Page): Promise<unknown[]> => {
      await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
      await page.evaluate(axe)
      const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResults
      expect(passes.length).toBeGreaterThan(10)
      return violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 200))])
    }

    test.each([1, 7])('with a paper lit, %i rows of papers', async (rows) => {
      await look(
        async (page) => {
          await stage(page).focus()
          for (const key of ['ArrowDown', '+', '+']) await page.keyboard.press(key)
          await tip(page).waitFor()

          expect(await check(page)).toEqual([])
        },
        { colorScheme, bypassCSP: true, path: `/map?q=${rows}` },
      )
    })

    test('where the script does not come', async () => {
      await look(async (page) => expect(await check(page)).toEqual([]), {
        ...{ colorScheme, bypassCSP: true, withoutScript: true },
      })
    })
  })
})
