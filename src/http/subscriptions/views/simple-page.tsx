import type { Child } from 'hono/jsx'
import { Layout, type Site, SmallMasthead } from '../../views/layout.tsx'
import { Opening } from '../../views/opening.tsx'

type Props = {
  site: Site
  title: Child
  /** What the window is called, where the title is more than text. */
  name?: string
  note?: Child
  /** More for the head of the document. */
  head?: Child
  children?: Child
}

/** A page about subscriptions: it offers none beside what it is about. */
export function SimplePage({ site, title, name = String(title), note, head, children }: Props) {
  return (
    <Layout site={site} title={name} masthead={<SmallMasthead />} head={head} wishes={[]}>
      <main id="main" class="page plain">
        <Opening title={title}>{note}</Opening>
        {children}
      </main>
    </Layout>
  )
}
