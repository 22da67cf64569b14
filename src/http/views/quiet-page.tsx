import type { Child } from 'hono/jsx'
import { Layout, type Site, SmallMasthead } from './layout.tsx'

type Props = {
  site: Site
  /** The heading, and the page's name. */
  title: string
  /** What kind of page this is: "404, not found". */
  code?: string | undefined
  masthead?: Child
  /** Whether it loads itself again. */
  reloads?: boolean
  children?: Child
}

/** A page that has little to say: an empty edition, an error. Paragraphs as children. */
export function QuietPage({ site, title, code, masthead = <SmallMasthead />, reloads, children }: Props) {
  return (
    <Layout site={site} title={title} masthead={masthead} reloads={reloads}>
      <main id="main" class="page">
        <section class="quiet" aria-labelledby="what">
          {code !== undefined && <p class="code">{code}</p>}
          <h1 id="what">{title}</h1>
          {children}
        </section>
      </main>
    </Layout>
  )
}
