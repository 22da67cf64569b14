import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { RecipientId, Subscription, SubscriptionId, Wish } from '../../src/domain/subscription.ts'
import type { Day, UnixMs } from '../../src/domain/time.ts'
import type { Db } from '../../src/store/db.ts'
import { upsertRecipient } from '../../src/store/recipients.ts'
import { insertSubscription } from '../../src/store/subscriptions.ts'
import { aFeatured } from './builders.ts'

/** Seven in the morning of Wednesday 18 November 2026 in Oslo: the newest edition is that of the day. */
export const WEDNESDAY_SEVEN: UnixMs = Date.parse('2026-11-18T06:00:00Z')
/** That edition's day. */
export const WEDNESDAY = '2026-11-18' as Day

/** Subscribes somebody, without asking them: every day at seven in Oslo, due on Wednesday, unless a test wishes otherwise. */
export async function subscribe(
  db: Db,
  name: string,
  { wish = { kind: 'edition' }, ...own }: { wish?: Wish } & Partial<Omit<Subscription, 'wish'>> = {},
): Promise<Subscription> {
  const address = { channel: 'mail', address: `${name}@papers.example`, key: name } as const
  const fresh = { id: `r-${name}` as RecipientId, secret: `secret-${name}`, createdAt: 1 }
  const { id: recipientId } = await upsertRecipient(db, address, fresh)
  const subscription: Subscription = {
    ...{ id: `s-${name}` as SubscriptionId, recipientId, wish, size: 10, sendsEmpty: false, state: 'active' },
    rhythm: { span: 'day', weekdays: [0, 1, 2, 3, 4, 5, 6], hour: 7, zone: 'Europe/Oslo' },
    // Late in the evening before.
    ...{ createdAt: 1, confirmedAt: WEDNESDAY_SEVEN - 6 * 3_600_000, nextAt: WEDNESDAY_SEVEN },
    ...own,
  }
  await insertSubscription(db, subscription)
  return subscription
}

// No two of them share a word, so that no two papers are alike unless a test makes them so.
const SUBJECTS = [
  ['Tidal marshes', 'Salt water floods reeds twice daily. We measure sediment behind dykes and find it doubled.'],
  ['Sparse retrieval', 'Inverted lists answer queries. We prune postings and show latency halves.'],
  ['Gravitational lensing', 'Clusters bend light. We map arcs around galaxies and determine their mass.'],
  ['Protein folding', 'Chains become shapes. We simulate amino acids and predict helices.'],
  ['Auction design', 'Bidders hide valuations. We prove that reserve prices raise revenue.'],
  ['Speech synthesis', 'Voices carry accents. We train vocoders on dialects and reduce mumbling.'],
  ['Perovskite diodes', 'Crystals emit photons. We coat electrodes with halides and observe brightness.'],
  ['Bird migration', 'Cranes fly south. We tag flocks with beacons and discover resting valleys.'],
  ['Garbage collection', 'Heaps fragment memory. We compact nursery pages and shorten stalls.'],
] as const

/** One of nine papers that are about different things, featured on Wednesday with fewer votes than the one before it. */
export function aDayPaper(place: number, wish: Parameters<typeof aFeatured>[0] = {}): Paper {
  const [title, abstract] = SUBJECTS[place] ?? ['', '']
  return aFeatured({
    ...{ id: `2611.0000${place}` as PaperId, votes: 90 - place * 10, entries: [{ day: WEDNESDAY }] },
    ...wish,
    fields: { title: `${title} observed`, abstract, categories: ['cs.CL'], primaryCategory: 'cs.CL', ...wish.fields },
  })
}
