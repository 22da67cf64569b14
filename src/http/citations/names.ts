/**
 * The name of an author as far as its parts are certain: `particle` ("van der") belongs before the family name. What is
 * no person, or whose parts cannot be told, is one `literal`; `isOrganization` where it is certainly no person.
 */
export type CitedName =
  { family: string; given: string; particle?: string; suffix?: string } | { literal: string; isOrganization: boolean }

const SUFFIX = /^(?:jr\.?|sr\.?|ii|iii|iv)$/i
const ORGANIZATION =
  /\b(?:team|collaboration|consortium|group|labs?|laborator(?:y|ies)|university|institutes?|foundation|research|inc\.?|ltd\.?|llc|corporation|initiative|project|alliance|network|society|committee|community|contributors|openai|google|deepmind|microsoft|nvidia|meta ai)(?:$|[\s,)])/i
// Han, kana and hangul put the family name first, and do not say where it ends.
const UNSPACED_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const INITIAL = /^(?:\p{Lu}\p{M}*\.?-?){1,3}$/u

/**
 * Reads a name as arXiv writes it, given name first.
 *
 * Certain are two words, with initials or lower-case particles between them, and a "Jr." after them. Of three whole words
 * the middle one is a second given name or a first surname, as people know and machines do not: they stay together.
 */
export function parseName(written: string): CitedName {
  const name = written.replace(/^and /i, '') // a list of authors that was cut at its commas
  if (isNoPerson(name)) return { literal: name, isOrganization: true }
  if (UNSPACED_SCRIPT.test(name)) return { literal: name, isOrganization: false }
  const words = name.replace(/,(?=\s*(?:jr|sr)\b)/i, '').split(' ')
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1) ?? '') ? words.pop() : undefined
  const begin = words.findIndex((word, index) => index > 0 && index < words.length - 1 && /^\p{Ll}/u.test(word))
  const split = begin === -1 ? words.length - 1 : begin
  const [given, rest] = [words.slice(0, split), words.slice(split)]
  if (given.length === 0 || !isCertain(given, rest, begin !== -1)) return { literal: name, isOrganization: false }
  const family = begin === -1 ? rest : rest.slice(rest.findLastIndex((word) => /^\p{Ll}/u.test(word)) + 1)
  const particle = rest.slice(0, rest.length - family.length).join(' ')
  return {
    ...{ family: family.join(' '), given: given.join(' ') },
    ...(particle !== '' && { particle }),
    ...(suffix !== undefined && { suffix }),
  }
}

function isNoPerson(name: string): boolean {
  return ORGANIZATION.test(name) || /[\d:;&(){}@/\\]|, (?!jr|sr)/i.test(name) || name === ''
}

function isCertain(given: readonly string[], rest: readonly string[], hasParticle: boolean): boolean {
  if (rest.some((word) => word === '')) return false
  if (hasParticle && !/^\p{Lu}/u.test(rest.at(-1) ?? '')) return false
  return given.slice(1).every((word) => INITIAL.test(word))
}

/** A name in the order in which it was written. */
export function toWrittenName(name: CitedName): string {
  if ('literal' in name) return name.literal
  return [name.given, name.particle, name.family, name.suffix].filter((part) => part !== undefined).join(' ')
}
