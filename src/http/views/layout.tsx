import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Wish, WishNames } from '../../domain/subscription.ts'
import { SubscribeBox, TRENDING } from '../subscriptions/views/subscribe-box.tsx'
import { Sections, type Section, SubscribeLink } from './sections.tsx'

/** What pages name: the addresses of the style sheet and of the scripts of some pages, the public one, and the version. */
export type Site = {
  stylesheet: string
  suggestScript: string
  mapScript: string
  zoneScript: string
  baseUrl: string
  version: string
  /** Whether digests can be subscribed to by mail. */
  offersMail: boolean
}

type Props = {
  site: Site
  title: string
  masthead: Child
  /** The path of the page, where it has one address of its own. */
  path?: string | undefined
  /** The same in JSON, where there is such. */
  json?: string | undefined
  /** The same in Markdown, where there is such. */
  markdown?: string | undefined
  /** More for the head of the document: cards, neighbours. */
  head?: Child
  /** What of the page can be subscribed to; nothing where the box stands elsewhere, or has no place. */
  wishes?: readonly Wish[] | undefined
  /** What the first of them does not say itself. */
  names?: WishNames | undefined
  /** Where the first link of the page leads, past the masthead: "the papers". */
  skipsTo?: string | undefined
  /** Whether it loads itself again while it waits, by the browser's own means: it then has no form in which to type. */
  reloads?: boolean | undefined
  children?: Child
}

/** Long enough to read a line, short enough to see that something happens. */
const RELOAD_SECONDS = 10

/** The frame of a page: `masthead`, then `main` and what follows as children, then the colophon. */
export function Layout({ site, title, masthead, path, json, markdown, head, ...props }: Props) {
  const { wishes = TRENDING, names, skipsTo = 'the papers', reloads = false, children } = props
  return (
    <html lang="en">
      <head>
        <Head {...{ site, title, path, json, markdown }} />
        {head}
        {reloads && html`<meta http-equiv="refresh" content="${RELOAD_SECONDS}" />`}
      </head>
      <body>
        <a class="skip" href="#main">
          {`Skip to ${skipsTo}`}
        </a>
        {masthead}
        {children}
        {wishes.length > 0 && <SubscribeFoot {...{ site, wishes, names, reloads }} />}
        <Colophon site={site} json={json} markdown={markdown} />
      </body>
    </html>
  )
}

type FootProps = Pick<Props, 'site' | 'names'> & { wishes: readonly Wish[]; reloads: boolean }

function SubscribeFoot({ site, wishes, names, reloads }: FootProps) {
  return (
    <div class="page">
      <SubscribeBox {...{ wishes, names, offersMail: site.offersMail }} isAway={reloads} />
    </div>
  )
}

// What every page has are templates: in JSX these thirty elements take as long as fifteen papers. Of `meta` and `link` it
// keeps a record, and looks through the page for each.

function Head({ site, title, path, json, markdown }: Pick<Props, 'site' | 'title' | 'path' | 'json' | 'markdown'>) {
  return html`<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Broadsheet</title>
    <meta name="color-scheme" content="light dark" />
    <link rel="stylesheet" href="${site.stylesheet}" />
    <link rel="icon" type="image/svg+xml" href="/icon.svg" />
    ${path !== undefined && html`<link rel="canonical" href="${site.baseUrl}${path}" />`}
    ${json !== undefined && html`<link rel="alternate" type="application/json" href="${json}" />`}
    ${markdown !== undefined && html`<link rel="alternate" type="text/markdown" href="${markdown}" />`}`
}

function Colophon({ site, json, markdown }: Pick<Props, 'site' | 'json' | 'markdown'>) {
  return html`<footer class="page">
    <div class="colophon">
      <ul>
        <li><a href="/about">About this sheet</a></li>
        <li><a href="/about#trending">How trending is reckoned</a></li>
        <li><a href="/categories">Categories</a></li>
        <li><a href="/feeds">Feeds</a></li>
        ${site.offersMail && html`<li><a href="/inbox">Your digests</a></li>`}
        <li><a href="/api/openapi.json">API</a></li>
        ${json !== undefined && html`<li><a href="${json}">This page as JSON</a></li>`}
        ${markdown !== undefined && html`<li><a href="${markdown}">As Markdown</a></li>`}
      </ul>
      <p>Broadsheet ${site.version}. Thank you to arXiv for use of its open access interoperability.</p>
    </div>
  </footer>`
}

type MastheadProps = {
  current?: Section | undefined
  /** Where digests can be asked for; absent on a page that has the box. */
  subscribeAt?: string | undefined
}

/** The masthead of all pages but an edition's. */
export function SmallMasthead({ current, subscribeAt }: MastheadProps) {
  return (
    <header class="masthead small">
      <div class="page">
        <p class="name">
          <a href="/">Broadsheet</a>
        </p>
        <Sections current={current} />
        <SubscribeLink at={subscribeAt} />
      </div>
    </header>
  )
}
