/**
 * What a code unit is to the tokenizer. `SPECIAL` ones mean something only inside a word or before one: TeX, apostrophes,
 * decimal points. `IGNORED` ones join what stands around them: soft hyphens, joiners, marks over a letter.
 */
export const SEPARATOR = 0
export const LETTER = 1
export const SPECIAL = 2
export const IGNORED = 3
/** A letter of a script that sets no spaces between words. */
export const UNSPACED = 4
/** The first half of a pair: its meaning is that of the pair. */
const PAIR = 5

const UNKNOWN = 255
const SPECIAL_SIGNS = "\\'.,+#$_^{}\u2019\u02bc\uff07"
const IS_IGNORED = /[\u00ad\u034f\u0300-\u036f\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]/
const IS_UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u30fc\uff70]/u
const IS_LETTER = /[\p{L}\p{N}\p{M}]/u

const kinds = new Uint8Array(65_536).fill(UNKNOWN)

function toKind(sign: string): number {
  if (SPECIAL_SIGNS.includes(sign)) return SPECIAL
  if (IS_IGNORED.test(sign)) return IGNORED
  if (IS_LETTER.test(sign)) return IS_UNSPACED.test(sign) ? UNSPACED : LETTER
  return SEPARATOR
}

/** The kind of a code unit, kept once found. */
export function kindOf(code: number): number {
  const known = kinds[code] ?? SEPARATOR // past the end of a text the code is NaN
  if (known !== UNKNOWN) return known
  const isPair = code >= 0xd800 && code < 0xdc00
  return (kinds[code] = isPair ? PAIR : toKind(String.fromCharCode(code)))
}

/** The kind of the character at an offset, which for a pair is that of both; half a pair alone is a separator. */
export function kindAt(text: string, at: number): number {
  const kind = kindOf(text.charCodeAt(at))
  if (kind !== PAIR) return kind
  const point = text.codePointAt(at)!
  return point > 0xffff ? toKind(String.fromCodePoint(point)) : SEPARATOR
}
