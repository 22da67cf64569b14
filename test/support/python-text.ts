/** A JSON value as Python's `repr` writes it, by Python's own rules: the other quotes only where these need no escape. */
export function toPythonText(value: unknown): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'number') return Object.is(value, -0) ? '-0.0' : String(value)
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(toPythonText).join(', ')}]`
  const members = Object.entries(value as object).map(([key, member]) => `${quote(key)}: ${toPythonText(member)}`)
  return `{${members.join(', ')}}`
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(/[\\'"]|[^\x20-\x7e]/gu, (character) => escape(character, mark))
  return mark + escaped + mark
}

function escape(character: string, mark: string): string {
  const short = new Map([
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
    ['\\', '\\\\'],
  ]).get(character)
  if (short !== undefined) return short
  if (character === "'" || character === '"') return character === mark ? `\\${character}` : character
  if (/\p{L}|\p{N}|\p{P}|\p{S}/u.test(character)) return character
  const hex = (character.codePointAt(0) ?? 0).toString(16)
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
