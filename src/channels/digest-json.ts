import type { DigestPaper } from '../domain/digest.ts'
import type { DigestLinks, OutgoingDigest } from '../domain/ports.ts'
import { toIso } from '../domain/time.ts'
import { toAuthorParts } from '../platform/wording.ts'

/** A paper of a digest as programs read it. */
export type JsonPaper = Omit<DigestPaper, 'organisation' | 'announcedDay' | 'summary'> & {
  organisation: string | null
  announcedDay: string | null
  summary: string | null
  url: string
  moreUrl: string
  lessUrl: string
}

/** A digest as programs read it: what docs/channels.md describes. What is not known is `null`, never absent. */
export type JsonDigest = {
  id: string
  subscriptionId: string
  title: string
  from: string
  to: string
  dueAt: string
  composedAt: string
  considered: number
  isCatchUp: boolean
  papers: JsonPaper[]
  links: { edition: string; inbox: string; unsubscribe: string }
}

/** A digest for programs: all of it. */
export function toJsonDigest({ digest, links }: OutgoingDigest): JsonDigest {
  const { id, subscriptionId, title, from, to, considered, isCatchUp } = digest
  return {
    id,
    subscriptionId,
    title,
    from,
    to,
    dueAt: toIso(digest.dueAt),
    composedAt: toIso(digest.composedAt),
    considered,
    isCatchUp,
    papers: digest.papers.map((paper) => toJsonPaper(paper, links)),
    links: { edition: links.edition.url, inbox: links.inbox, unsubscribe: links.unsubscribe },
  }
}

function toJsonPaper(paper: DigestPaper, links: DigestLinks): JsonPaper {
  return {
    id: paper.id,
    title: paper.title,
    authors: toAuthorParts(paper).names,
    authorCount: paper.authorCount,
    organisation: paper.organisation ?? null,
    votes: paper.votes,
    announcedDay: paper.announcedDay ?? null,
    sentences: paper.sentences,
    summary: paper.summary ?? null,
    reason: paper.reason,
    topic: paper.topic,
    url: links.open(paper.id),
    moreUrl: links.more(paper.id),
    lessUrl: links.less(paper.id),
  }
}
