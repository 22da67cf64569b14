/**
 * A text on one line as Markdown that shows the same letters: nothing in it is markup, no link, no HTML, no list, neither
 * in CommonMark nor in GitHub's dialect, which makes links of bare addresses.
 *
 * Source: https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function escapeMarkdown(line: string): string {
  return line
    .replace(/[\\`*_{}[\]<>&#~|$!^]/g, '\\$&')
    .replace(/(?<=https?|ftp|mailto|xmpp)(?=:)/gi, '\\')
    .replace(/(?<=\bwww)\./gi, '\\.')
    .replace(/@/g, '\\@')
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}
