/**
 * A part of a frame without its inline styles: classes say the same, in programs that read the style sheet of a mail, as
 * almost all do. For mails that would be too long otherwise.
 */
export function toLean(part: string): string {
  return part.replace(/ style="[^"]*"/g, '').replace(/ &nbsp; /g, ' ')
}
