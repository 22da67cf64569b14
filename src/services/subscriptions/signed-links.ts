import { toPaperPath, toPeriodPath } from '../../domain/addresses.ts'
import { toAnnouncedDay } from '../../domain/arxiv-calendar.ts'
import type { Digest } from '../../domain/digest.ts'
import type { PaperId } from '../../domain/paper.ts'
import { toPeriodOf } from '../../domain/period.ts'
import type { DigestLinks } from '../../domain/ports.ts'
import {
  toConfirmationPath,
  toFeedbackPath,
  toInboxPath,
  toLeavePath,
  toPastDigestPath,
} from '../../domain/private-addresses.ts'
import type { DigestFeedback, Recipient, Subscription, SubscriptionId } from '../../domain/subscription.ts'
import { toWishKind } from '../../domain/wishes.ts'
import { LINK_WORDS } from '../../platform/digest-wording.ts'
import { createSigner } from '../../platform/signing.ts'

/** What a one-tap link of a digest says: this paper, of this subscription, more or less like it. */
export type SignedFeedback = { subscriptionId: SubscriptionId; paperId: PaperId; kind: DigestFeedback }

/** Makes the links of mails, and reads those back that are signed. Nobody else can make one, nor turn one into another. */
export type SignedLinks = {
  /** The links of a digest. */
  toLinks(digest: Digest, recipient: Recipient, subscription: Subscription): DigestLinks
  /** The page behind a private link. */
  toInbox(recipient: Pick<Recipient, 'secret'>): string
  /** The page behind the link of a mailed question. */
  toQuestion(token: string): string
  /** Whose end a token of `/u/` asks for; `undefined` where it is not ours. */
  readLeave(token: string): SubscriptionId | undefined
  /** What a token of `/f/` says; `undefined` where it is not ours. */
  readFeedback(token: string): SignedFeedback | undefined
}

const ID = '([\\w-]{22})'
const LEAVE_TOKEN = new RegExp(`^${ID}\\.([\\w-]{24})$`)
const FEEDBACK_TOKEN = new RegExp(`^([ml])\\.${ID}\\.([\\w-]{1,1600})\\.([\\w-]{24})$`)
const KINDS = { more: 'm', less: 'l' } as const

/** Makes them by the secret of an installation. @param baseUrl its public address, without a slash at the end */
export function createSignedLinks(secret: string, baseUrl: string): SignedLinks {
  const [leave, feedback] = [createSigner(secret, 'leave'), createSigner(secret, 'feedback')]
  const toFeedback = (id: SubscriptionId, paperId: PaperId, kind: DigestFeedback): string => {
    const token = `${KINDS[kind]}.${id}.${toCoded(paperId)}.${feedback.sign(id, paperId, kind)}`
    return `${baseUrl}${toFeedbackPath(token)}`
  }
  const toInbox = (recipient: Pick<Recipient, 'secret'>) => `${baseUrl}${toInboxPath(recipient.secret)}`
  return {
    toInbox,
    toQuestion: (token) => `${baseUrl}${toConfirmationPath(token)}`,
    toLinks: (digest, recipient, { id, rhythm, wish }) => ({
      edition: toEditionLink(baseUrl, digest, { rhythm, wish }),
      whole: `${baseUrl}${toPastDigestPath(recipient.secret, digest.id)}`,
      inbox: toInbox(recipient),
      unsubscribe: `${baseUrl}${toLeavePath(`${id}.${leave.sign(id)}`)}`,
      open: (paperId) => `${baseUrl}${toPaperPath(paperId)}`,
      more: (paperId) => toFeedback(id, paperId, 'more'),
      less: (paperId) => toFeedback(id, paperId, 'less'),
    }),
    readLeave(token) {
      const [, id = '', signature = ''] = LEAVE_TOKEN.exec(token) ?? []
      return leave.isSigned(signature, id) ? (id as SubscriptionId) : undefined
    },
    readFeedback(token) {
      const [, letter, id = '', paper = '', signature = ''] = FEEDBACK_TOKEN.exec(token) ?? []
      const kind = letter === KINDS.more ? 'more' : 'less'
      const paperId = Buffer.from(paper, 'base64url').toString()
      // Base64url has several texts for some bytes: one token is enough.
      if (toCoded(paperId) !== paper || !feedback.isSigned(signature, id, paperId, kind)) return undefined
      return { subscriptionId: id as SubscriptionId, paperId: paperId as PaperId, kind }
    },
  }
}

function toEditionLink(
  baseUrl: string,
  { to, edition }: Digest,
  { rhythm, wish }: Pick<Subscription, 'rhythm' | 'wish'>,
): DigestLinks['edition'] {
  const page = toWishKind(wish).toPage?.(wish)
  if (page) return { url: `${baseUrl}${page.path}`, says: page.says }
  // At weekends what came late of the days before is sent.
  const period = toPeriodOf(rhythm.span, edition ?? toAnnouncedDay(to))
  return { url: `${baseUrl}${toPeriodPath(period)}`, says: LINK_WORDS.edition }
}

function toCoded(paperId: string): string {
  return Buffer.from(paperId).toString('base64url')
}
