const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Every word that is one slip of the hand away: a letter lost, added or changed, or two neighbours swapped. */
export function listNearWords(word: string): Set<string> {
  const near = new Set<string>()
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    if (after !== '') near.add(before + after.slice(1))
    if (after.length > 1) near.add(before + after.charAt(1) + after.charAt(0) + after.slice(2))
    for (const letter of LETTERS) {
      near.add(before + letter + after)
      if (after !== '') near.add(before + letter + after.slice(1))
    }
  }
  near.delete(word)
  return near
}
