import { foldText } from './plain-text.ts'

const MOST_LETTERS = 300
/** More is not looked at: a server may say megabytes. */
const MOST_READ = 4000
// Behind a letter of an address nothing begins anew: a long run without "@" is read once, not once for each letter.
const ADDRESS = /(?<![^\s<>"'(),;:@])([^\s<>"'(),;:@])[^\s<>"'(),;:@]*@([^\s<>"'(),;:@.])[^\s<>"'(),;:@]*/g

/**
 * What another server said, on one line, without control characters and with no mail address in it: answers repeat
 * addresses, and they are shown, on terminals too, and logged. Of each the first letters are left: "a…@e…". Cut at 300
 * letters.
 */
export function hideAddresses(text: string): string {
  // What is cut in two may be an address without its "@".
  const read = text.length > MOST_READ ? text.slice(0, MOST_READ).replace(/\S+$/, '') : text
  return foldText(read.replace(ADDRESS, '$1…@$2…')).slice(0, MOST_LETTERS)
}
