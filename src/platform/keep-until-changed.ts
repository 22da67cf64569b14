/** Gives what `read` gave for a key under the same version, or reads it now. Those who ask meanwhile wait for one read. */
export type Keeper<T> = (key: string, version: string, read: () => Promise<T>) => Promise<T>

/**
 * Keeps the values last asked for, each until its version changes.
 *
 * The version is to be known before the value is read: what is newer than its version is only read once more.
 *
 * @param most how many are kept
 */
export function keepUntilChanged<T>(most: number): Keeper<T> {
  const kept = new Map<string, { version: string; value: Promise<T> }>() // the one longest not asked for comes first
  return (key, version, read) => {
    const known = kept.get(key)
    const entry = known?.version === version ? known : { version, value: read() }
    kept.delete(key)
    kept.set(key, entry)
    if (entry !== known) entry.value.catch(() => kept.get(key) === entry && kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return entry.value
  }
}
