/** Does a piece of work once fewer than so many others are under way; in the order of asking. */
export type FewAtOnce = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Bounds what is under way: of a hundred pieces of work that are begun together and done by turns, all would be half
 * done, and in memory, until the last one is.
 *
 * @param most pieces under way
 */
export function createFewAtOnce(most: number): FewAtOnce {
  const waiting: (() => void)[] = []
  let underWay = 0
  return async (work) => {
    if (underWay < most) underWay++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else underWay--
    }
  }
}
