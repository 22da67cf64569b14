import { toPaperPath } from '../domain/addresses.ts'
import type { Digest, DigestId, DigestPaper } from '../domain/digest.ts'
import type { PaperId } from '../domain/paper.ts'
import { LINK_WORDS } from '../platform/digest-wording.ts'
import type { OutgoingDigest } from '../domain/ports.ts'
import { toFeedbackPath, toInboxPath, toLeavePath, toPastDigestPath } from '../domain/private-addresses.ts'
import type { Recipient, RecipientId, Subscription, SubscriptionId } from '../domain/subscription.ts'
import { TEST_MESSAGE_PATHS } from '../domain/test-message.ts'
import { DAY_MS, toUtcDay, type UnixMs } from '../domain/time.ts'

const MANY = ['Piotr Welland', 'Anneke Sørbø', 'Marisol Quintero-Baptiste']
const SEARCH = 'Search that remembers'
const OPTIMISERS = 'Optimisers that stall'
const RECORDS = 'Rivers, coasts, old records'

const PAPERS: readonly Omit<DigestPaper, 'id'>[] = [
  {
    title: 'Reading the Morning Paper Twice: Retrieval That Remembers What It Skipped',
    authors: ['Ines Karvonen', 'Tobias Achterberg-Nwosu', 'Li Ruoxi', 'Oda Brandvold'],
    authorCount: 4,
    organisation: 'Lantern Hill Institute',
    votes: 12_431,
    sentences: [
      'When the same reader asks again, the notes are consulted before the index.',
      'The largest gain comes not from remembering what was chosen but from remembering what was not.',
    ],
    reason: 'Its title holds two of the words you search for.',
    topic: SEARCH,
  },
  {
    title: 'What the Reranker Threw Away: Learning from Rejected Passages',
    authors: ['Ilse Fonteyn'],
    authorCount: 5,
    organisation: 'Lantern Hill Institute',
    votes: 231,
    sentences: [
      'Passages the reranker rejected with confidence are better negatives than passages the first stage never found.',
      'Mixing the two in equal parts was worse than either.',
    ],
    reason: 'Close to “Reading the Morning Paper Twice”, and of the same day.',
    topic: SEARCH,
  },
  {
    title: 'Stubborn Gradients Need Ω(√d log n) Passes, and Sometimes One More',
    authors: MANY,
    authorCount: 60,
    organisation: 'Osier Valley University',
    votes: 842,
    sentences: [
      'A gradient is stubborn when every step that lowers the loss also raises the number of steps still needed.',
      'The bound is tight up to a single pass which, to the authors’ surprise, cannot be removed.',
    ],
    reason: 'The most votes of the day in Machine Learning.',
    topic: OPTIMISERS,
  },
  {
    title: 'كيف تتعلّم الآلات الصبر: قراءة بطيئة للنصوص الطويلة',
    authors: ['ليلى دروزة', 'Samir Halabi-Roth'],
    authorCount: 2,
    organisation: 'Cedar House',
    votes: 219,
    sentences: [
      'A model that may reread a page three times before it answers makes half the errors of one that must go on.',
      'Most readers preferred the slower answer.',
    ],
    reason: 'In a language you read, on long documents.',
    topic: RECORDS,
  },
  {
    title: 'Preliminary Observations on Slow Clocks',
    authors: ['Thora Quick'],
    authorCount: 1,
    votes: 0,
    sentences: [],
    reason: 'We are trying something: you rarely see this subject.',
    topic: RECORDS,
  },
]

/**
 * A digest of papers that we made up, for previews and for mails that try the settings: several topics, sixty authors,
 * mathematics, a title from right to left, and a paper without an abstract.
 *
 * @param options.at when it was composed; its day is the digest's
 */
export function createSampleDigest(options: { baseUrl: string; address: string; at: UnixMs }): OutgoingDigest {
  const { baseUrl, address, at } = options
  const subscription = aSubscription(at)
  const recipient: Recipient = {
    id: subscription.recipientId,
    channel: 'mail',
    address,
    secret: 'sample',
    createdAt: at,
  }
  const papers = PAPERS.map((paper, index) => ({ ...paper, id: `sample:${index + 1}` as PaperId }))
  return {
    digest: { ...aDigest(subscription.id, at), papers, considered: 94 },
    recipient,
    subscription,
    links: {
      edition: { url: baseUrl, says: LINK_WORDS.edition },
      whole: `${baseUrl}${toPastDigestPath('sample', 'sample' as DigestId)}`,
      inbox: `${baseUrl}${toInboxPath('sample')}`,
      unsubscribe: `${baseUrl}${toLeavePath('sample')}`,
      open: (id) => `${baseUrl}${toPaperPath(id)}`,
      more: (id) => `${baseUrl}${toFeedbackPath(`sample-more-${encodeURIComponent(id)}`)}`,
      less: (id) => `${baseUrl}${toFeedbackPath(`sample-less-${encodeURIComponent(id)}`)}`,
    },
  }
}

/** As `createSampleDigest`, for a mail that tries the settings: it says that it does, and so do the pages it leads to. */
export function createTestMessage(options: Parameters<typeof createSampleDigest>[0]): OutgoingDigest {
  const sample = createSampleDigest(options)
  const page = `${options.baseUrl}${TEST_MESSAGE_PATHS.any}`
  const toPage = (): string => page
  return {
    ...sample,
    digest: { ...sample.digest, title: `[Test] ${sample.digest.title}` },
    links: {
      ...{
        edition: { url: options.baseUrl, says: LINK_WORDS.edition },
        whole: page,
        inbox: page,
        open: toPage,
        more: toPage,
        less: toPage,
      },
      unsubscribe: `${options.baseUrl}${TEST_MESSAGE_PATHS.leave}`,
    },
    notice: 'This is a test message. Its papers are made up, and its links lead to a page that says so.',
  }
}

function aSubscription(at: UnixMs): Subscription {
  return {
    id: 'sample' as SubscriptionId,
    recipientId: 'sample' as RecipientId,
    wish: { kind: 'edition' },
    rhythm: { span: 'day', weekdays: [1, 2, 3, 4, 5], hour: 7, zone: 'Europe/Oslo' },
    size: 10,
    sendsEmpty: true,
    state: 'active',
    createdAt: at - 260 * DAY_MS,
    confirmedAt: at - 260 * DAY_MS,
  }
}

function aDigest(subscriptionId: SubscriptionId, at: UnixMs): Omit<Digest, 'papers' | 'considered'> {
  const day = toUtcDay(at)
  return {
    id: `${subscriptionId}.${day}` as DigestId,
    subscriptionId,
    from: day,
    to: day,
    dueAt: at,
    composedAt: at,
    title: 'The edition',
    isCatchUp: false,
  }
}
