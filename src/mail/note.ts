import type { RenderedDigest } from '../domain/ports.ts'
import { toWay } from './frame/digest-parts.ts'
import { NOTE_FRAME } from './frame/frames.ts'
import { EMPTY, escapeHref, escapeHtml, joinHtml } from './frame/html.ts'
import { readTemplate } from './frame/template.ts'
import type { Installation } from './installation.ts'
import { toParagraph } from './wrap-text.ts'

/** A short mail with one link to follow; all its texts plain and on one line. */
export type Note = {
  subject: string
  heading: string
  lead: string
  /** What it is about, and a line of facts below. */
  about?: { title: string; facts: string }
  link: string
  /** What stands on the link. */
  button: string
  /** What holds for the link. */
  rules: string
  /** For those whom it reached by mistake. */
  otherwise: string
}

/** A mail that is ready to go out, by its subject and both of its parts. */
export type RenderNote = (note: Note) => RenderedDigest

/** Reads the frame of short mails once. */
export function createNoteRenderer({ siteName, baseUrl, postalAddress }: Installation): RenderNote {
  const fillBeginning = readTemplate(NOTE_FRAME.beginning, [
    'subject',
    'preview',
    'site',
    'siteName',
    'heading',
    'lead',
    'about',
    'link',
    'button',
    'rules',
    'otherwise',
    'postal',
  ])
  const fillAbout = readTemplate(NOTE_FRAME.about, ['title', 'way', 'facts'])
  const fillPostal = readTemplate(NOTE_FRAME.postal, ['postal'])
  const postal = postalAddress === undefined ? EMPTY : fillPostal({ postal: escapeHtml(postalAddress) })
  const after = readTemplate(NOTE_FRAME.after, [])({})
  return (note) => {
    const { about } = note
    const html = fillBeginning({
      subject: escapeHtml(note.subject),
      preview: escapeHtml(note.lead),
      site: escapeHref(baseUrl),
      siteName: escapeHtml(siteName),
      heading: escapeHtml(note.heading),
      lead: escapeHtml(note.lead),
      about: about
        ? fillAbout({ title: escapeHtml(about.title), way: toWay(about.title), facts: escapeHtml(about.facts) })
        : EMPTY,
      link: escapeHref(note.link),
      button: escapeHtml(note.button),
      rules: escapeHtml(note.rules),
      otherwise: escapeHtml(note.otherwise),
      postal,
    })
    return {
      subject: note.subject,
      html: joinHtml(html, after),
      text: toText(note, siteName, postalAddress),
    }
  }
}

function toText(note: Note, siteName: string, postalAddress: string | undefined): string {
  const { heading, lead, about, button, link, rules, otherwise } = note
  return `${[
    toParagraph(siteName),
    toParagraph(heading),
    toParagraph(lead),
    ...(about ? [`${toParagraph(about.title)}\n${toParagraph(about.facts)}`] : []),
    `${button}:\n${link}`,
    toParagraph(rules),
    toParagraph(otherwise),
    ...(postalAddress === undefined ? [] : [toParagraph(postalAddress)]),
  ].join('\n\n')}\n`
}
