import { describe, expect, test } from 'vitest'
import type { UpstreamRequest } from '../../domain/ports.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { createHubTeller } from './tell-hub.ts'

const HUB = 'https://hub.example/'
const NEVER = new AbortController().signal

/** A hub that says what `answer` throws, feeds whose tags can be set, and what became of it all. */
function aHub(answer: (path: string) => void = () => undefined) {
  const scene = {
    tags: new Map<string, string>(),
    version: '1',
    now: 0,
    told: [] as string[],
    events: [] as string[],
    made: 0,
  }
  const tellHub = createHubTeller({
    hub: HUB,
    baseUrl: 'https://broadsheet.example',
    listTopics: () =>
      [...scene.tags].map(([path, tag]) => ({ path, remake: () => (scene.made++, Promise.resolve(tag)) })),
    findVersion: () => Promise.resolve(scene.version),
    ask: ({ url, form }: UpstreamRequest) => {
      const topic = form?.['hub.url'] ?? ''
      answer(topic)
      scene.told.push(`${url} ${form?.['hub.mode']} ${topic}`)
      return Promise.resolve({ status: 200, bytes: new Uint8Array(), type: '', at: 0, validator: {}, url })
    },
    clock: () => scene.now,
    log: (event) => scene.events.push(event),
  })
  return { scene, tellHub: () => tellHub(NEVER) }
}

const TOLD = (path: string) => `${HUB} publish https://broadsheet.example${path}`

describe('a hub', () => {
  test('is told of a feed at first sight, and again when it is another, and not when only the store changed', async () => {
    const { scene, tellHub } = aHub()
    scene.tags.set('/feeds/papers.atom', 'a').set('/feeds/trending.atom', 'b')
    await tellHub()
    scene.told = []

    scene.version = '2'
    await tellHub()
    const unchanged = [...scene.told]
    scene.version = '3'
    scene.tags.set('/feeds/trending.atom', 'c')
    await tellHub()

    expect(unchanged).toEqual([])
    expect(scene.told).toEqual([TOLD('/feeds/trending.atom')])
  })

  test('costs nothing while the store does not change', async () => {
    const { scene, tellHub } = aHub()
    scene.tags.set('/feeds/papers.atom', 'a')

    for (let round = 0; round < 5; round++) await tellHub()

    expect([scene.made, scene.told.length]).toEqual([1, 1])
  })

  test('that does not answer is left alone for growing pauses, and then told of everything', async () => {
    let isAway = true
    const { scene, tellHub } = aHub(() => {
      if (isAway) throw new UpstreamError('silent', 'hub.example cannot be reached.')
    })
    scene.tags.set('/feeds/papers.atom', 'a').set('/feeds/trending.atom', 'b')

    const tries: number[] = []
    for (scene.now = 0; scene.now <= 10 * 60_000; scene.now += 30_000) {
      const before = scene.events.length
      await tellHub()
      if (scene.events.length > before) tries.push(scene.now / 60_000)
    }
    isAway = false
    scene.now = 60 * 60_000
    await tellHub()

    expect(tries).toEqual([0, 1, 3, 7])
    expect(scene.told).toEqual([TOLD('/feeds/papers.atom'), TOLD('/feeds/trending.atom')])
    expect(scene.events.at(-1)).toBe('hub.told')
  })

  test('that refuses one feed is told of the others, and of that one when it changes', async () => {
    const { scene, tellHub } = aHub((topic) => {
      if (topic.endsWith('one.atom')) throw new UpstreamError('refused', 'hub.example answered 400.')
    })
    scene.tags.set('/feeds/one.atom', 'a').set('/feeds/two.atom', 'b')

    await tellHub()
    await tellHub()

    expect(scene.told).toEqual([TOLD('/feeds/two.atom')])
    expect(scene.events).toEqual(['hub.refused', 'hub.told'])
  })
})
