import type { Clock } from '../../domain/time.ts'
import type { RandomBytes } from '../../platform/random-key.ts'
import type { Db } from '../../store/db.ts'
import { type Adding, createAdding } from './adding.ts'
import { type AskForSubscription, askForSubscription, type SendLinkAgain, sendLinkAgain } from './asking.ts'
import { findDoubt, type FindDoubt } from './check-wish.ts'
import { type Confirm, confirm, type FindConfirmation, findConfirmation } from './confirming.ts'
import { createTokens } from './confirmation-token.ts'
import { createGivingFeedback, type GivingFeedback } from './giving-feedback.ts'
import { createLeaving, type Leaving } from './leaving.ts'
import { ASK_LIMITS, type AskLimits } from './limits.ts'
import { createManaging, type Managing } from './managing.ts'
import { createPrivateFeeds, type PrivateFeeds } from './private-feeds.ts'
import { createSignedLinks } from './signed-links.ts'

/** All that readers do with subscriptions. The pages have all of it, the API what docs/api.md names. */
export type Subscribing = Managing &
  Adding &
  Leaving &
  GivingFeedback &
  PrivateFeeds & {
    askForSubscription: AskForSubscription
    sendLinkAgain: SendLinkAgain
    findConfirmation: FindConfirmation
    confirm: Confirm
    findDoubt: FindDoubt
  }

/** What they take. */
export type SubscribingDeps = {
  db: Db
  clock: Clock
  /** Of the installation: links are signed and tokens derived by it. */
  secret: string
  /** Its public address, without a slash at the end. */
  baseUrl: string
  limits?: AskLimits
  draw?: RandomBytes
  /** Told when a mail is to be sent (`createConfirmationSender`). */
  onAsked?: () => void
}

/** Makes them on a database. */
export function createSubscribing(deps: SubscribingDeps): Subscribing {
  const { db, clock, secret, draw } = deps
  const links = createSignedLinks(secret, deps.baseUrl)
  const asking = {
    ...{ db, clock, draw, toToken: createTokens(secret), limits: deps.limits ?? ASK_LIMITS },
    onAsked: deps.onAsked ?? (() => undefined),
  }
  return {
    ...createManaging({ db, clock, draw }),
    ...createAdding({ db, clock, draw }),
    ...createLeaving({ db, clock, links }),
    ...createGivingFeedback({ db, clock, links }),
    ...createPrivateFeeds({ db, secret }),
    askForSubscription: askForSubscription(asking),
    sendLinkAgain: sendLinkAgain(asking),
    findConfirmation: findConfirmation({ db, clock }),
    confirm: confirm({ db, clock }),
    findDoubt: findDoubt(db),
  }
}
