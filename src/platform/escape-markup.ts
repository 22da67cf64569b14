/** Markup in which every text is escaped. */
export type Markup = string & { readonly __brand: 'Markup' }

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as markup that shows the same letters: in the content of an element, or in an attribute between double quotes. */
export function escapeMarkup(text: string): Markup {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign) as Markup
}
