import type { Paper } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { PaperComposer } from './compose-paper.ts'
import { listSampleDays } from './sample-days.ts'

/** Which corpus to make. The same options give the same papers, byte for byte, on every machine. */
export type SampleOptions = {
  /** Papers, 0 to 3,000,000 and more. */
  count: number
  /** A whole number from 0 to 2⁵³ - 1. */
  seed: number
  /** Working days over which the papers are spread, at least 1. */
  days: number
  /** The newest of those days; a Saturday or Sunday stands for the Friday before. */
  lastDay: Day
}

/**
 * A corpus of made-up papers, "sample:1" first: text like that of research, and each says that it is a sample.
 *
 * A smaller corpus is the beginning of a larger one with the same seed, days and last day. Papers go to the days in
 * turn; on each day every second paper is featured until 25 to 40 are. Memory stays flat.
 */
export function* samplePapers({ count, seed, days, lastDay }: SampleOptions): Generator<Paper> {
  const composer = new PaperComposer(seed, listSampleDays(lastDay, days, seed))
  for (let number = 1; number <= count; number++) yield composer.compose(number)
}
