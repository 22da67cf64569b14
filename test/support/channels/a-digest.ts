import type { Digest, DigestId, DigestPaper } from '../../../src/domain/digest.ts'
import type { PaperId } from '../../../src/domain/paper.ts'
import type { OutgoingDigest } from '../../../src/domain/ports.ts'
import type {
  ChannelName,
  Recipient,
  RecipientId,
  Subscription,
  SubscriptionId,
} from '../../../src/domain/subscription.ts'
import type { Day } from '../../../src/domain/time.ts'

const SUBSCRIPTION = 'SubscriptionOfTwenty22' as SubscriptionId
const RECIPIENT = 'Recipient-of-twenty-22' as RecipientId

/** A paper of a digest, numbered; every second one has another topic. */
export function aDigestPaper(number: number, wish: Partial<DigestPaper> = {}): DigestPaper {
  return {
    id: `2611.${String(number).padStart(5, '0')}` as PaperId,
    title: `What the index forgot, part ${number}`,
    authors: ['Ann Field', 'Bo Wood', 'Cem Lake'],
    authorCount: 15,
    organisation: 'University of Oslo',
    votes: 94,
    sentences: ['We look at what is lost. It is less than feared.'],
    reason: 'It has 94 votes.',
    topic: number % 2 === 1 ? 'Information retrieval' : 'Machine learning',
    ...wish,
  }
}

/** A digest of Friday 20 November 2026 for one channel, ready to go out. */
export function anOutgoing(channel: ChannelName, address: string, wish: Partial<Digest> = {}): OutgoingDigest {
  const digest: Digest = {
    id: `${SUBSCRIPTION}.2026-11-20` as DigestId,
    subscriptionId: SUBSCRIPTION,
    from: '2026-11-20' as Day,
    to: '2026-11-20' as Day,
    dueAt: Date.parse('2026-11-21T06:00:00Z'),
    composedAt: Date.parse('2026-11-21T05:58:00Z'),
    title: 'Papers on “forgetting”',
    papers: [aDigestPaper(1), aDigestPaper(2)],
    considered: 143,
    isCatchUp: false,
    ...wish,
  }
  const recipient: Recipient = { id: RECIPIENT, channel, address, secret: 'secret-of-an-inbox-222', createdAt: 1 }
  return { digest, recipient, subscription: aSubscription(), links: someLinks(digest) }
}

/** A paper on which a language model wrote. */
export const SUMMARISED = aDigestPaper(1, { summary: 'Es geht weniger verloren als befürchtet.' })
/** What stands there of it: that a model wrote it, what it wrote, and behind it what the authors did. */
export const [MARKED, SENTENCES] = [
  'By a language model: Es geht weniger verloren als befürchtet.',
  'We look at what is lost. It is less than feared.',
]

/** The page of the digest that `anOutgoing` makes. */
export const WHOLE = 'https://papers.example.org/inbox/secret-of-an-inbox-222/digests/SubscriptionOfTwenty22.2026-11-20'

/** Papers that fill a digest of the largest size: titles of 150 letters, two long sentences each. */
export function manyPapers(count: number, topics = 3): DigestPaper[] {
  return Array.from({ length: count }, (_, index) =>
    aDigestPaper(index + 1, {
      title: `${index + 1}: ${'a title as long as few are '.repeat(6)}`.slice(0, 150),
      sentences: [
        'A sentence that says it at length. '.repeat(6).trim(),
        'Another one says the rest. '.repeat(6).trim(),
      ],
      topic: `Topic ${Math.floor((index * topics) / count)}`,
    }),
  )
}

function aSubscription(): Subscription {
  return {
    id: SUBSCRIPTION,
    recipientId: RECIPIENT,
    wish: { kind: 'search', query: 'forgetting' },
    rhythm: { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' },
    size: 10,
    sendsEmpty: true,
    state: 'active',
    createdAt: 1,
  }
}

/** As long as the real ones, which hold signatures. */
function someLinks({ id }: Digest): OutgoingDigest['links'] {
  const base = 'https://papers.example.org'
  const token = (purpose: string, paper: string): string => `${base}/${purpose}/${id}.${paper}.${'s'.repeat(24)}`
  return {
    edition: { url: `${base}/papers/date/2026-11-20`, says: 'Read the whole edition' },
    whole: `${base}/inbox/secret-of-an-inbox-222/digests/${id}`,
    inbox: `${base}/inbox/secret-of-an-inbox-222`,
    unsubscribe: token('u', 'all'),
    open: (paper) => `${base}/papers/${paper}`,
    more: (paper) => token('f', `more.${paper}`),
    less: (paper) => token('f', `less.${paper}`),
  }
}
