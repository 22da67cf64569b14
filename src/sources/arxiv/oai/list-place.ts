import { z } from 'zod'
import { addDays, type Day, isDay, type UnixMs } from '../../../domain/time.ts'
import { readResume } from '../../read-resume.ts'
import type { OaiAnswer } from './read-oai.ts'

const day = z.string().refine(isDay)
const placeSchema = z.object({
  /** The day from which the list was asked for, and can be again. */
  from: day,
  token: z.string(),
  /** Answers of the list so far, and the token of the last one whose number was a power of two. */
  pages: z.number().default(0),
  landmark: z.string().optional(),
  expires: z.number().optional(),
  /** Whether the list has been in the order of its days so far. */
  isOrdered: z.boolean(),
  /** The last day told, while `isOrdered`. */
  day: day.optional(),
  /** How often in a row a token was not taken, and when last. */
  restarts: z.number(),
  restartedAt: z.number().optional(),
})

/** Where a list of OAI-PMH goes on, and where from if its token is not taken any more. */
export type ListPlace = z.output<typeof placeSchema>

/** What is known of a list before its first answer: the day from which it is asked for, and how often it began anew. */
export type ListBeginning = Pick<ListPlace, 'from'> & Partial<ListPlace>

/** Reads a place that `toResume` wrote; `undefined` at the beginning of a list. */
export function parsePlace(resume: string | undefined): ListPlace | undefined {
  return readResume(placeSchema, resume)
}

/** The place as a task keeps it. */
export function toResume(place: ListPlace): string {
  return JSON.stringify(place)
}

/** The day from which a list is asked for anew: the last one that it told, of which a part may still be to come. */
export function toRestartDay({ from, isOrdered, day: last }: ListPlace): Day {
  return isOrdered && last !== undefined && last > from ? last : from
}

/** The day until which a list that is not over has told all; `undefined` where it is not in the order of its days. */
export function toReachedDay({ isOrdered, day: last }: ListPlace): Day | undefined {
  return isOrdered && last !== undefined ? addDays(last, -1) : undefined
}

/**
 * Whether a list leads back to a place where it was: to the one before, or sooner or later, however long the circle is, to
 * its landmark. (Brent, An improved Monte Carlo factorization algorithm, 1980, section 2.)
 */
export function isCircle({ token }: ListPlace, before: ListBeginning): boolean {
  return token === before.token || token === before.landmark
}

/** Whether a place's token is of no use any more. */
export function isExpired({ expires }: ListPlace, now: UnixMs): boolean {
  return expires !== undefined && now >= expires
}

/**
 * The place behind an answer; `undefined` at the end of the list.
 *
 * @param before the place that was asked for, or the day from which a new list was
 */
export function toNextPlace(answer: OaiAnswer, before: ListBeginning): ListPlace | undefined {
  if (answer.resumption === undefined) return undefined
  const days = answer.records.flatMap((record) => record.day ?? [])
  const all = before.day === undefined ? days : [before.day, ...days]
  const isOrdered = (before.isOrdered ?? true) && all.every((one, index) => index === 0 || all[index - 1]! <= one)
  const last = days.at(-1) ?? before.day
  const { token, expires } = answer.resumption
  const pages = (before.pages ?? 0) + 1
  const landmark = isPowerOfTwo(pages) ? token : before.landmark
  return {
    from: before.from,
    token,
    pages,
    ...(landmark !== undefined && { landmark }),
    ...(expires !== undefined && { expires }),
    isOrdered,
    ...(last !== undefined && { day: last }),
    restarts: before.restarts ?? 0,
    ...(before.restartedAt !== undefined && { restartedAt: before.restartedAt }),
  }
}

function isPowerOfTwo(count: number): boolean {
  return Number.isInteger(Math.log2(count))
}
