import { toTextOfHtml } from '../html-text.ts'

/** "T.", "T. A.", "T-A" and "TA": behind a family name in lists as "Barn, T., Lark, A. B.". */
const INITIALS = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u

/**
 * The authors of an item. Several names are each one author; a single one may list them all: "Ann Owl, Bob Lark and Cy
 * Wren", "Owl, Ann; Lark, Bob". A mail address is no name, but RSS writes the name behind it in brackets.
 */
export function listAuthorNames(written: readonly string[]): string[] {
  const texts = written.map((text) => toName(toTextOfHtml(text))).filter((text) => text !== '')
  const [only] = texts
  const names = texts.length === 1 && only !== undefined ? splitNames(only) : texts
  return names.map(toGivenFirst).filter((name) => /\p{L}/u.test(name) && !/^[^\s@]+@\S+$/.test(name))
}

function toName(text: string): string {
  const [, named] = /^[^\s@]+@[^\s@]+ \((.+)\)$/.exec(text) ?? []
  return (named ?? text).replace(/^(?:by|authors?:)\s+/i, '').trim()
}

function splitNames(text: string): string[] {
  if (text.includes(';')) return text.split(';').map((name) => name.trim())
  if (isFamilyFirst(text)) return [text]
  const parts = text.split(/,\s*(?:and|&)\s+|,\s+|\s+(?:and|&)\s+/).map((name) => name.trim())
  const everySecond = parts.filter((_part, index) => index % 2 === 1)
  if (parts.length % 2 === 1 || !everySecond.every((part) => INITIALS.test(part))) return parts
  return everySecond.map((initials, index) => `${initials} ${parts[index * 2]}`)
}

/** "Barn, Tyto A." is one person: one comma, a single word before it, and no more than three behind. */
function isFamilyFirst(text: string): boolean {
  return /^[^\s,]+,\s*[^\s,]+(?:\s+[^\s,]+){0,2}$/.test(text) && !/\s(?:and|&)\s/.test(text)
}

function toGivenFirst(name: string): string {
  const [family = '', given = '', ...more] = name.split(',').map((part) => part.trim())
  return given === '' || more.length > 0 ? name : `${given} ${family}`
}
