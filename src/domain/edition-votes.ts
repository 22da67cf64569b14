import { toShownCount } from './join-papers.ts'
import type { EditionEntry, Paper } from './paper.ts'

/**
 * The votes with which a paper stands in an edition: those it has, but in an edition after which it was featured again,
 * those that the edition's own answer counted, since what came later was for the later one.
 */
export function toEditionVotes(paper: Paper, entry: EditionEntry | undefined): number {
  const last = paper.entries.at(-1)
  const printed = entry && last && entry.day < last.day ? entry.printed?.votes : undefined
  return printed ?? toShownCount(paper.counts.votes)
}
