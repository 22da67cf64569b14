import { escapeMarkup } from '../../../platform/escape-markup.ts'

/** Whatever XML 1.0 has no place for, not even as a reference: https://www.w3.org/TR/xml/#charsets */
const NO_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** A text as it stands in XML, between tags and in quotes. What XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return escapeMarkup(text.replace(NO_CHARACTERS, '\ufffd'))
}

/** An element that holds a text. */
export function toElement(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string {
  return `<${name}${toAttributes(attributes)}>${escapeXml(text)}</${name}>`
}

/** An element that holds nothing but attributes; absent ones are left out. */
export function toEmptyElement(name: string, attributes: Readonly<Record<string, string | undefined>>): string {
  return `<${name}${toAttributes(attributes)}/>`
}

function toAttributes(attributes: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escapeXml(value)}"`]))
    .join('')
}

/** How a document of XML begins, with the style sheet by which browsers show it, where there is one. */
export function toProlog(stylesheet?: string): string {
  const prolog = '<?xml version="1.0" encoding="utf-8"?>'
  return stylesheet === undefined
    ? prolog
    : `${prolog}\n<?xml-stylesheet type="text/css" href="${escapeXml(stylesheet)}"?>`
}
