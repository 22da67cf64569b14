// One escape of a JSON text after another, so that the backslashes of "\\u0000" are taken together.
const ESCAPE = /\\(?:u0000|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|[^])/g
const SUSPECT = /\\u(?:0000|d[89a-f])/i

/** A text without NUL and with every half of a surrogate pair that stands alone replaced: all that databases can keep. */
export function toStorable(text: string): string {
  // Halves first: two that a NUL kept apart were no pair, and are none once it is gone.
  const wellFormed = text.toWellFormed()
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '') : wellFormed
}

/** As `toStorable`, for the escapes within a JSON text: what is parsed from the answer holds clean texts alone. */
export function toStorableJson(json: string): string {
  if (!SUSPECT.test(json)) return json
  return json.replace(ESCAPE, (escape) => {
    if (escape === '\\u0000') return ''
    return escape.length === 6 && /^\\ud/i.test(escape) ? '\\ufffd' : escape
  })
}
