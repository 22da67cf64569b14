import type { Digest, DigestId } from '../../src/domain/digest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { OutgoingDigest } from '../../src/domain/ports.ts'
import type { Recipient, RecipientId, Subscription, SubscriptionId } from '../../src/domain/subscription.ts'
import type { Day } from '../../src/domain/time.ts'

type Wish = {
  /** Tells recipients, their subscriptions and digests apart. */
  number?: number
  day?: string
  dueAt?: number
  recipient?: Partial<Recipient>
  subscription?: Partial<Subscription>
}

/** A digest on its way to a recipient of its own, with what a test is not about filled in. Each has a paper of its own. */
export function anOutgoingDigest({ number = 1, day = '2026-11-20', dueAt = 1, ...wish }: Wish = {}): OutgoingDigest {
  const key = String(number).padStart(21, '0')
  const recipient: Recipient = {
    ...{ id: `r${key}` as RecipientId, channel: 'mail', address: `reader-${number}@reader.example` },
    ...{ secret: `s${key}`, createdAt: 0 },
    ...wish.recipient,
  }
  const subscription: Subscription = {
    ...{ id: `u${key}` as SubscriptionId, recipientId: recipient.id, wish: { kind: 'trending' } },
    rhythm: { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' },
    ...{ size: 10, sendsEmpty: false, state: 'active', createdAt: 0, confirmedAt: 0 },
    ...wish.subscription,
  }
  const base = 'https://papers.example'
  return {
    digest: aDigest(subscription.id, day as Day, dueAt),
    recipient,
    subscription,
    links: {
      edition: { url: `${base}/papers/date/${day}`, says: 'Read the whole edition' },
      whole: `${base}/inbox/${recipient.secret}/digests/${subscription.id}.${day}`,
      inbox: `${base}/inbox/${recipient.secret}`,
      unsubscribe: `${base}/u/${subscription.id}.${'x'.repeat(24)}`,
      open: (id) => `${base}/papers/${id}`,
      more: (id) => `${base}/f/m.${id}`,
      less: (id) => `${base}/f/l.${id}`,
    },
  }
}

function aDigest(subscriptionId: SubscriptionId, day: Day, dueAt: number): Digest {
  const paper = {
    ...{ id: `paper of ${day}` as PaperId, title: 'On patience', authors: ['Ada Kestrel'], authorCount: 1, votes: 3 },
    ...{ sentences: ['We wait.', 'It helps.'], reason: 'It is among the most voted.', topic: 'Waiting' },
  }
  return {
    ...{ id: `${subscriptionId}.${day}` as DigestId, subscriptionId, from: day, to: day, dueAt, composedAt: dueAt },
    ...{ title: 'What trends', papers: [paper], considered: 40, isCatchUp: false },
  }
}
