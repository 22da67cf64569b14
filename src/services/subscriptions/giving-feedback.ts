import type { PaperId } from '../../domain/paper.ts'
import type { DigestFeedback, Subscription } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { deleteFeedback, findFeedback, writeFeedback } from '../../store/digest-feedback.ts'
import { findPaper } from '../../store/papers.ts'
import { findSubscription } from '../../store/subscriptions.ts'
import type { SignedLinks } from './signed-links.ts'

/** What a one-tap link of a digest says, and what was said before. */
export type Feedback = {
  kind: DigestFeedback
  subscription: Subscription
  /** `title` is absent where the paper is no longer known. */
  paper: { id: PaperId; title?: string }
  /** What is kept of this reader about this paper. */
  kept?: DigestFeedback
}

/** Telling by the link of a mail what more, or less, is wanted. */
export type GivingFeedback = {
  /** What a link says; `undefined` where it is not ours. Changes nothing. */
  findFeedback(token: string): Promise<Feedback | undefined>
  /** Keeps what a link says: the last word about a paper counts. `undefined` where the link is not ours. */
  recordFeedback(token: string): Promise<Feedback | undefined>
  /** Forgets what was said of the paper of a link, by whichever link. `undefined` where the link is not ours. */
  takeBackFeedback(token: string): Promise<Feedback | undefined>
}

/** Makes the use cases on a database. */
export function createGivingFeedback({
  db,
  clock,
  links,
}: {
  db: Db
  clock: Clock
  links: SignedLinks
}): GivingFeedback {
  const find = async (token: string): Promise<Feedback | undefined> => {
    const said = links.readFeedback(token)
    const subscription = said && (await findSubscription(db, said.subscriptionId))
    if (!subscription) return undefined
    const { kind, paperId } = said
    const kept = await findFeedback(db, subscription.id, paperId)
    const title = (await findPaper(db, paperId))?.fields.title
    const paper = { id: paperId, ...(title !== undefined && { title }) }
    return { kind, subscription, paper, ...(kept && { kept: kept.kind }) }
  }
  return {
    findFeedback: find,
    async recordFeedback(token) {
      const feedback = await find(token)
      if (!feedback) return undefined
      const { kind, subscription, paper } = feedback
      await writeFeedback(db, subscription.id, { paperId: paper.id, kind, at: clock() })
      return { ...feedback, kept: kind }
    },
    async takeBackFeedback(token) {
      const feedback = await find(token)
      if (!feedback) return undefined
      const { kind, subscription, paper } = feedback
      await deleteFeedback(db, subscription.id, paper.id)
      return { kind, subscription, paper }
    },
  }
}
