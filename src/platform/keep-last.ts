/** Values by key, those last asked for: the oldest go when all together grow longer than a limit. */
export type KeptLast<T> = { find(key: string): T | undefined; keep(key: string, value: T): void }

/** @param mostLength of all values together; a single one that is longer is not kept */
export function keepLast<T extends { readonly length: number }>(mostLength: number): KeptLast<T> {
  const values = new Map<string, T>() // the one longest not asked for comes first
  let length = 0
  const forget = (key: string): void => {
    length -= values.get(key)?.length ?? 0
    values.delete(key)
  }
  return {
    find(key) {
      const value = values.get(key)
      if (value === undefined) return undefined
      values.delete(key)
      values.set(key, value)
      return value
    },
    keep(key, value) {
      forget(key)
      if (value.length > mostLength) return
      values.set(key, value)
      length += value.length
      for (const oldest of values.keys()) {
        if (length <= mostLength) break
        forget(oldest)
      }
    },
  }
}
