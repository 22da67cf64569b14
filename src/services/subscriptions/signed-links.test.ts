import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aDigest } from '../../../test/support/past-digests.ts'
import { anOrder } from '../../../test/support/subscribers.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import type { Recipient, RecipientId, Subscription, SubscriptionId } from '../../domain/subscription.ts'
import { createSignedLinks } from './signed-links.ts'

const BASE = 'https://broadsheet.example'
const secret = 'a secret of forty-three letters for the tests'
const links = createSignedLinks(secret, BASE)
const id = 'AAECAwQFBgcICQoLDA0ODw' as SubscriptionId
const recipientId = 'r'.repeat(22) as RecipientId
const recipient: Recipient = {
  id: recipientId,
  channel: 'mail',
  address: 'a@b.example',
  secret: 's'.repeat(22),
  createdAt: 1,
}
const subscription: Subscription = {
  ...anOrder(),
  wish: { kind: 'edition' },
  id,
  recipientId,
  state: 'active',
  createdAt: 1,
}
const of = (digestDay: string, wish: Partial<Subscription> = {}) =>
  links.toLinks(aDigest(id, digestDay), recipient, { ...subscription, ...wish })
const toToken = (link: string) => link.slice(link.lastIndexOf('/') + 1)

const PAPERS = ['2611.00001', 'hep-th/9901001', 'doi:10.1000/a(b)<c>;d/é😀', 'title:00ff', 'x'.repeat(300)] as PaperId[]

describe('links of a digest', () => {
  test('lead to its edition: of the day, or of the week', () => {
    const rhythm = { ...subscription.rhythm, span: 'week', weekdays: [5] } as const
    const says = 'Read the whole edition'

    expect(of('2026-11-20').edition).toEqual({ url: `${BASE}/papers/date/2026-11-20`, says })
    // The calendar of ISO 8601 has Friday 20 November 2026 in week 47.
    expect(of('2026-11-20', { rhythm }).edition).toEqual({ url: `${BASE}/papers/week/2026-W47`, says })
  })

  test('lead at a weekend to the edition before, unless there is one of the day', () => {
    const toUrl = (edition: { edition?: Day }) =>
      links.toLinks({ ...aDigest(id, '2026-11-22'), ...edition }, recipient, subscription).edition.url

    expect(toUrl({})).toBe(`${BASE}/papers/date/2026-11-20`)
    expect(toUrl({ edition: '2026-11-22' as Day })).toBe(`${BASE}/papers/date/2026-11-22`)
  })

  test.each([
    [{ kind: 'trending' }, '/papers/trending', 'See all that trends'],
    [
      { kind: 'search', query: 'owls & "barns"' },
      '/papers?q=owls%20%26%20%22barns%22',
      'See all that the search finds',
    ],
    [{ kind: 'category', code: 'cs.CL' }, '/categories/cs.CL', 'See the whole category'],
    [{ kind: 'author', name: 'Ann Owl' }, '/authors/Ann%20Owl', 'See all papers of the author'],
    [{ kind: 'organisation', handle: 'owls' }, '/organisations/owls', 'See all papers of the organisation'],
  ] as const)('of %o lead to a page of its own', (wish, path, says) => {
    expect(of('2026-11-20', { wish }).edition).toEqual({ url: `${BASE}${path}`, says })
  })

  test('lead to its own page, behind the private link', () => {
    expect(of('2026-11-20').whole).toBe(`${BASE}/inbox/${recipient.secret}/digests/${id}.2026-11-20`)
  })

  test('lead to the private link and to the page of a paper, as pages write it', () => {
    expect(of('2026-11-20').inbox).toBe(`${BASE}/inbox/${recipient.secret}`)
    const opened = PAPERS.slice(0, 3).map(of('2026-11-20').open)
    expect(opened).toEqual([
      `${BASE}/papers/2611.00001`,
      `${BASE}/papers/hep-th/9901001`,
      `${BASE}/papers/doi:10.1000/a(b)%3Cc%3E%3Bd/%C3%A9%F0%9F%98%80`,
    ])
  })

  test('to leave are signed as anybody with the secret would sign them, and short enough for one header line', () => {
    const link = of('2026-11-20').unsubscribe

    const mac = createHmac('sha256', secret)
      .update(JSON.stringify(['leave', id]))
      .digest('base64url')
      .slice(0, 24)
    expect(link).toBe(`${BASE}/u/${id}.${mac}`)
    expect(toToken(link).length).toBeLessThan(50)
    expect(links.readLeave(toToken(link))).toBe(id)
  })

  test.each(PAPERS)('of feedback on %j are read back', (paperId) => {
    const { more, less } = of('2026-11-20')

    expect(links.readFeedback(toToken(more(paperId)))).toEqual({ subscriptionId: id, paperId, kind: 'more' })
    expect(links.readFeedback(toToken(less(paperId)))).toEqual({ subscriptionId: id, paperId, kind: 'less' })
  })
})

describe('tokens', () => {
  const { unsubscribe, more, less } = of('2026-11-20')
  const tokens = [unsubscribe, more(PAPERS[0]!), less(PAPERS[1]!)].map(toToken)

  test('that were changed in any letter are not ours', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=/ é']
    fc.assert(
      fc.property(fc.constantFrom(...tokens), fc.nat(), fc.constantFrom(...letters), (token, place, letter) => {
        const at = place % token.length
        const changed = token.slice(0, at) + letter + token.slice(at + 1)
        fc.pre(changed !== token)
        expect([links.readLeave(changed), links.readFeedback(changed)]).toEqual([undefined, undefined])
      }),
      { numRuns: 500 },
    )
  })

  test('of one purpose are nothing for another', () => {
    const [leave = '', feedback = ''] = tokens

    expect(links.readFeedback(leave)).toBeUndefined()
    expect(links.readLeave(feedback)).toBeUndefined()
    expect(links.readLeave(`${id}.${feedback.slice(-24)}`)).toBeUndefined()
  })

  test('of one subscription, paper or wish are nothing for another', () => {
    const signature = tokens[1]!.slice(-24)
    const paper = Buffer.from(PAPERS[0]!).toString('base64url')
    const other = Buffer.from('2611.00002').toString('base64url')

    const forged = [
      `l.${id}.${paper}.${signature}`,
      `m.${id}.${other}.${signature}`,
      `m.${recipientId}.${paper}.${signature}`,
    ]

    expect(forged.map((token) => links.readFeedback(token))).toEqual([undefined, undefined, undefined])
    expect(links.readFeedback(`m.${id}.${paper}.${signature}`)).toBeDefined()
  })

  test('of another installation are not ours, and neither is nothing', () => {
    const others = createSignedLinks('another secret of forty-three letters, indeed', BASE)

    expect(tokens.map((token) => others.readLeave(token) ?? others.readFeedback(token))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    for (const nothing of ['', '.', '...', 'm...', `${id}.`]) {
      expect([links.readLeave(nothing), links.readFeedback(nothing)]).toEqual([undefined, undefined])
    }
  })
})
