import { afterEach, expect, test } from 'vitest'
import { drawChart } from '../../engine/map/draw-chart.ts'
import { makeMaps, type MapMaker, type MapOrder } from './draw-map.ts'

let maps: MapMaker | undefined
afterEach(() => maps?.close())

const AN_ORDER: MapOrder = {
  vectors: Float32Array.of(...[1, 0], ...[0, 1], ...[0.6, 0.8], ...[0.8, -0.6], ...[-1, 0]),
  dimensions: 2,
  axes: Float32Array.of(1, 0, 0, 1),
  texts: ['Owls', 'Owls', 'Owls and $n^2$ herons', 'Tides', 'Tides'].map((title) => ({ title, abstract: '' })),
  rarities: new Map([
    ['owl', 5],
    ['tide', 5],
  ]),
}

test('the thread draws what the engine draws', async () => {
  maps = makeMaps(() => undefined)

  const charts = await Promise.all([maps.drawMap(AN_ORDER), maps.drawMap(AN_ORDER)])

  const { rarities, ...rest } = AN_ORDER
  const texts = rest.texts.map(({ title, abstract }) => ({ title: title.replace('$n^2$', 'n²'), abstract }))
  const expected = drawChart({ ...rest, texts, rarityOf: (term) => rarities.get(term) })
  expect(charts).toEqual([expected, expected])
})

test('where too many maps wait the next is refused, and drawn when asked for again', async () => {
  const maker = makeMaps(() => undefined)
  maps = maker

  const asked = await Promise.allSettled(Array.from({ length: 30 }, () => maker.drawMap(AN_ORDER)))

  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  expect(refused).toHaveLength(10)
  expect(refused[0]).toMatchObject({ code: 'unavailable' })
  await expect(maker.drawMap(AN_ORDER)).resolves.toBeDefined()
})
