import type { RenderedMail } from '../domain/ports.ts'
import { escapeMarkup } from '../platform/escape-markup.ts'
import { toWay } from './frame/digest-parts.ts'
import { NOTE_FRAME } from './frame/frames.ts'
import { EMPTY, escapeHref, joinMarkup } from './frame/html.ts'
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
export type RenderNote = (note: Note) => RenderedMail

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
  const postal = postalAddress === undefined ? EMPTY : fillPostal({ postal: escapeMarkup(postalAddress) })
  const after = readTemplate(NOTE_FRAME.after, [])({})
  return (note) => {
    const { about } = note
    const html = fillBeginning({
      subject: escapeMarkup(note.subject),
      preview: escapeMarkup(note.lead),
      site: escapeHref(baseUrl),
      siteName: escapeMarkup(siteName),
      heading: escapeMarkup(note.heading),
      lead: escapeMarkup(note.lead),
      about: about
        ? fillAbout({ title: escapeMarkup(about.title), way: toWay(about.title), facts: escapeMarkup(about.facts) })
        : EMPTY,
      link: escapeHref(note.link),
      button: escapeMarkup(note.button),
      rules: escapeMarkup(note.rules),
      otherwise: escapeMarkup(note.otherwise),
      postal,
    })
    return {
      subject: note.subject,
      html: joinMarkup(html, after),
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
