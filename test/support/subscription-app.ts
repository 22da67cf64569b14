import type { Hono } from 'hono'
import type { Digest, DigestId } from '../../src/domain/digest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Subscription, SubscriptionId } from '../../src/domain/subscription.ts'
import type { Day } from '../../src/domain/time.ts'
import { toWishTitle } from '../../src/domain/wish-title.ts'
import type { AppDeps } from '../../src/http/app.ts'
import { createSignedLinks } from '../../src/services/subscriptions/signed-links.ts'
import type { Db } from '../../src/store/db.ts'
import { anApp } from './an-app.ts'
import { SECRET, someSubscribers, type Subscribers } from './subscribers.ts'

/** The app of a database whose readers subscribe, what they asked to be sent now, and who they are. */
export type SubscriptionApp = Subscribers & { app: Hono; sentNow: SubscriptionId[] }

const BASE = 'https://broadsheet.example'

/** Makes it. Digests are not chosen here: a preview is always `aDigest`. */
export function aSubscriptionApp(db: Db, wish: Partial<AppDeps> = {}): SubscriptionApp {
  const subscribers = someSubscribers(db)
  const sentNow: SubscriptionId[] = []
  const app = anApp(db, {
    subscriptions: {
      subscribing: subscribers,
      links: createSignedLinks(SECRET, BASE),
      preview: (subscription) => Promise.resolve({ digest: aDigest(subscription), isNew: true }),
      sendNow: (id) => Promise.resolve(void sentNow.push(id)),
    },
    offersMail: true,
    ...wish,
  })
  return { ...subscribers, app, sentNow }
}

/** Sends a form as the browser of a reader does, from a page of the site. */
export function postForm(
  app: Hono,
  path: string,
  fields: Record<string, string> | [string, string][] = {},
): Promise<Response> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: BASE, 'Sec-Fetch-Site': 'same-origin' }
  return Promise.resolve(app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() }))
}

/** A digest of two papers under one topic and one under another, for a subscription. */
export function aDigest({ id, wish }: Pick<Subscription, 'id' | 'wish'>): Digest {
  const aPaper = (number: number, topic: string) => ({
    ...{ id: `2611.0000${number}` as PaperId, title: `Owls of the coast, part ${number}`, authors: ['Ada Kestrel'] },
    ...{ authorCount: 4, organisation: 'Osier Valley University', votes: 12, topic },
    ...{ sentences: ['Owls are heard.', 'They are rarely seen.'], reason: 'Close to what you asked for.' },
  })
  return {
    ...{ id: `${id}.2026-11-20` as DigestId, subscriptionId: id, title: toWishTitle(wish) },
    ...{ from: '2026-11-20' as Day, to: '2026-11-20' as Day, dueAt: 1, composedAt: 2, considered: 94 },
    papers: [aPaper(1, 'Owls'), aPaper(2, 'Owls'), aPaper(3, 'Coasts')],
    isCatchUp: false,
  }
}
