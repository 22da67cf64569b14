type Long = { readonly length: number }

/** Values by key, those last asked for: the oldest go when all together grow longer than a limit. */
export type KeptLast<T> = {
  find(key: string): T | undefined
  keep(key: string, value: T): void
  forget(key: string): void
}

/**
 * Those asked for are marked, and spared once when room is made. Putting them last at each question would come to the
 * same, and cost as much as what is spared: a page asks for fifty texts.
 *
 * @param mostLength of all values together; a single one that is longer is not kept
 * @param lengthOf how much a value counts for, where it has no length of its own
 */
export function keepLast<T extends Long>(mostLength: number): KeptLast<T>
export function keepLast<T>(mostLength: number, lengthOf: (value: T) => number): KeptLast<T>
export function keepLast<T>(mostLength: number, lengthOf = (value: T) => (value as Long).length): KeptLast<T> {
  const entries = new Map<string, { value: T; isAsked: boolean }>() // the next to go comes first
  let length = 0
  const forget = (key: string): void => {
    const entry = entries.get(key)
    if (entry) length -= lengthOf(entry.value)
    entries.delete(key)
  }
  const makeRoom = (wanted: number): void => {
    for (const [oldest, entry] of entries) {
      if (length + wanted <= mostLength) return
      if (!entry.isAsked) {
        forget(oldest)
        continue
      }
      entry.isAsked = false
      entries.delete(oldest)
      entries.set(oldest, entry)
    }
  }
  return {
    find(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entry.isAsked = true
      return entry.value
    },
    keep(key, value) {
      forget(key)
      const own = lengthOf(value)
      if (own > mostLength) return
      makeRoom(own)
      entries.set(key, { value, isAsked: false })
      length += own
    },
    forget,
  }
}
