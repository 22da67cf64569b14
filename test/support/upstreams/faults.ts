import { mixNumbers, SeededRandom } from '../../../src/services/sample/random.ts'

/** What can go wrong with the connection or the status of an answer, whatever was asked. */
export const TRANSPORT_FAULTS = [
  'busy', // 429 without a word of when to come again
  'busy_seconds', // 429 with Retry-After in seconds
  'unavailable', // 503 alone
  'unavailable_until', // 503 with Retry-After as a date
  'endless', // an answer begins and never ends
  'half', // the connection breaks in the middle of an answer
  'reset', // the connection is closed before anything was answered
] as const

/** What can be wrong with an answer that came whole and with the status 200. */
export const CONTENT_FAULTS = [
  'cut', // it ends in the middle, properly closed
  'page', // a page for people instead
  'broken', // it cannot be parsed
  'wrong_encoding', // bytes that are not of the encoding that it names
  'unknown_field', // fields that nobody has heard of
  'untitled', // a record has no title
  'other_dates', // dates in other forms, of the same instants
  'old_ids', // ids of before 2007 in their long form
  'contradicting', // it says otherwise than another interface does
  'error_inside', // it tells an error as if it were a success
  'stale', // it tells what it told the day before, under the date of today
] as const

/** One thing that can go wrong with an answer. */
export type Fault = (typeof TRANSPORT_FAULTS)[number] | (typeof CONTENT_FAULTS)[number]

/** All of them. */
export const FAULTS: readonly Fault[] = [...TRANSPORT_FAULTS, ...CONTENT_FAULTS]

/** Says what goes wrong with the next answer: nothing where it gives `undefined`. `possible` are those that fit it; what stands
 * there more than once comes more often. */
export type DrawFault = (number: number, possible: readonly Fault[]) => Fault | undefined

/** Nothing goes wrong. */
export const faultless: DrawFault = () => undefined

/**
 * A part of all requests goes wrong, each by a draw of its own that depends on the seed and the request's number only.
 *
 * @param ratio 0..1
 */
export function drawFaults(seed: number, ratio: number, faults: readonly Fault[] = FAULTS): DrawFault {
  const random = new SeededRandom()
  return (number, possible) => {
    random.restart(mixNumbers(seed, number), 21)
    const fitting = possible.filter((fault) => faults.includes(fault))
    return random.happens(ratio) && fitting.length > 0 ? fitting[random.below(fitting.length)] : undefined
  }
}
