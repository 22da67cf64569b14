import { afterEach, expect, test, vi } from 'vitest'
import { AppError } from '../../domain/error.ts'
import { type CardMaker, makeCards } from './make-cards.ts'

const TEXT = { title: 'Tides', authors: 'Ada', facts: ['29 May 2026'], id: 'arXiv 2605.00001' }
const aWorker = (body: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'\n${body}`)}`)

let cards: CardMaker | undefined
afterEach(() => cards?.close())

function make(worker?: URL) {
  const failures: string[] = []
  cards = makeCards((message) => failures.push(message), { worker, retryMs: 50 })
  return { cards, failures }
}

test('a card is a PNG of 1200 by 630', async () => {
  const { cards, failures } = make()

  const png = Buffer.from(await cards.drawCard('a', { ...TEXT, title: 'Tides 潮汐 المد ∑ Ω' }))

  // The signature and the first chunk: https://www.w3.org/TR/png-3/#5DataRep
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
  expect(failures).toEqual([])
})

test('a card is drawn once for all who ask, at once or later', async () => {
  const { cards } = make(
    aWorker(`let n = 0; parentPort.on('message', () => parentPort.postMessage({ png: new Uint8Array([++n]) }))`),
  )

  const first = await Promise.all([cards.drawCard('a', TEXT), cards.drawCard('a', TEXT), cards.drawCard('b', TEXT)])
  const again = await cards.drawCard('a', TEXT)

  expect([...first, again].map(([number]) => number)).toEqual([1, 1, 2, 1])
})

test('of more cards than wait at a time the rest is refused, and what waits is drawn', async () => {
  const { cards } = make(aWorker(`parentPort.on('message', () => parentPort.postMessage({ png: new Uint8Array(1) }))`))

  const asked = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => cards.drawCard(`${index}`, TEXT)))

  const refused = asked.filter((each) => each.status === 'rejected').map((each) => each.reason as unknown)
  expect(refused).toHaveLength(9) // one is being drawn, thirty wait
  expect(refused[0]).toEqual(new AppError('unavailable', 'Too many picture cards wait to be drawn'))
})

test('a machine that cannot draw says so once, and refuses every card', async () => {
  const { cards, failures } = make(aWorker(`throw new Error('no library')`))

  const asked = await Promise.allSettled([cards.drawCard('a', TEXT), cards.drawCard('b', TEXT)])
  const later = await Promise.allSettled([cards.drawCard('c', TEXT)])

  expect([...asked, ...later].map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(failures).toEqual(['no library'])
})

test('a thread that ended is started again a moment later', async () => {
  const { cards, failures } = make(
    aWorker(
      `parentPort.on('message', ({ title }) => { if (title === 'bad') throw new Error('no memory'); parentPort.postMessage({ png: new Uint8Array(1) }) })`,
    ),
  )
  const lost = await Promise.allSettled([cards.drawCard('a', { ...TEXT, title: 'bad' }), cards.drawCard('b', TEXT)])

  const drawn = await vi.waitFor(() => cards.drawCard('c', TEXT), { timeout: 10_000 })

  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect([drawn.length, failures]).toEqual([1, ['no memory']])
})

test('a card that cannot be drawn does not hold up the next', async () => {
  const { cards } = make(
    aWorker(
      `parentPort.on('message', ({ title }) => parentPort.postMessage(title === 'bad' ? { failure: 'x' } : { png: new Uint8Array(1) }))`,
    ),
  )

  const asked = await Promise.allSettled([cards.drawCard('a', { ...TEXT, title: 'bad' }), cards.drawCard('b', TEXT)])

  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})
