import { expect, test } from 'vitest'
import { keepFeeds } from './keep-feeds.ts'

const START = Date.parse('2026-05-29T16:00:00.700Z')

function aKeeper() {
  let now = START
  const keeper = keepFeeds(() => now)
  const make = (text: string) => () => Promise.resolve(text)
  return { keeper, make, wait: (ms: number) => (now += ms) }
}

test('two changes within one second have two dates, so that who saw the first is told of the second', async () => {
  const { keeper, make, wait } = aKeeper()

  const first = await keeper.remake('/feeds/papers.atom', make('one'))
  wait(100)
  const second = await keeper.remake('/feeds/papers.atom', make('two'))

  expect([first.changedAt, second.changedAt]).toEqual([START - 700, START + 300])
})

test('a feed that is made again and is the same keeps its tag and its date', async () => {
  const { keeper, make, wait } = aKeeper()
  const before = await keeper.find('/feeds/papers.atom', 'v1', make('one'))

  wait(60_000)
  const after = await keeper.find('/feeds/papers.atom', 'v2', make('one'))

  expect([after.state.tag, after.state.changedAt]).toEqual([before.state.tag, before.state.changedAt])
})

test('a feed that was just made is current for half a minute, however often the store changes', async () => {
  const { keeper, make, wait } = aKeeper()
  await keeper.find('/feeds/papers.atom', 'v1', make('one'))

  wait(29_999)
  const soon = await keeper.find('/feeds/papers.atom', 'v2', make('two'))
  wait(1)
  const later = await keeper.find('/feeds/papers.atom', 'v3', make('three'))

  expect([soon.text, later.text]).toEqual(['one', 'three'])
})

test('a feed that could not be made is made at the next question', async () => {
  const { keeper, make } = aKeeper()

  await expect(keeper.find('/feeds/papers.atom', 'v1', () => Promise.reject(new Error('away')))).rejects.toThrow('away')

  expect((await keeper.find('/feeds/papers.atom', 'v1', make('one'))).text).toBe('one')
})

test('feeds are made one by one, and what else is to be done comes in between', async () => {
  const { keeper } = aKeeper()
  const done: string[] = []
  const make = (key: string) => () => {
    done.push(key)
    setImmediate(() => done.push(`beside ${key}`))
    return Promise.resolve(key)
  }

  await Promise.all(['a', 'b', 'c'].map((key) => keeper.find(key, 'v1', make(key))))

  expect(done).toEqual(['a', 'beside a', 'b', 'beside b', 'c'])
})
