import type { Child } from 'hono/jsx'

/** What every page names: the address of the style sheet, and the version of the program. */
export type Site = { stylesheet: string; version: string }

type Props = {
  site: Site
  title: string
  masthead: Child
  /** The same in JSON, where there is such. */
  json?: string | undefined
  children?: Child
}

/** The frame of a page: `masthead`, then `main` and what follows as children, then the colophon. */
export function Layout({ site, title, masthead, json, children }: Props) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title} · Broadsheet</title>
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={site.stylesheet} />
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        {json !== undefined && <link rel="alternate" type="application/json" href={json} />}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        {masthead}
        {children}
        <footer class="page">
          <div class="colophon">
            <ul>
              <li>
                <a href="/papers">The newest edition</a>
              </li>
              {json !== undefined && (
                <li>
                  <a href={json}>This page as JSON</a>
                </li>
              )}
            </ul>
            <p>Broadsheet {site.version}. Thank you to arXiv for use of its open access interoperability.</p>
          </div>
        </footer>
      </body>
    </html>
  )
}

/** The masthead of all pages but an edition's. */
export function SmallMasthead() {
  return (
    <header class="masthead small">
      <div class="page">
        <p class="name">
          <a href="/">Broadsheet</a>
        </p>
        <div class="sections">
          <nav aria-label="Sections">
            <ul>
              <li>
                <a href="/papers">Day</a>
              </li>
            </ul>
          </nav>
        </div>
      </div>
    </header>
  )
}
