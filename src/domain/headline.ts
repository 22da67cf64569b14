import type { PaperId } from './paper.ts'
import type { Day, UnixMs } from './time.ts'

/**
 * What a list shows of a paper: read in one query, where a whole paper takes five.
 *
 * `votes` are those with which it stands in the list: in an edition, that edition's (`toEditionVotes`).
 */
export type Headline = {
  id: PaperId
  title: string
  abstract?: string
  /** Full names in the order of the paper; empty where unknown. */
  authors: readonly string[]
  /** Where only their number is known. */
  authorCount?: number
  organization?: { handle: string; fullname?: string }
  /** The primary one first. Empty where unknown. */
  categories: readonly string[]
  votes: number
  comments: number
  publishedAt?: UnixMs
  withdrawnAt?: UnixMs
  /** The edition in which the list found it featured. */
  featuredOn?: Day
  /** Of the last change to the paper, or to any account or organisation: the same number, the same paper and people. */
  changeNumber: number
}

/** Part of a list: `hasMore` tells whether papers follow. */
export type HeadlinePart = { headlines: Headline[]; hasMore: boolean }
