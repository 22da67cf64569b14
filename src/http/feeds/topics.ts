/** Makes a feed anew, and tells its tag. */
export type RemakeFeed = () => Promise<string>

/** The feeds that somebody has read since the start, by their paths: those of whose changes a hub is told. */
export type FeedTopics = {
  note(path: string, remake: RemakeFeed): void
  list(): readonly { path: string; remake: RemakeFeed }[]
}

/**
 * Remembers those most read. Whoever asks for many feeds once each drives none of them out: when all places are taken, a new
 * one takes that of one that was read but once, or none; and after as many that found no place, all count half.
 *
 * @param most how many: each is made anew when the store changed
 */
export function createFeedTopics(most: number): FeedTopics {
  const topics = new Map<string, { reads: number; remake: RemakeFeed }>() // the one longest not read comes first
  let refused = 0
  const makeRoom = (): void => {
    const once = [...topics].find(([, { reads }]) => reads === 1)
    if (once) topics.delete(once[0])
    else if (++refused % most === 0) for (const topic of topics.values()) topic.reads = Math.ceil(topic.reads / 2)
  }
  return {
    note(path, remake) {
      const reads = (topics.get(path)?.reads ?? 0) + 1
      if (!topics.delete(path) && topics.size >= most) makeRoom()
      if (topics.size < most) topics.set(path, { reads, remake })
    },
    list: () => [...topics].map(([path, { remake }]) => ({ path, remake })),
  }
}
