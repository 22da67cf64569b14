import type { Candidate } from '../../../domain/ports.ts'
import type { PlacedDayPaper } from '../day-papers.ts'

/** The first papers of a list as candidates, each with its reason; their scores say no more than their order. */
export function toCandidates(
  papers: readonly PlacedDayPaper[],
  limit: number,
  toReason: (paper: PlacedDayPaper) => string,
): { candidates: Candidate[]; considered: number } {
  const candidates = papers
    .slice(0, limit)
    .map((paper, place) => ({ id: paper.id, score: 1 / (1 + place), reason: toReason(paper) }))
  return { candidates, considered: papers.length }
}
