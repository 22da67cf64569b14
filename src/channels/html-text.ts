const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands in HTML, in an attribute too. */
export function toHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark)
}

/** A link in HTML. */
export function toHtmlLink(url: string, text: string): string {
  return `<a href="${toHtml(url)}">${toHtml(text)}</a>`
}
