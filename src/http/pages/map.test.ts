import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Headline } from '../../domain/headline.ts'
import type { PaperId } from '../../domain/paper.ts'
import { parseDayPeriod, parseMonthPeriod, parseWeekPeriod } from '../../domain/period.ts'
import type { Day } from '../../domain/time.ts'
import type { MapSubject, PaperMap } from '../../services/search/map-papers.ts'
import { anAppOf } from '../../../test/support/an-app.ts'

const NEWEST = '2026-05-28' as Day

function aHeadline(id: string, title: string, votes = 0): Headline {
  return { id: id as PaperId, title, authors: [], categories: [], votes, comments: 0, changeNumber: 1 }
}

function aMap(titles: readonly string[], rest: Partial<PaperMap> = {}): PaperMap {
  const points = titles.map((title, place) => ({
    headline: aHeadline(`2605.0000${place}`, title),
    x: 100 + place,
    y: 90,
  }))
  return {
    regions: [{ name: 'Barn owls', x: 100, y: 90, points }],
    parts: [{ name: 'Barn owls at night', x: 110, y: 95 }],
    contours: [[[10, 10, 60, 10, 60, 60, 10, 60]]],
    ...{ count: titles.length, unplaced: 0, matched: titles.length, isExact: true, problems: [] },
    ...rest,
  }
}

/** An app whose every map is this one, and what it was asked for. */
function anAppWith(map: PaperMap) {
  const asked: MapSubject[] = []
  const app = anAppOf({
    findNewestDay: () => Promise.resolve(NEWEST),
    mapPapers: (subject) => {
      asked.push(subject)
      return Promise.resolve(map)
    },
  })
  return { asked, read: async (path: string) => (await app.request(path)).text(), app }
}

test('every paper is a link on the map and one in the list beside it', async () => {
  const { read } = anAppWith(aMap(['Owls', 'More owls', 'Owls again']))

  const page = await read('/map')

  const drawing = page.slice(page.indexOf('<svg'), page.indexOf('</svg>'))
  const list = page.slice(page.indexOf('<ol class="regions"'))
  for (const id of ['2605.00000', '2605.00001', '2605.00002']) {
    expect(drawing.split(`href="/papers/${id}"`)).toHaveLength(2)
    expect(list.split(`href="/papers/${id}"`)).toHaveLength(2)
  }
})

test.each([
  ['/map', { kind: 'edition', period: parseDayPeriod(NEWEST) }],
  ['/map?day=2026-04-01', { kind: 'edition', period: parseDayPeriod('2026-04-01') }],
  ['/map?week=2026-W14', { kind: 'edition', period: parseWeekPeriod('2026-W14') }],
  // Noon of 29 May: what comes after it is not open.
  ['/map?month=2026-05', { kind: 'edition', period: { ...parseMonthPeriod('2026-05'), to: '2026-05-29' } }],
  ['/map?cat=cs.IR', { kind: 'category', code: 'cs.IR' }],
  ['/map?q=tidal+waves&cat=cs.IR', { kind: 'search', text: 'tidal waves' }],
])('%s is the map of what it names', async (path, subject) => {
  const { read, asked } = anAppWith(aMap(['Owls']))

  await read(path)

  expect(asked).toEqual([subject])
})

test('what papers, regions and readers say stands on the page as text', async () => {
  const attack = '"><script>alert(1)</script>'
  const map = aMap([`A ${attack}`, 'B', `C ${attack}`])
  const region = { ...map.regions[0]!, name: attack }
  const { read } = anAppWith({ ...map, regions: [region], problems: [{ message: attack, start: 0, end: 1 }] })

  const page = await read(`/map?q=${encodeURIComponent(attack)}`)

  expect(page).not.toContain('<script>alert')
  expect(page).not.toContain('"><script')
  expect(page).toContain('&lt;script&gt;')
})

test('the page may run our own script, whose every module is served, and none that stands in the page', async () => {
  const { app, read } = anAppWith(aMap(['Owls']))
  const answer = await app.request('/map')
  const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(await answer.text()) ?? []

  const found = new Map<string, Response>()
  const fetchAll = async (path: string): Promise<void> => {
    if (found.has(path)) return
    const module = await app.request(path)
    found.set(path, module)
    const text = await module.clone().text()
    for (const [, name = ''] of text.matchAll(/from '([^']+)'/g))
      await fetchAll(new URL(name, `http://x${path}`).pathname)
  }
  await fetchAll(script)

  expect(answer.headers.get('Content-Security-Policy')).toContain("script-src 'self'")
  expect(found.size).toBeGreaterThan(5)
  for (const module of found.values()) {
    expect(module.status).toBe(200)
    expect(module.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(module.headers.get('Cache-Control')).toContain('immutable')
  }
  expect((await read('/map')).match(/<script/g)).toHaveLength(1)
})

test('smaller places stand in the drawing for the script', async () => {
  const { read } = anAppWith(aMap(['Owls']))

  expect(await read('/map')).toMatch(/<text class="part" x="110" y="95"\s*>Barn owls at night</)
})

test('papers that could not be placed are counted', async () => {
  const { read } = anAppWith(aMap(['Owls', 'More owls'], { unplaced: 3, matched: 5 }))

  const page = await read('/map?day=2026-04-01')

  expect(page).toContain('Wednesday 1 April 2026. 2 of 5 papers; 3 were too short to place')
})

test('a map that holds a part of what there is says which', async () => {
  const titles = Array.from({ length: 500 }, (_, place) => `Owls ${place}`)
  const { read } = anAppWith(aMap(titles, { matched: 1234, isExact: false }))

  const page = await read('/map?q=owls')

  expect(page).toContain('500 of more than 1,234 papers, the best')
})

test('where there is nothing to draw the page says what to do, and draws nothing', async () => {
  const { read } = anAppWith(aMap([], { regions: [] }))

  const page = await read('/map?q=zyzzyva')

  expect(page).not.toContain('<svg')
  expect(page).not.toContain('<script')
  expect(page).toContain('a search with fewer words finds more')
})

test('a map is drawn once, and again when what can be read has changed', async () => {
  let version = '1'
  let drawn = 0
  const app = anAppOf({
    findVersion: () => Promise.resolve(version),
    mapPapers: () => Promise.resolve(aMap([`Owls ${drawn++}`])),
  })

  await app.request('/map?q=owls')
  const again = await (await app.request('/map?q=owls')).text()
  version = '2'
  await setImmediate() // those who ask in one turn are told the same version
  const later = await (await app.request('/map?q=owls')).text()

  expect(again).toContain('Owls 0')
  expect(later).toContain('Owls 1')
})

test('an edition that is not open yet is not drawn', async () => {
  const { app, asked } = anAppWith(aMap(['Owls']))

  const answer = await app.request('/map?week=2026-W23')

  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('This week has not begun')
  expect(asked).toEqual([])
})

test.each([
  '/map?day=yesterday',
  '/map?day=2026-04-01&week=2026-W14',
  '/map?cat=%3Cb%3E',
  `/map?q=${'a'.repeat(1001)}`,
  '/map?q=a&q=b',
])('%.40s is refused', async (path) => {
  const { app } = anAppWith(aMap(['Owls']))

  const answer = await app.request(path)

  expect(answer.status).toBe(400)
})
