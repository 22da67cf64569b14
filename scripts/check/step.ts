/** What one check found. It passed where `faults` is empty. */
export type Outcome = {
  /** How many files were read. */
  read: number
  /** One for each thing to put right, as a person reads it. */
  faults: string[]
}

/** One part of `npm run check`. `root` is the folder of the checkout without closing slash. */
export type Step = (root: string) => Promise<Outcome>

/** The fault of a check that did not look at files it should have looked at. */
export function toUnreadFault(unread: readonly string[]): string[] {
  if (unread.length === 0) return []
  return [`${unread.length} files were not read: ${unread.slice(0, 5).join(', ')}${unread.length > 5 ? ', …' : ''}`]
}
