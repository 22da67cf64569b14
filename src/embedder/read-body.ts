/**
 * The text of an answer, as long as it is no longer than a limit: what else comes is neither kept nor waited for.
 *
 * @returns undefined where it is longer
 */
export async function readBody(response: Response, mostBytes: number): Promise<string | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  // Leaving the loop cancels the rest.
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > mostBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
