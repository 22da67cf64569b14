import { parseAtomFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { anAppOf } from '../../../test/support/an-app.ts'
import { aFeatured } from '../../../test/support/builders.ts'
import type { Digest, DigestId } from '../../domain/digest.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Subscription, SubscriptionId } from '../../domain/subscription.ts'
import type { AppDeps } from '../app.ts'

const SUBSCRIPTION = 'ssssssssssssssssssssss'
const KEY = `${SUBSCRIPTION}.signature`
const FEED = `/feeds/digests/${KEY}.atom`
const [MONDAY, TUESDAY] = [Date.parse('2026-05-25T06:00:00Z'), Date.parse('2026-05-26T06:00:00Z')]

const subscription = { id: SUBSCRIPTION as SubscriptionId, wish: { kind: 'search', query: 'owls' } } as Subscription

function aDigest(day: string, dueAt: number, ids: readonly string[]): Digest {
  const papers = ids.map((id) => ({ id: id as PaperId, reason: `It is about owls (${id}).` }))
  const id = `${SUBSCRIPTION}.${day}` as DigestId
  return { id, subscriptionId: SUBSCRIPTION, dueAt, composedAt: dueAt, papers } as unknown as Digest
}

/** An app in which somebody has a subscription with some digests, the newest first. */
function anAppWith(digests: readonly Digest[]) {
  let reads = 0
  const subscribing = {
    findFeed: (key: string) => Promise.resolve(key === KEY ? { subscription, digests } : undefined),
    readFeed: async function* () {
      for (const digest of digests) {
        reads++
        yield await Promise.resolve(digest)
      }
    },
  }
  const listPlacedPapers: AppDeps['listPlacedPapers'] = (placings) =>
    Promise.resolve(
      placings.map(({ id }) => ({ paper: aFeatured({ id, votes: Number(id.slice(-1)), fields: { title: id } }) })),
    )
  const subscriptions = { subscribing } as unknown as NonNullable<AppDeps['subscriptions']>
  return { app: anAppOf({ subscriptions, listPlacedPapers }), countReads: () => reads }
}

const digests = [
  aDigest('2026-05-26', TUESDAY, ['2605.00003', '2605.00002']),
  aDigest('2026-05-25', MONDAY, ['2605.00001']),
]

describe('a private feed', () => {
  test('brings the papers of the last digests of its subscription, each with why it came and when', async () => {
    const { app } = anAppWith(digests)

    const answer = await app.request(FEED)
    const { title, entries = [] } = parseAtomFeed(await answer.text())

    expect(title?.value).toBe('Papers on “owls” · Broadsheet')
    expect(entries.map((entry) => [entry.id, entry.published])).toEqual([
      ['tag:broadsheet.example,2026:papers/2605.00003', '2026-05-26T06:00:00.000Z'],
      ['tag:broadsheet.example,2026:papers/2605.00002', '2026-05-26T06:00:00.000Z'],
      ['tag:broadsheet.example,2026:papers/2605.00001', '2026-05-25T06:00:00.000Z'],
    ])
    expect(entries[0]?.content?.value).toContain('<em>It is about owls (2605.00003).</em>')
  })

  test('has a paper once, where it came last', async () => {
    const { app } = anAppWith([
      aDigest('2026-05-26', TUESDAY, ['2605.00003', '2605.00001']),
      aDigest('2026-05-25', MONDAY, ['2605.00001', '2605.00002']),
    ])

    const { entries = [] } = parseAtomFeed(await (await app.request(FEED)).text())

    expect(entries.map((entry) => [entry.id, entry.published])).toEqual([
      ['tag:broadsheet.example,2026:papers/2605.00003', '2026-05-26T06:00:00.000Z'],
      ['tag:broadsheet.example,2026:papers/2605.00001', '2026-05-26T06:00:00.000Z'],
      ['tag:broadsheet.example,2026:papers/2605.00002', '2026-05-25T06:00:00.000Z'],
    ])
  })

  test('leads to the page that everybody may see of what is wished for, and to itself', async () => {
    const { app } = anAppWith(digests)

    const { id, links = [] } = parseAtomFeed(await (await app.request(FEED)).text())

    expect(links.map(({ rel, href }) => [rel, href])).toEqual([
      ['self', `https://broadsheet.example${FEED}`],
      ['alternate', 'https://broadsheet.example/papers?q=owls&s=date'],
    ])
    expect(id).toBe(`tag:broadsheet.example,2026:subscriptions/${SUBSCRIPTION}`)
  })

  test('is for nobody else: no cache may keep it, and no search engine list it', async () => {
    const { app } = anAppWith(digests)

    const answer = await app.request(FEED)

    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('x-robots-tag')).toBe('noindex, nofollow')
  })

  test('answers 304 to who has it, without reading the digests again', async () => {
    const { app, countReads } = anAppWith(digests)
    const tag = (await app.request(FEED)).headers.get('etag') ?? ''
    const before = countReads()

    const again = await app.request(FEED, { headers: { 'If-None-Match': tag } })

    expect(again.status).toBe(304)
    expect(countReads()).toBe(before)
  })

  test('keeps to a threshold of votes', async () => {
    const { app } = anAppWith(digests)

    const { entries = [] } = parseAtomFeed(await (await app.request(`${FEED}?votes=3`)).text())

    expect(entries.map(({ id }) => id)).toEqual(['tag:broadsheet.example,2026:papers/2605.00003'])
  })

  test.each([
    ['a key that is not ours', `/feeds/digests/${SUBSCRIPTION}.other.atom`],
    ['the id of a subscription alone', `/feeds/digests/${SUBSCRIPTION}.atom`],
  ])('is not found behind %s', async (_, path) => {
    const { app } = anAppWith(digests)

    expect((await app.request(path)).status).toBe(404)
  })

  test('is not found where there are no subscriptions', async () => {
    expect((await anAppOf({}).request(FEED)).status).toBe(404)
  })
})
