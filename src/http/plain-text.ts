// Control characters, which neither XML nor PostgreSQL's text can hold. Line breaks and tabs are none of them.
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

/** Whether a text holds no control character. */
export function isPlainText(text: string): boolean {
  return text.search(UNPRINTABLE) === -1
}

/** A text on one line: pages fold white space, as HTML and readers do; control characters go. */
export function foldText(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, '').replace(/\s+/gu, ' ').trim()
}
