/** Parts of a query as a sentence names them where any would do: “owls”, “tides” or "a phrase", which has its own marks. */
export function quoteWords(words: readonly string[]): string {
  const quoted = words.map((word) => (/^["“”„«»]/.test(word) ? word : `“${word}”`))
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}
