// Control characters, which neither XML nor PostgreSQL's text can hold. Line breaks and tabs are none of them.
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

// What may have to be folded: all but printable ASCII, the letters of Latin-1 and single spaces. Few titles hold such.
const UNFOLDED = /[^ -~\xa1-\xff]|^ | $| {2}/

/** Whether a text holds no control character. */
export function isPlainText(text: string): boolean {
  return text.search(UNPRINTABLE) === -1
}

/** A text without control characters and lone halves of pairs; line breaks and tabs stay. */
export function removeUnprintable(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, '')
}

// Marks that turn what follows them round until they are ended: one that is not would turn the rest of a line.
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g

/** A text of somebody else on one line, without control characters and without marks that turn what follows. */
export function cleanText(text: string): string {
  return foldText(text.replace(TURNS, ''))
}

/** A text on one line: pages fold white space, as HTML and readers do; control characters go. */
export function foldText(text: string): string {
  if (!UNFOLDED.test(text)) return text
  return removeUnprintable(text).replace(/\s+/gu, ' ').trim()
}
