import { cutText } from '../domain/cut-text.ts'
import type { ConfirmationMail, LinkMail, RenderedMail } from '../domain/ports.ts'
import { describeRhythm, describeTimes, UNSAID_ZONE } from '../domain/rhythm.ts'
import type { Rhythm } from '../domain/subscription.ts'
import { cleanText } from '../platform/plain-text.ts'
import { createWallClock } from '../platform/wall-clock.ts'
import { toDate } from '../platform/wording.ts'
import { type InstallationSettings, toInstallation } from './installation.ts'
import { createNoteRenderer } from './note.ts'

const MOST_TITLE = 80

/**
 * Renders the mail that asks whether somebody wants a subscription. It goes to whoever was named, so what was wished for
 * is shown short and can hold no link that a mail program would make one of.
 */
export function createConfirmationRenderer(settings: InstallationSettings): (mail: ConfirmationMail) => RenderedMail {
  const installation = toInstallation(settings)
  const renderNote = createNoteRenderer(installation)
  const toWallTime = createWallClock()
  return ({ recipient, subscription, title, link, expiresAt }) => {
    const { size, rhythm } = subscription
    const { day, time } = toWallTime(expiresAt, rhythm.zone)
    return renderNote({
      subject: `Do you want this digest from ${installation.siteName}?`,
      heading: 'Do you want this digest?',
      lead: `Somebody, we hope you, asked ${installation.siteName} to send it to ${cleanText(recipient.address)}.`,
      about: {
        title: breakLinks(cutText(cleanText(title), MOST_TITLE)),
        facts: `At most ${size} ${size === 1 ? 'paper' : 'papers'}, ${toTimes(rhythm)}`,
      },
      link,
      button: 'Look at it and confirm',
      rules: `Nothing is sent before you press the button on the page that opens. The link works once, until ${toDate(day)}, ${time} (${rhythm.zone}).`,
      otherwise: 'Was it not you? Do nothing: no digest will come.',
    })
  }
}

/** A zone is told only where it was chosen: one that was guessed would be read as one. */
function toTimes(rhythm: Rhythm): string {
  if (rhythm.zone !== UNSAID_ZONE) return describeRhythm(rhythm)
  return `${describeTimes(rhythm)}, in the time zone that you choose when you confirm`
}

/** Renders the mail that brings somebody their private link. */
export function createLinkRenderer(settings: InstallationSettings): (mail: LinkMail) => RenderedMail {
  const installation = toInstallation(settings)
  const renderNote = createNoteRenderer(installation)
  return ({ recipient, link }) =>
    renderNote({
      subject: `Your private link to ${installation.siteName}`,
      heading: 'Your private link',
      lead: `It was asked for, or a digest that you have already, for ${cleanText(recipient.address)}.`,
      link,
      button: 'See your digests',
      rules:
        'There you change, pause and end your digests, and read past ones. Keep the link to yourself: whoever has it can do the same.',
      otherwise: 'Was it not you who asked? Do nothing: nothing has changed.',
    })
}

// What mail programs make links of has a dot, a colon with slashes or an "@" between letters: a joint that nobody sees
// parts them.
function breakLinks(text: string): string {
  return text.replace(/(?<=[^\s])[.:/@](?=[^\s])/g, '$&\u200b')
}
