import { createRecord, type Origin, type Paper, type PaperFields, type PaperId } from '../../src/domain/paper.ts'

type Wish = Partial<Omit<Paper, 'fields' | 'origins'>> & { fields?: Partial<PaperFields>; origin?: Partial<Origin> }

/** A record with what a test is not about filled in: one origin for all its fields, arXiv at time 1 by default. */
export function aPaper({ id = '2604.00001' as PaperId, fields, origin, ...rest }: Wish = {}): Paper {
  const record = createRecord(
    id,
    { title: 'On the patience of long and quiet proofs', abstract: 'We wait.', ...fields },
    { source: 'arxiv', at: 1, weight: 0, ...origin },
  )
  return { ...record, ...rest }
}

/** As `aPaper`, in the words of the Daily Papers: votes without a time. */
export function aFeatured({ counts, ...wish }: Wish & { votes?: number } = {}): Paper {
  const votes = wish.votes ?? 1
  return aPaper({
    counts: { votes: { untimed: votes }, ...counts },
    ...wish,
    origin: { source: 'daily_papers', at: 1, weight: votes, ...wish.origin },
  })
}
