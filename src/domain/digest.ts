import type { PaperId } from './paper.ts'
import type { SubscriptionId } from './subscription.ts'
import type { Day, UnixMs } from './time.ts'

/** A digest: its subscription's id, a point, and the last day of its period: one subscription has one for a day. */
export type DigestId = string & { readonly __brand: 'DigestId' }

/**
 * A paper as it stands in a digest: frozen, whatever becomes of it later. All texts are plain, mathematics too, each on one
 * line and without marks that would turn what follows them round.
 */
export type DigestPaper = {
  id: PaperId
  title: string
  /** The first four of them; `authorCount` has all. */
  authors: readonly string[]
  authorCount: number
  organisation?: string
  votes: number
  announcedDay?: Day
  /** Its most telling sentences, two at most, in their order; empty without an abstract. */
  sentences: readonly string[]
  /** Why it is here: a whole sentence. */
  reason: string
  /** What it was grouped under, in words; empty for papers that come before all others and whose subject nobody named. */
  topic: string
  /** What a language model wrote of it, where one was asked and answered: to be marked, beside `sentences`. */
  summary?: string
}

/** The papers chosen for one subscription and one period, frozen. Papers of one topic stand together. */
export type Digest = {
  id: DigestId
  subscriptionId: SubscriptionId
  /** The days whose papers it was chosen from, both included. */
  from: Day
  to: Day
  dueAt: UnixMs
  composedAt: UnixMs
  /** What it is of, in a few words, plain as the texts of papers: "Papers on “sparse retrieval”", "Computation and Language". */
  title: string
  papers: readonly DigestPaper[]
  /** How many papers it was chosen from. */
  considered: number
  /** The newest of these days of which it has a paper; absent where it has none of them, or where its kind has no days. */
  edition?: Day
  /** Whether it covers more days than one of its rhythm, because some were missed. */
  isCatchUp: boolean
}

/** Papers under their topics, in their order. */
export function groupByTopic<Paper extends Pick<DigestPaper, 'topic'>>(
  papers: readonly Paper[],
): { topic: string; papers: Paper[] }[] {
  const groups: { topic: string; papers: Paper[] }[] = []
  for (const paper of papers) {
    const last = groups.at(-1)
    if (last?.topic === paper.topic) last.papers.push(paper)
    else groups.push({ topic: paper.topic, papers: [paper] })
  }
  return groups
}

/**
 * How it stands with a delivery: `waiting` for its first or next try; `claimed` by a worker that is sending it; `sent`;
 * `failed` for good; `unknown` where a worker or a server went away after the message was handed over (docs/operating.md
 * says what becomes of it); `dropped` because it was too late, or its reader left or paused.
 */
export const DELIVERY_STATES = ['waiting', 'claimed', 'sent', 'failed', 'unknown', 'dropped'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** How a digest is listed: as its delivery stands, or `empty` where none is made, since no paper was worth it. */
export type ListedState = DeliveryState | 'empty'

/** States of deliveries that have not ended. */
export const OPEN_DELIVERY_STATES: readonly DeliveryState[] = ['waiting', 'claimed']
