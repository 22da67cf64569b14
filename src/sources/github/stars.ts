import { z } from 'zod'
import { MOST_COUNT } from '../../domain/paper.ts'
import type { UpstreamAnswer } from '../../domain/ports.ts'
import { parseAnswerJson } from '../answer-json.ts'

const wireRepository = z.object({ stargazers_count: z.int().nonnegative().max(MOST_COUNT) })

/**
 * The stars that an answer about one repository counts; `undefined` where it counts none.
 *
 * @throws UpstreamError `broken` where the answer is no JSON
 */
export function findStars(answer: UpstreamAnswer & { status: 200 }): number | undefined {
  return wireRepository.safeParse(parseAnswerJson(answer, 'GitHub')).data?.stargazers_count
}
