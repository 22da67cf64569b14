/** The accents of TeX and Unicode's combining characters for them. */
const COMBINING: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
}
const BY_SIGN = /\\(['`^"~=.])[ \t]*(?:\{\s*(\\[ij]|\p{L})\s*\}|(\\[ij](?![a-zA-Z])(?:\{\})?|\p{L}))/uy
const BY_LETTER = /\\([uvHckrdb])(?:[ \t]*\{\s*(\\[ij]|\p{L})\s*\}|[ \t]*(\\[ij](?![a-zA-Z]))|[ \t]+(\p{L}))/uy

/** A letter with its accent at a place of a text, such as `\'e`, `\"{\i}`, `\c{c}` or `\v s`, and where it ends. */
export function readAccent(text: string, at: number): { letter: string; end: number } | undefined {
  for (const form of [BY_SIGN, BY_LETTER]) {
    form.lastIndex = at
    const found = form.exec(text)
    if (found === null) continue
    const [, accent = '', braced, bare, spaced] = found
    const base = (braced ?? bare ?? spaced ?? '').replace(/^\\([ij]).*/, '$1')
    const letter = (base + (COMBINING[accent] ?? '')).normalize('NFC')
    // No such letter in Unicode means that it was no accent: `\b x` is somebody's own command.
    if (form === BY_LETTER && [...letter].length > 1) return undefined
    return { letter, end: form.lastIndex }
  }
  return undefined
}
