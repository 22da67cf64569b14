import type { RenderDigest } from '../domain/ports.ts'
import { createWallClock } from '../platform/wall-clock.ts'
import { createHtmlMaker } from './digest-html.ts'
import { toDigestText } from './digest-text.ts'
import { toDigestWords } from './digest-words.ts'
import { type InstallationSettings, toInstallation } from './installation.ts'

/** Each part of a mail stays under 60 KB: Gmail cuts off what is longer than 102 KB, encoded. */
const MOST_BYTES = 60_000

/**
 * Reads the frame of digest mails once, and fills it for each digest: both parts, and the subject. Whatever stands in a
 * title, a name or a sentence is shown as it is written.
 *
 * A digest that would be longer than 60,000 bytes loses inline styles (classes say the same), then sentences from the end
 * on, and at last papers, for which it leads to its page.
 */
export function createDigestRenderer(settings: InstallationSettings): RenderDigest {
  const installation = toInstallation(settings)
  const makeHtml = createHtmlMaker(installation)
  const toWallTime = createWallClock()
  return (message) => {
    const words = toDigestWords(message, installation.siteName, toWallTime)
    const html = makeHtml(words, message, MOST_BYTES)
    return { subject: words.subject, html, text: toDigestText(words, message, installation, MOST_BYTES) }
  }
}
