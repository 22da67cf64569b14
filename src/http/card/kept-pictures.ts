/** Pictures by tag, those last asked for: the oldest go when all together take more than a limit. */
export type KeptPictures = { find(tag: string): Uint8Array | undefined; keep(tag: string, picture: Uint8Array): void }

/** @param mostBytes of all pictures together; a single one that is larger is not kept */
export function keepPictures(mostBytes: number): KeptPictures {
  const pictures = new Map<string, Uint8Array>() // the one longest not asked for comes first
  let sizeBytes = 0
  const take = (tag: string): Uint8Array | undefined => {
    const picture = pictures.get(tag)
    if (picture) sizeBytes -= picture.byteLength
    pictures.delete(tag)
    return picture
  }
  const keep = (tag: string, picture: Uint8Array): void => {
    take(tag)
    if (picture.byteLength > mostBytes) return
    pictures.set(tag, picture)
    sizeBytes += picture.byteLength
    for (const oldest of pictures.keys()) {
      if (sizeBytes <= mostBytes) break
      take(oldest)
    }
  }
  return {
    keep,
    find(tag) {
      const picture = take(tag)
      if (picture) keep(tag, picture)
      return picture
    },
  }
}
