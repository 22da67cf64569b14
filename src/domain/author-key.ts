/**
 * What two spellings of one name have in common: "José  García-López" and "jose garcia lopez" have one key. Initials
 * are not names: "J. García" has another. Cut at 200 characters; '' for a name without letters or digits.
 */
export function toAuthorKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()
}
