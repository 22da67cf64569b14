/** No name is longer, and to sort the marks on a letter takes time with the square of their number. */
const MOST_LETTERS = 1000

/**
 * What two spellings of one name have in common: "José  García-López" and "jose garcia lopez" have one key. Initials
 * are not names: "J. García" has another. Cut at 200 characters; '' for a name without letters or digits.
 */
export function toAuthorKey(name: string): string {
  return name
    .slice(0, MOST_LETTERS)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()
}
