import { AppError } from '../../domain/error.ts'

/** So many failures one after the other, some seconds apart, are no mishap. */
const MANY_FAILURES = 2

/** Those who wait for an index to hold every change up to a number. */
export type Reached = {
  /** Told of each state of the index in which it is whole. */
  tell: (number: number) => void
  /** Told of each failure: who waits is refused at the second that comes without a whole state between. */
  fail: (message: string) => void
  /** @throws AppError `unavailable` with the last failure */
  wait: (number: number) => Promise<void>
}

type Waiting = { number: number; resolve: () => void; reject: (error: AppError) => void }

/** Begins with an index that holds nothing yet, not even change 0. */
export function createReached(): Reached {
  let highest = -1
  let failures = 0
  let waiting: Waiting[] = []
  return {
    tell(number) {
      highest = number
      failures = 0
      const [done, rest] = [waiting.filter((one) => one.number <= number), waiting.filter((one) => one.number > number)]
      waiting = rest
      for (const { resolve } of done) resolve()
    },
    fail(message) {
      if (++failures < MANY_FAILURES) return
      const advice = 'No paper is lost; "broadsheet doctor" looks for what is wrong'
      const error = new AppError('unavailable', `The search index cannot be built: ${message}. ${advice}`)
      for (const { reject } of waiting.splice(0)) reject(error)
    },
    wait: (number) =>
      number <= highest
        ? Promise.resolve()
        : new Promise<void>((resolve, reject) => waiting.push({ number, resolve, reject })),
  }
}
