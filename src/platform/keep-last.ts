/** Values by key, those last asked for: the oldest go when all together grow longer than a limit. */
export type KeptLast<T> = { find(key: string): T | undefined; keep(key: string, value: T): void }

/**
 * Those asked for are marked, and spared once when room is made. Putting them last at each question would come to the
 * same, and cost as much as what is spared: a page asks for fifty texts.
 *
 * @param mostLength of all values together; a single one that is longer is not kept
 */
export function keepLast<T extends { readonly length: number }>(mostLength: number): KeptLast<T> {
  const entries = new Map<string, { value: T; isAsked: boolean }>() // the next to go comes first
  let length = 0
  const forget = (key: string): void => {
    length -= entries.get(key)?.value.length ?? 0
    entries.delete(key)
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
      if (value.length > mostLength) return
      entries.set(key, { value, isAsked: false })
      length += value.length
      for (const [oldest, entry] of entries) {
        if (length <= mostLength) break
        if (!entry.isAsked) {
          forget(oldest)
          continue
        }
        entry.isAsked = false
        entries.delete(oldest)
        entries.set(oldest, entry)
      }
    },
  }
}
