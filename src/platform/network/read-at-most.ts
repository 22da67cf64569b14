/**
 * Bytes that arrive, as long as they are no more than a limit: what else comes is neither kept nor waited for.
 *
 * @returns undefined where they are more
 */
export async function readAtMost(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mostBytes: number,
): Promise<Buffer | undefined> {
  const kept: Uint8Array[] = []
  let size = 0
  // Leaving the loop cancels the rest.
  for await (const part of parts) {
    size += part.length
    if (size > mostBytes) return undefined
    kept.push(part)
  }
  return Buffer.concat(kept, size)
}
