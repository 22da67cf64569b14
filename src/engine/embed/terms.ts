import { lightStem } from './light-stem.ts'

/**
 * The term of a token as the embedding knows it; `undefined` where the token says nothing: a bare letter. A digit may.
 */
export function toTerm(token: string): string | undefined {
  if (token.length === 1 && token >= 'a' && token <= 'z') return undefined
  return lightStem(token)
}
