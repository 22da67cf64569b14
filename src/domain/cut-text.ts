/** A text of at most so many letters; where it was longer, "…" says so. */
export function cutText(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text
}
