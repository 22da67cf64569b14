import { escapeMarkup } from '../platform/escape-markup.ts'

/** A link in HTML. */
export function toHtmlLink(url: string, text: string): string {
  return `<a href="${escapeMarkup(url)}">${escapeMarkup(text)}</a>`
}
