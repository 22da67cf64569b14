/** A text with a full stop at its end, unless it has an end already; an empty one stays empty. */
export function endSentence(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`
}

/** A sentence from what somebody else says: as `endSentence`, and with a capital. */
export function toSentence(text: string): string {
  const [first = ''] = text
  return endSentence(`${first.toUpperCase()}${text.slice(first.length)}`)
}
