/**
 * Does together what is asked for one by one: all that was asked in one turn of the event loop, or while the call before
 * was under way, goes into one call. For writes of which each would take a transaction of its own.
 *
 * @param call gives the results in the order of the items; where it throws, all of them fail
 * @param most items of one call
 */
export function groupCalls<Item, Result>(
  call: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  type Asked = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  const waiting: Asked[] = []
  let isUnderWay = false
  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.splice(0, most)
      try {
        const results = await call(group.map(({ item }) => item))
        group.forEach(({ resolve }, index) => resolve(results[index] as Result))
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    isUnderWay = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (isUnderWay) return
      isUnderWay = true
      setImmediate(() => void work())
    })
}
