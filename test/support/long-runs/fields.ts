/** Ways to read a text from outside, by what it is in words: each puts it at other places. They may throw. */
export type Readers = Readonly<Record<string, readonly ((run: string) => unknown)[]>>

/** A text as it stands in XML. */
export function toXmlText(run: string): string {
  return run.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Elements of XML by their names, a run in each. */
export function toElements(names: string, run: string): string {
  const text = toXmlText(run)
  return names
    .split(' ')
    .map((name) => `<${name}>${text}</${name}>`)
    .join('')
}

/** An attribute's text. */
export function toAttribute(run: string): string {
  return toXmlText(run).replaceAll('"', '&quot;')
}

/** An object of JSON, the run under each of the names. */
export function toObject(names: string, run: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, run]))
}
