import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { DigestLinks } from '../../src/domain/ports.ts'
import { createSignedLinks } from '../../src/services/subscriptions/signed-links.ts'
import { createSuppressing, type Suppressing } from '../../src/services/subscriptions/suppressing.ts'
import { listFeedback } from '../../src/store/digest-feedback.ts'
import type { Db } from '../../src/store/db.ts'
import { aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { aDigest, putDigest } from '../support/past-digests.ts'
import { importRecords } from '../support/records.ts'
import { anOrder, type Joined, SECRET, someSubscribers, type Subscribers } from '../support/subscribers.ts'

const MONDAY = Date.parse('2026-11-23T06:00:00Z')
const PAPER = '2611.00001' as PaperId

describe.each(dialects)('the inbox on $dialect', (where) => {
  let db: Db
  let subscribers: Subscribers
  let suppressing: Suppressing
  let ann: Joined
  beforeEach(async () => {
    db = await freshDatabase(where)
    subscribers = someSubscribers(db)
    suppressing = createSuppressing({ db, clock: () => subscribers.time.now })
    ann = await subscribers.join('ann@example.org')
  })
  afterEach(() => db.destroy())

  const secret = () => ann.recipient.secret
  const readState = async () => {
    const { subscription } = await subscribers.getOwn(secret(), ann.subscription.id)
    return { state: subscription.state, nextAt: subscription.nextAt }
  }
  const linksOf = (joined: Joined): DigestLinks =>
    createSignedLinks(SECRET, 'https://broadsheet.example').toLinks(
      aDigest(joined.subscription.id, '2026-11-20'),
      joined.recipient,
      joined.subscription,
    )
  const toToken = (link: string) => link.slice(link.lastIndexOf('/') + 1)

  test('a paused subscription has no next digest, a resumed one goes on at the next time of its rhythm', async () => {
    await subscribers.pause(secret(), ann.subscription.id)
    await subscribers.pause(secret(), ann.subscription.id)
    const paused = await readState()
    subscribers.time.now = MONDAY + 1

    await subscribers.resume(secret(), ann.subscription.id)

    expect(paused).toEqual({ state: 'paused', nextAt: undefined })
    expect(await readState()).toEqual({ state: 'active', nextAt: Date.parse('2026-11-24T06:00:00Z') })
  })

  test('to resume what is not paused postpones nothing', async () => {
    subscribers.time.now = MONDAY + 1

    await subscribers.resume(secret(), ann.subscription.id)

    expect(await readState()).toEqual({ state: 'active', nextAt: MONDAY })
  })

  test('a changed rhythm counts from now on, and other changes leave the next digest where it is', async () => {
    const rhythm = { span: 'week', weekdays: [3], hour: 18, zone: 'Asia/Tokyo' } as const

    const sized = await subscribers.change(secret(), ann.subscription.id, { size: 3, sendsEmpty: true })
    const moved = await subscribers.change(secret(), ann.subscription.id, { rhythm })

    expect(sized).toMatchObject({ size: 3, sendsEmpty: true, nextAt: MONDAY })
    // Wednesday 25 November, 18:00 in Tokyo, nine hours ahead.
    expect(moved).toMatchObject({ rhythm, size: 3, nextAt: Date.parse('2026-11-25T09:00:00Z') })
  })

  test('a changed rhythm does not wake what is paused', async () => {
    await subscribers.pause(secret(), ann.subscription.id)

    await subscribers.change(secret(), ann.subscription.id, { rhythm: { ...anOrder().rhythm, hour: 9 } })

    expect(await readState()).toEqual({ state: 'paused', nextAt: undefined })
  })

  test('two subscriptions do not come to bring the same', async () => {
    const other = await subscribers.join('ann@example.org', { wish: { kind: 'edition' } })

    const changing = subscribers.change(secret(), other.subscription.id, { wish: { kind: 'trending' } })

    await expect(changing).rejects.toMatchObject({ code: 'conflict' })
  })

  test('an order that cannot be kept changes nothing', async () => {
    const changing = subscribers.change(secret(), ann.subscription.id, { size: 51 })

    await expect(changing).rejects.toMatchObject({ code: 'invalid' })
    expect((await subscribers.getOwn(secret(), ann.subscription.id)).subscription.size).toBe(10)
  })

  test('what has ended stays ended, however often, and nothing wakes it', async () => {
    const ended = await subscribers.end(secret(), ann.subscription.id)
    subscribers.time.now += 5000

    expect(await subscribers.end(secret(), ann.subscription.id)).toEqual(ended)
    expect(ended).toMatchObject({ state: 'ended', endedAt: subscribers.time.now - 5000 })
    for (const act of [subscribers.pause, subscribers.resume]) {
      await expect(act(secret(), ann.subscription.id)).rejects.toMatchObject({ code: 'conflict' })
    }
    const changing = subscribers.change(secret(), ann.subscription.id, { size: 3 })
    await expect(changing).rejects.toMatchObject({ code: 'conflict' })
    expect(await readState()).toEqual({ state: 'ended', nextAt: undefined })
  })

  test('a new private link takes the place of the old one', async () => {
    const fresh = await subscribers.replaceSecret(secret())

    expect(fresh.secret).not.toBe(secret())
    expect(await subscribers.findInbox(secret())).toBeUndefined()
    expect(await subscribers.findInbox(fresh.secret)).toMatchObject({ recipient: { address: 'ann@example.org' } })
    await expect(subscribers.replaceSecret(secret())).rejects.toMatchObject({ code: 'not_found' })
  })

  test('tells the last digest of each subscription, and what became of it', async () => {
    const other = await subscribers.join('ann@example.org', { wish: { kind: 'edition' } })
    await putDigest(db, aDigest(ann.subscription.id, '2026-11-18'))
    const failed = { state: 'failed', trouble: '550 No such mailbox' }
    await putDigest(db, aDigest(ann.subscription.id, '2026-11-19', ['a', 'b']), failed)

    const inbox = await subscribers.findInbox(secret())

    expect(inbox?.subscriptions.map(({ subscription }) => subscription.wish.kind)).toEqual(['edition', 'trending'])
    expect(inbox?.subscriptions[0]).not.toHaveProperty('last')
    expect(inbox?.subscriptions[1]?.last).toMatchObject({
      ...{ to: '2026-11-19', papers: 2, delivery: { state: 'failed' }, trouble: '550 No such mailbox' },
    })
    expect(other.recipient).toEqual(ann.recipient)
  })

  test('pages of past digests meet without gap or overlap, though many were due at once', async () => {
    const others: Joined[] = []
    for (let number = 0; number < 6; number++) {
      others.push(await subscribers.join('ann@example.org', { wish: { kind: 'search', query: `q${number}` } }))
    }
    for (let day = 10; day < 20; day++) {
      for (const { subscription } of others) await putDigest(db, aDigest(subscription.id, `2026-11-${day}`, []))
    }

    const first = (await subscribers.findInbox(secret()))!
    const second = (await subscribers.findInbox(secret(), first.next))!

    const shown = [...first.digests, ...second.digests]
    expect([first.digests.length, second.digests.length, second.next]).toEqual([50, 10, undefined])
    expect(new Set(shown.map(({ id }) => id)).size).toBe(60)
    expect(shown.map(({ dueAt }) => dueAt)).toEqual(shown.map(({ dueAt }) => dueAt).sort((a, b) => b - a))
  })

  test('shows a past digest to its recipient alone', async () => {
    const bob = await subscribers.join('bob@example.org')
    const digest = aDigest(ann.subscription.id, '2026-11-19')
    await putDigest(db, digest)

    expect(await subscribers.findPastDigest(secret(), digest.id)).toMatchObject({ digest, recipient: ann.recipient })
    expect(await subscribers.findPastDigest(bob.recipient.secret, digest.id)).toBeUndefined()
    expect(await subscribers.findPastDigest('A'.repeat(22), digest.id)).toBeUndefined()
    expect((await subscribers.findInbox(bob.recipient.secret))?.digests).toEqual([])
  })

  test('one leaves by the link of a mail without any other proof, and looking at the link ends nothing', async () => {
    const token = toToken(linksOf(ann).unsubscribe)

    const seen = await subscribers.findLeave(token)
    const stateBefore = (await readState()).state
    const left = await subscribers.endBySignature(token)
    const again = await subscribers.endBySignature(token)

    expect(seen).toMatchObject({ subscription: { wish: { kind: 'trending' } }, address: 'ann@example.org' })
    expect(stateBefore).toBe('active')
    expect(left?.subscription.state).toBe('ended')
    expect(again).toEqual(left)
    expect(await subscribers.endBySignature(token.slice(0, -1))).toBeUndefined()
  })

  test('feedback is kept once for a paper, and the last word counts', async () => {
    await importRecords(db, [aPaper({ id: PAPER, fields: { title: 'On waiting' } })])
    const links = linksOf(ann)

    const seen = await subscribers.findFeedback(toToken(links.more(PAPER)))
    await subscribers.recordFeedback(toToken(links.more(PAPER)))
    subscribers.time.now += 1
    const told = await subscribers.recordFeedback(toToken(links.less(PAPER)))

    expect(seen).toMatchObject({
      kind: 'more',
      subscription: { wish: { kind: 'trending' } },
      paper: { id: PAPER, title: 'On waiting' },
    })
    expect(seen).not.toHaveProperty('kept')
    expect(told).toMatchObject({ kind: 'less', kept: 'less' })
    expect(await listFeedback(db, ann.subscription.id, 10)).toEqual([
      { paperId: PAPER, kind: 'less', at: subscribers.time.now },
    ])
    expect(await subscribers.recordFeedback('m.nothing.of.ours')).toBeUndefined()
  })

  test('a suppressed address has no open subscription, its reader sees why, and may allow it again', async () => {
    const news = await suppressing.suppress('ANN@example.org', 'It complained.')
    const again = await suppressing.suppress('ann@example.org', 'Another reason.')

    expect([news, again]).toEqual([true, false])
    expect(await subscribers.findInbox(secret())).toMatchObject({
      recipient: { suppressed: { at: subscribers.time.now, reason: 'It complained.' } },
      subscriptions: [{ subscription: { state: 'ended' } }],
    })
    expect(await suppressing.list(10)).toHaveLength(1)
    await subscribers.allowAgain(secret())
    expect((await subscribers.join('ann@example.org')).recipient).toEqual(ann.recipient)
    await suppressing.suppress('ann@example.org', 'It bounced.')
    await suppressing.allow('ann@example.org')
    expect(await suppressing.list(10)).toEqual([])
    await expect(suppressing.suppress('nobody@example.org', 'x')).rejects.toMatchObject({ code: 'not_found' })
  })
})
