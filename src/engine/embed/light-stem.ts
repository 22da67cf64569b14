/**
 * The form under which the embedding knows a token: plurals only, since "networks" is "network" but "general" is not
 * "generate". Lighter than the index's stems, so that words of one stem may mean different things.
 */
export function lightStem(token: string): string {
  const length = token.length
  if (length < 4 || token.charCodeAt(length - 1) !== LETTER_S) return token
  const before = token.charCodeAt(length - 2)
  if (before === LETTER_S || before === LETTER_U || before === LETTER_I) return token
  if (length > 4 && before === LETTER_E) {
    if (token.endsWith('ies')) return `${token.slice(0, -3)}y`
    if (/(?:ss|sh|ch|x|zz)es$/.test(token)) return token.slice(0, -2)
  }
  return token.slice(0, -1)
}

const LETTER_S = 115
const LETTER_U = 117
const LETTER_I = 105
const LETTER_E = 101
