const MOST_LETTERS = 300

/**
 * What another server said, on one line and with no mail address in it: answers repeat addresses, and they are shown and
 * logged. Of each the first letters are left: "a…@e…". Cut at 300 letters.
 */
export function hideAddresses(text: string): string {
  const hidden = text.replace(/([^\s<>"'(),;:@])[^\s<>"'(),;:@]*@([^\s<>"'(),;:@.])[^\s<>"'(),;:@]*/g, '$1…@$2…')
  return hidden.replace(/\s+/g, ' ').trim().slice(0, MOST_LETTERS)
}
