import { html } from 'hono/html'
import type { Site } from './layout.tsx'

type Props = {
  site: Site
  title: string
  /** Plain text on one line; absent, none is told. */
  description?: string | undefined
  /** The path of the page. */
  path: string
  /** The path of a picture, 1200 by 630; absent, the program's own card. */
  image?: string | undefined
  type?: 'website' | 'article'
}

const LONGEST_DESCRIPTION = 200

/**
 * What other sites show where this page is linked: Open Graph, and the one tag that Twitter wants beside it.
 *
 * Source: https://ogp.me
 */
export function OpenGraph({ site, title, description, path, image = '/card.png', type = 'website' }: Props) {
  const shown = description === undefined ? '' : cutAtWord(description, LONGEST_DESCRIPTION)
  return html`${shown !== '' && html`<meta name="description" content="${shown}" />`}
    <meta property="og:site_name" content="Broadsheet" />
    <meta property="og:type" content="${type}" />
    <meta property="og:title" content="${title}" />
    ${shown !== '' && html`<meta property="og:description" content="${shown}" />`}
    <meta property="og:url" content="${site.baseUrl + path}" />
    <meta property="og:image" content="${site.baseUrl + image}" />
    <meta property="og:image:type" content="image/png" />
    <meta property="og:image:width" content="1200" />
    <meta property="og:image:height" content="630" />
    <meta name="twitter:card" content="summary_large_image" />`
}

/** The beginning of a text, of at most `most` UTF-16 units, whole words as far as there are any. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1).toWellFormed()
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.\ufffd]+$/, '')}…`
}
