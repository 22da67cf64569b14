/** Makes a feed anew, and tells its tag. */
export type RemakeFeed = () => Promise<string>

/** The feeds that somebody has read since the start, by their paths: those of whose changes a hub is told. */
export type FeedTopics = {
  note(path: string, remake: RemakeFeed): void
  list(): readonly { path: string; remake: RemakeFeed }[]
}

/** Remembers those last read. @param most how many: each is made anew when the store changed */
export function createFeedTopics(most: number): FeedTopics {
  const topics = new Map<string, RemakeFeed>() // the one longest not read comes first
  return {
    note(path, remake) {
      topics.delete(path)
      topics.set(path, remake)
      const [oldest] = topics.keys()
      if (topics.size > most && oldest !== undefined) topics.delete(oldest)
    },
    list: () => [...topics].map(([path, remake]) => ({ path, remake })),
  }
}
